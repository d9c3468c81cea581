"""Help first: a search that speaks of danger shows what to do and whom to call, in any language, and without the index too."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from pages.models import CrisisCode, HomePage
from search import indexing
from tests.api.asking import ask, data_of, post
from tests.factories import CrisisReasonFactory, GuidePageFactory, HelplineFactory

pytestmark = pytest.mark.django_db

CARD = """query($query: String!, $locale: Locale, $speaker: Speaker) {
  search(query: $query, locale: $locale, speaker: $speaker) {
    crisis { reason speaker title message steps { text } helplines { number isOpen nextOpening } guide { path title } }
  }
}"""
REASON = """query($query: String!, $locale: Locale, $speaker: Speaker) {
  search(query: $query, locale: $locale, speaker: $speaker) { crisis { reason speaker steps { text } } }
}"""
OLD = "query($query: String!) { search(query: $query) { supersededNumber { typed replacedBy { number name } } } }"

ALWAYS = [(day, dt.time(0), dt.time(0)) for day in range(7)]


@pytest.fixture(autouse=True)
def _index_folder(tmp_path: Path, settings: Any) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path


@pytest.fixture
def suicide(home: HomePage) -> Any:
    """A reason with a line that always answers, one that is gone, and a guide."""
    gone = HelplineFactory(number_short="0800", valid_to=dt.date(2021, 1, 1), hours=ALWAYS)
    return CrisisReasonFactory(
        code=CrisisCode.SUICIDE,
        title_fr="Des idées de suicide",
        title_ar="أفكار انتحارية",
        message_fr="Quelqu’un écoute.",
        steps_neutral_fr="Rester.",
        steps_parent_fr="Restez près de lui.",
        steps_young_person_fr="Appelle.",
        steps_witness_fr="Préviens un adulte.",
        phrases_fr="veux/veut mourir",
        phrases_en="want/wants die",
        subjects_fr="suicid*",
        harmless_fr="mourir rire",
        lines=[HelplineFactory(number_short="3114", hours=ALWAYS), gone],
        guide=GuidePageFactory(title_fr="Le guide", slug="le-guide"),
    )


def card(query: str, **variables: Any) -> Any:
    return data_of(REASON, {"query": query, **variables})["search"]["crisis"]


def test_the_card_whole_before_any_result_while_the_index_cannot_be_read(suicide: Any) -> None:
    answer = ask(CARD, {"query": "je veux mourir"})

    assert answer.data["search"]["crisis"] == {
        "reason": "SUICIDE",
        "speaker": "YOUNG_PERSON",
        "title": "Des idées de suicide",
        "message": "Quelqu’un écoute.",
        "steps": [{"text": "Appelle."}],
        "helplines": [{"number": "3114", "isOpen": True, "nextOpening": None}],
        "guide": {"path": "/ressources/le-guide", "title": "Le guide"},
    }


def test_the_card_comes_beside_the_error_of_the_engine(suicide: Any) -> None:
    answer = post('{ search(query: "je veux mourir") { crisis { reason } totalCount nodes { title } } }').json()

    assert answer["data"] == {"search": {"crisis": {"reason": "SUICIDE"}, "totalCount": None, "nodes": None}}
    assert [(error["path"], error["extensions"]["code"]) for error in answer["errors"]] == [
        (["search", "totalCount"], "SEARCH_UNAVAILABLE"),
        (["search", "nodes"], "SEARCH_UNAVAILABLE"),
    ]


def test_results_follow_the_card(suicide: Any) -> None:
    indexing.ensure_index()

    answer = data_of('{ search(query: "suicide") { crisis { reason } totalCount } }')

    assert answer == {"search": {"crisis": {"reason": "SUICIDE"}, "totalCount": 0}}


@pytest.mark.parametrize(
    "query", ["captures d'écran", "mourir de rire", "série sur le suicide", "je ne veux pas mourir", "", " ؟ !", "x" * 3000]
)
def test_what_speaks_of_no_danger_shows_none(suicide: Any, query: str) -> None:
    assert card(query) is None


@pytest.mark.parametrize(
    ("query", "variables", "speaker", "step"),
    [
        ("mon fils veut mourir", {}, "PARENT", "Restez près de lui."),
        ("ma copine veut mourir", {}, "WITNESS", "Préviens un adulte."),
        ("je veux mourir", {}, "YOUNG_PERSON", "Appelle."),
        ("suicide", {}, "NEUTRAL", "Rester."),
        ("je veux mourir", {"speaker": "PARENT"}, "PARENT", "Restez près de lui."),
        ("mon fils veut mourir", {"speaker": "NEUTRAL"}, "NEUTRAL", "Rester."),
    ],
)
def test_each_is_spoken_to_in_their_own_way(suicide: Any, query: str, variables: dict[str, str], speaker: str, step: str) -> None:
    assert card(query, **variables) == {"reason": "SUICIDE", "speaker": speaker, "steps": [{"text": step}]}


def test_the_card_is_in_the_language_asked_whatever_the_language_typed(suicide: Any) -> None:
    titles = [
        data_of(CARD, {"query": query, "locale": locale})["search"]["crisis"]["title"]
        for query in ("je veux mourir", "i want to die")
        for locale in ("FR", "AR")
    ]

    assert titles == ["Des idées de suicide", "أفكار انتحارية"] * 2


def test_what_editors_change_is_what_is_recognised_at_once(suicide: Any) -> None:
    assert card("le monde s'écroule") is None
    suicide.phrases_fr = "monde écroul*"
    suicide.save()

    assert card("le monde s'écroule") is not None
    assert card("je veux mourir") is None


def test_a_reason_is_one_statement_more_and_the_lists_are_never_shown(suicide: Any) -> None:
    assert len(ask(REASON, {"query": "captures"}).statements) == 1
    assert len(ask(REASON, {"query": "je veux mourir"}).statements) == 2
    CrisisReasonFactory(code=CrisisCode.RUNAWAY, phrases_fr="veux/veut fuguer", lines=[HelplineFactory()])
    assert len(ask(REASON, {"query": "je veux mourir"}).statements) == 2
    assert len(ask(CARD, {"query": "je veux mourir"}).statements) == 7
    assert "phrases" not in str(post('{ __type(name: "CrisisReason") { fields { name } } }').content)


def test_a_draft_guide_stays_hidden(suicide: Any) -> None:
    suicide.guide = GuidePageFactory(title_fr="Brouillon", live=False)
    suicide.save()

    assert data_of(CARD, {"query": "je veux mourir"})["search"]["crisis"]["guide"] is None


@pytest.mark.parametrize(
    ("query", "typed"),
    [
        ("0800 200 000", "0800 200 000"),
        ("0800200000", "0800200000"),
        ("le 0800.200.000 ne répond plus", "0800.200.000"),
        ("3020", "3020"),
        ("numéro 3020 harcèlement", "3020"),
        ("٣٠٢٠", "3020"),
        ("net ecoute", "Net Écoute"),
        ("NETECOUTE", "Net Écoute"),
        ("numéro de Net Écoute", "Net Écoute"),
    ],
)
def test_a_number_that_no_longer_answers_leads_to_what_replaced_it(home: HomePage, query: str, typed: str) -> None:
    HelplineFactory(number_short="119", name_fr="Enfance en danger")
    HelplineFactory(number_short="3018", name_fr="Le 3018", supersedes=["0800 200 000", "3020"], former_names=["Net Écoute"])

    assert data_of(OLD, {"query": query}) == {
        "search": {"supersededNumber": {"typed": typed, "replacedBy": [{"number": "3018", "name": "Le 3018"}]}}
    }


@pytest.mark.parametrize("query", ["3018", "captures d'écran", "3020 euros", "", "écoute", "net", "1" * 500])
def test_what_is_no_old_number_leads_nowhere(home: HomePage, query: str) -> None:
    HelplineFactory(number_short="3018", supersedes=["0800 200 000", "3020"], former_names=["Net Écoute"])

    assert data_of(OLD, {"query": query}) == {"search": {"supersededNumber": None}}


def test_a_number_that_a_line_answers_again_is_not_old(home: HomePage) -> None:
    HelplineFactory(number_short="3018", supersedes=["3020"])
    HelplineFactory(number_short="3020")

    assert data_of(OLD, {"query": "3020"}) == {"search": {"supersededNumber": None}}
