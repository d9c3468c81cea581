"""Reasons for urgent help: somebody answers at every hour, whoever asks is spoken to, changes are journalled."""

from __future__ import annotations

import datetime as dt
import re
from io import StringIO
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation

from pages import languages
from pages.crisis_forms import WEEK, unanswered_moment
from pages.crisis_words import faults, shared_with_others
from pages.models import CrisisCode, CrisisReason, Helpline, HomePage, Speaker
from pages.models.crisis import WORD_LISTS, sentences, steps_column
from pages.opening_hours import OpeningHours, WeeklyRule, first_gap
from pages.starter_content.snippets import load_crisis_reasons, load_helplines, load_vocabulary
from tests.factories import CrisisReasonFactory, HelplineFactory
from tests.pages.journal import events

PARIS = ZoneInfo("Europe/Paris")
# The Monday of a week that ends with a change of the clocks.
MONDAY = dt.datetime(2026, 3, 23, tzinfo=PARIS)


def always() -> dict[str, Any]:
    return {"hours": [(day, dt.time(0), dt.time(0)) for day in range(7)]}


@pytest.fixture
def starter(db: None) -> list[CrisisReason]:
    """The reasons of the sample site, with its helplines."""
    load_vocabulary()
    load_helplines()
    load_crisis_reasons(dict(Helpline.objects.values_list("code", "pk")), {})
    return list(CrisisReason.objects.all())


def test_the_sample_site_has_something_for_each_reason_in_its_order(starter: list[CrisisReason]) -> None:
    assert [reason.code for reason in starter] == CrisisCode.values


@pytest.mark.parametrize("code", CrisisCode.values)
def test_at_every_hour_of_a_week_a_line_of_the_sample_site_answers(starter: list[CrisisReason], code: str) -> None:
    reason = next(reason for reason in starter if reason.code == code)
    lines = [row.helpline for row in reason.helplines.all()]
    quarters = [MONDAY + dt.timedelta(minutes=15 * number) for number in range(7 * 24 * 4)]
    assert [moment for moment in quarters if not any(line.is_open(moment) for line in lines)] == []
    assert unanswered_moment(lines, MONDAY) is None


@pytest.mark.parametrize("code", CrisisCode.values)
def test_everybody_is_spoken_to_in_every_language_briefly_and_without_a_number(starter: list[CrisisReason], code: str) -> None:
    reason = next(reason for reason in starter if reason.code == code)
    for language in languages.codes():
        said = {speaker: sentences(languages.text(reason, steps_column(speaker), language)) for speaker in Speaker.values}
        assert {speaker for speaker, steps in said.items() if not 3 <= len(steps) <= 4} == set()
        texts = [languages.text(reason, "title", language), languages.text(reason, "message", language), *chain(*said.values())]
        assert [text for text in texts if len(text) > 200 or any(sign.isdigit() for sign in text)] == []


def test_what_is_said_to_parents_and_to_children_alike_calls_nobody_vous_or_tu(starter: list[CrisisReason]) -> None:
    addressed = re.compile(r"\b(?:vous|votre|vos|tu|te|ton|ta|tes|toi|\w+ez)\b", re.IGNORECASE)

    assert [reason.code for reason in starter if addressed.search(languages.text(reason, "message", "fr"))] == []


def line(opens: int, closes: int, days: range = range(7)) -> OpeningHours:
    return OpeningHours(tuple(WeeklyRule(day, dt.time(opens), dt.time(closes)) for day in days))


@pytest.mark.parametrize(
    ("lines", "gap"),
    [
        ([], MONDAY),
        ([line(0, 0)], None),
        ([line(9, 23)], MONDAY),
        ([line(9, 23), line(23, 9)], None),
        ([line(9, 23), line(22, 9)], None),
        ([line(0, 0, range(6))], MONDAY + dt.timedelta(days=6)),
        ([line(0, 12), line(12, 23)], MONDAY + dt.timedelta(hours=23)),
    ],
    ids=["no line", "day and night", "closed at midnight", "one after the other", "one over the other", "not on Sunday", "from 23:00"],
)
def test_the_first_gap_between_lines(lines: list[OpeningHours], gap: dt.datetime | None) -> None:
    assert first_gap(lines, MONDAY, MONDAY + WEEK) == gap


@pytest.mark.django_db
def test_a_line_that_no_longer_exists_answers_nobody() -> None:
    old = HelplineFactory(valid_to=dt.date(2026, 3, 22), **always())
    assert unanswered_moment([old], MONDAY) == MONDAY
    assert unanswered_moment([old, HelplineFactory(**always())], MONDAY) is None


@pytest.mark.django_db
def test_saving_a_reason_or_its_lines_is_journalled() -> None:
    first, second = HelplineFactory(), HelplineFactory()
    with events() as written:
        reason = CrisisReasonFactory(lines=[first, second])
        reason.message_fr = "Autre message"
        reason.save()
        reason.save()
        for position, row in enumerate(reversed(list(rows := reason.helplines.all()))):
            row.sort_order = position
        reason.helplines = rows
        reason.save()
    assert written == [(action, "crisisreason", reason.pk) for action in ("PUBLISHED", "CHANGED", "CHANGED")]
    reason_id = reason.pk
    with events() as written:
        reason.delete()
    assert written == [("WITHDRAWN", "crisisreason", reason_id)]


