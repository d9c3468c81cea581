"""Asking what to say and do first: one reason or all, in one's own voice and language, with lines that answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pages.models import CrisisCode, HomePage
from tests.api.asking import ask, data_of
from tests.factories import CrisisReasonFactory, GuidePageFactory, HelplineFactory

pytestmark = pytest.mark.django_db

ONE = """
query($code: CrisisCode!, $speaker: Speaker, $locale: Locale) {
  crisisReason(code: $code, speaker: $speaker, locale: $locale) {
    code
    title
    message
    firstSteps
    helplines { number isOpen }
    guide { title }
  }
}
"""
ALL = "{ crisisReasons(speaker: PARENT) { code title firstSteps helplines { number } guide { title } } }"

ALWAYS = [(day, dt.time(0), dt.time(0)) for day in range(7)]


def one(**variables: Any) -> Any:
    return data_of(ONE, {"code": "SUICIDE", **variables})["crisisReason"]


def test_one_reason_whole(home: HomePage) -> None:
    day_line, night_line = HelplineFactory(number_short="3018", hours=[]), HelplineFactory(number_short="3114", hours=ALWAYS)
    gone = HelplineFactory(number_short="0800", valid_to=dt.date(2021, 1, 1), hours=ALWAYS)
    CrisisReasonFactory(
        code=CrisisCode.SUICIDE,
        title_fr="Des idées de suicide",
        message_fr="Quelqu’un écoute.",
        steps_neutral_fr="Rester.\n\n  Appeler. \n",
        lines=[night_line, gone, day_line],
        guide=GuidePageFactory(title_fr="Le guide"),
    )
    assert one() == {
        "code": "SUICIDE",
        "title": "Des idées de suicide",
        "message": "Quelqu’un écoute.",
        "firstSteps": ["Rester.", "Appeler."],
        "helplines": [{"number": "3114", "isOpen": True}, {"number": "3018", "isOpen": False}],
        "guide": {"title": "Le guide"},
    }


@pytest.mark.parametrize(
    ("speaker", "locale", "steps"),
    [
        (None, "FR", ["Neutre"]),
        ("NEUTRAL", "FR", ["Neutre"]),
        ("PARENT", "FR", ["Parent"]),
        ("WITNESS", "FR", ["Neutre"]),
        ("PARENT", "EN", ["Parent in English"]),
        # In one's language and to anybody, rather than in French to a witness.
        ("YOUNG_PERSON", "EN", ["Neutral in English"]),
        ("YOUNG_PERSON", "AR", ["Jeune"]),
        ("WITNESS", "AR", ["Neutre"]),
    ],
)
def test_each_is_spoken_to_in_their_own_way(home: HomePage, speaker: str | None, locale: str, steps: list[str]) -> None:
    CrisisReasonFactory(
        code=CrisisCode.SUICIDE,
        steps_neutral_fr="Neutre",
        steps_neutral_en="Neutral in English",
        steps_parent_fr="Parent",
        steps_parent_en="Parent in English",
        steps_young_person_fr="Jeune",
    )
    assert one(speaker=speaker, locale=locale)["firstSteps"] == steps


def test_a_reason_nobody_wrote_is_null_and_a_draft_guide_too(home: HomePage) -> None:
    assert one() is None
    CrisisReasonFactory(code=CrisisCode.SUICIDE, guide=GuidePageFactory(live=False))
    assert one()["guide"] is None


def test_all_reasons_in_order_take_as_many_statements_as_one(home: HomePage) -> None:
    line, guide = HelplineFactory(number_short="3018"), GuidePageFactory(title_fr="Le guide")
    for order, code in enumerate(reversed(CrisisCode.values)):
        CrisisReasonFactory(code=code, order=order, lines=[line], guide=guide, title_fr=code, steps_parent_fr="Écouter.")
        answer = ask(ALL)
        assert len(answer.statements) == 3, "\n".join(answer.statements)
    assert answer.data["crisisReasons"] == [
        {"code": code, "title": code, "firstSteps": ["Écouter."], "helplines": [{"number": "3018"}], "guide": {"title": "Le guide"}}
        for code in reversed(CrisisCode.values)
    ]