def form(*lines: Helpline) -> dict[str, Any]:
    rows = {
        f"helplines-{number}-{name}": value
        for number, one in enumerate(lines)
        for name, value in {"helpline": one.pk, "ORDER": number}.items()
    }
    return {
        "code": "RUNAWAY",
        "title_fr": "Une fugue",
        "message_fr": "Prévenez maintenant.",
        "steps_neutral_fr": "Appeler la police.",
        "order": 1,
        "helplines-TOTAL_FORMS": len(lines),
        "helplines-INITIAL_FORMS": 0,
        **rows,
    }


@pytest.mark.django_db
def test_the_form_refuses_an_hour_at_which_nobody_answers(admin_client: Client) -> None:
    address = reverse("wagtailsnippets_pages_crisisreason:add")
    by_day, by_day_and_night = HelplineFactory(), HelplineFactory(**always())
    with events() as written:
        response = admin_client.post(address, form(by_day))
    assert response.status_code == 200
    assert written == []
    assert CrisisReason.objects.count() == 0
    response = admin_client.post(address, form(by_day, by_day_and_night))
    assert response.status_code == 302, response.content
    assert [row.helpline for row in CrisisReason.objects.get().helplines.all()] == [by_day, by_day_and_night]


# --- The words by which searches are recognised ---


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("phrase", "language", "told"),
    [
        ("je", "fr", "nearly every search"),
        ("de la", "fr", "nearly every search"),
        ("i am", "en", "nearly every search"),
        ("في", "ar", "nearly every search"),
        ("ts", "fr", "nearly every search"),
        ("veux (mourir)", "fr", "only words"),
        ("veux//mourir", "fr", "only words"),
        ("*mourir", "fr", "only words"),
        ("mo*", "fr", "at least three letters"),
        ("mourir " * 200, "fr", "too long"),
    ],
)
def test_the_form_refuses_a_line_by_which_nobody_or_everybody_is_recognised(
    admin_client: Client, phrase: str, language: str, told: str
) -> None:
    line = HelplineFactory(**always())
    posted = {**form(line), f"phrases_{language}": f"want/wanna die\n\n{phrase}"}
    with events() as written:
        response = admin_client.post(reverse("wagtailsnippets_pages_crisisreason:add"), posted)

    errors = response.context["form"].errors
    assert list(errors) == [f"phrases_{language}"]
    with translation.override("en"):
        (error,) = errors[f"phrases_{language}"].as_data()
        assert str(error.messages[0]).startswith("Line 3, “")
        assert told in str(error.messages[0])
    assert (written, CrisisReason.objects.count()) == ([], 0)


@pytest.mark.django_db
def test_the_form_tells_of_a_phrase_that_another_reason_has_too(admin_client: Client) -> None:
    CrisisReasonFactory(code=CrisisCode.SUICIDE, title_fr="Le suicide", phrases_fr="veux disparaître\nveux mourir", phrases_en="run away")
    line = HelplineFactory(**always())
    posted = {**form(line), "phrases_fr": "Veux disparaitre\nrun away", "harmless_fr": "veux mourir"}

    response = admin_client.post(reverse("wagtailsnippets_pages_crisisreason:add"), posted, follow=True)

    told = [str(message) for message in response.context["messages"] if message.level_tag == "warning"]
    assert len(told) == 1
    assert "Veux disparaitre" in told[0]
    assert "Le suicide" in told[0]


@pytest.mark.django_db
def test_changed_words_are_journalled(home: HomePage) -> None:
    reason = CrisisReasonFactory(phrases_fr="veux mourir")
    with events() as written:
        reason.harmless_ar = "ضحك"
        reason.save()
    assert written == [("CHANGED", "crisisreason", reason.pk)]


@pytest.mark.parametrize("code", CrisisCode.values)
def test_the_sample_site_has_words_for_each_reason_in_each_language_that_the_form_takes(starter: list[CrisisReason], code: str) -> None:
    reason = next(reason for reason in starter if reason.code == code)
    for language in languages.codes():
        texts = {name: languages.text(reason, name, language) for name in WORD_LISTS}
        assert all(texts[name].strip() for name in ("phrases", "subjects")), language
        assert [fault for text in texts.values() for fault in faults(text, language)] == []


def test_no_phrase_of_the_sample_site_stands_with_two_reasons(starter: list[CrisisReason]) -> None:
    assert [(phrase, str(other)) for reason in starter for phrase, other in shared_with_others(reason)] == []


def test_the_command_fills_reasons_without_any_word_and_leaves_the_others(starter: list[CrisisReason]) -> None:
    emptied, changed = starter[0], starter[1]
    filled = emptied.phrases_fr
    for name in WORD_LISTS:
        for language in languages.codes():
            setattr(emptied, languages.column(name, language), "")
            setattr(changed, languages.column(name, language), "")
    changed.harmless_ar = "كلمة"
    emptied.save()
    changed.save()

    output = StringIO()
    with events() as written:
        call_command("fill_crisis_words", stdout=output)
        call_command("fill_crisis_words", stdout=output)

    assert output.getvalue() == "Reasons whose lists were filled: 1.\nReasons whose lists were filled: 0.\n"
    assert written == [("CHANGED", "crisisreason", emptied.pk)]
    assert CrisisReason.objects.get(pk=emptied.pk).phrases_fr == filled
    assert (CrisisReason.objects.get(pk=changed.pk).phrases_fr or "") == ""
