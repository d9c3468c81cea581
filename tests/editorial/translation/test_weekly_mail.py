"""The weekly mail: to whom, of what, in which language, once a week and only if there is something."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from wagtail.users.models import UserProfile

from editorial.models import LanguageState, WeeklyMail
from editorial.translation import weekly_mail
from tests.editorial.conftest import Club, live_page_of, person, save_draft, translator
from tests.pages.admin.screens import open_screen

PARIS = ZoneInfo("Europe/Paris")
MONDAY = dt.datetime(2026, 11, 30, 8, 0, tzinfo=PARIS)

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiet(club: Club) -> Club:
    """Nothing is to do anywhere."""
    LanguageState.objects.update(missing=0, stale=0, review=0, to_do_since=None, public_to_do=0, public_to_do_since=None)
    return club


def send(now: dt.datetime, capture: Any) -> list[str]:
    """Sends what is due at a moment; to whom."""
    mail.outbox.clear()
    with capture(execute=True):
        weekly_mail.send_due(now)
    return sorted(message.to[0].partition("@")[0] for message in mail.outbox)


@pytest.mark.parametrize(
    ("now", "turn"),
    [
        (MONDAY, MONDAY),
        (MONDAY - dt.timedelta(seconds=1), MONDAY - dt.timedelta(days=7)),
        (dt.datetime(2026, 12, 6, 23, 59, tzinfo=PARIS), MONDAY),
        # The clocks went back on the Sunday between.
        (dt.datetime(2026, 10, 26, 7, 0, tzinfo=PARIS), dt.datetime(2026, 10, 19, 8, 0, tzinfo=PARIS)),
    ],
)
def test_the_turn_is_on_monday_morning(now: dt.datetime, turn: dt.datetime) -> None:
    assert weekly_mail.last_turn(now) == turn


def test_a_mail_says_what_is_to_do_and_where(quiet: Club, django_capture_on_commit_callbacks: Any) -> None:
    page = live_page_of(quiet.enfance, "Le sommeil", title_en="Sleep", summary_en="Short", ready=["en"])
    save_draft(page, quiet.enfance.editor, title_fr="Le bon sommeil")
    ben = translator("ben", quiet.enfance.space)
    UserProfile.get_for_user(ben)
    assert send(MONDAY, django_capture_on_commit_callbacks) == ["ben", "publication.e-enfance", "redaction.e-enfance"]
    message = next(each for each in mail.outbox if each.to == [ben.email])
    assert message.subject == "1 texte à traduire ou à revoir"
    assert message.body.rstrip() == (
        "Voici ce qui est à faire dans les langues de vos pages.\n\n"
        "English\n"
        "- Le bon sommeil : 1 à mettre à jour\n"
        f"  {weekly_mail.mails.address_of('editorial_translation_first', page.pk, 'en')}\n\n"
        f"Le tableau montre tout :\n{weekly_mail.mails.address_of('editorial_translation_board')}\n\n"
        "Pour ne plus recevoir ce courriel, décochez-le dans votre compte :\n"
        f"{weekly_mail.mails.address_of('wagtailadmin_account')}"
    )
    editor = next(each for each in mail.outbox if each.to[0].startswith("redaction"))
    assert (editor.subject, "العربيّة\n- Le bon sommeil : 2 à traduire" in editor.body) == ("3 textes à traduire ou à revoir", True)


def test_it_is_in_the_language_of_its_reader(quiet: Club, django_capture_on_commit_callbacks: Any) -> None:
    page = live_page_of(quiet.enfance, "Le sommeil", title_en="Sleep", summary_en="Short", ready=["en"])
    save_draft(page, quiet.enfance.editor, title_fr="Le bon sommeil").latest_revision.publish(user=quiet.enfance.publisher)
    profile = UserProfile.get_for_user(translator("ben", quiet.enfance.space))
    profile.preferred_language = "en"
    profile.save()
    send(MONDAY, django_capture_on_commit_callbacks)
    message = next(each for each in mail.outbox if each.to[0].startswith("ben"))
    assert message.subject == "1 text to translate or to look at"
    assert "- Le bon sommeil: 1 to update (readers have something out of date)" in message.body


def test_nobody_is_written_to_without_something_to_do_or_outside_their_places(
    quiet: Club, django_capture_on_commit_callbacks: Any, django_user_model: Any
) -> None:
    live_page_of(quiet.unaf, "Les écrans")
    translator("ben", quiet.enfance.space)
    translator("nour", quiet.unaf.space, "ar")
    person("partie", quiet.unaf.team.editors, is_active=False)
    silent = person("sans.adresse", quiet.unaf.team.editors)
    django_user_model.objects.filter(pk=silent.pk).update(email="")
    assert send(MONDAY, django_capture_on_commit_callbacks) == ["nour", "publication.unaf", "redaction.unaf"]
    assert send(MONDAY + dt.timedelta(hours=2), django_capture_on_commit_callbacks) == []


def test_one_mail_a_week_whoever_sends_and_none_days_late(quiet: Club, django_capture_on_commit_callbacks: Any) -> None:
    live_page_of(quiet.unaf, "Les écrans")
    everybody = ["publication.unaf", "redaction.unaf"]
    assert send(MONDAY - dt.timedelta(minutes=1), django_capture_on_commit_callbacks) == []
    assert send(MONDAY, django_capture_on_commit_callbacks) == everybody
    assert send(MONDAY, django_capture_on_commit_callbacks) == []
    assert send(MONDAY + dt.timedelta(days=7, minutes=3), django_capture_on_commit_callbacks) == everybody
    assert send(MONDAY + dt.timedelta(days=16), django_capture_on_commit_callbacks) == []


def test_a_turn_is_taken_once(club: Club) -> None:
    user = club.unaf.editor
    assert [WeeklyMail.take_turn(user, MONDAY, MONDAY) for _scheduler in range(2)] == [True, False]
    assert WeeklyMail.take_turn(user, MONDAY + dt.timedelta(days=7), MONDAY + dt.timedelta(days=7)) is True
    WeeklyMail.objects.filter(user=user).update(is_wanted=False)
    assert WeeklyMail.take_turn(user, MONDAY + dt.timedelta(days=14), MONDAY + dt.timedelta(days=14)) is False


def test_the_account_has_a_switch(
    quiet: Club, browser: Callable[[Any], Client], django_capture_on_commit_callbacks: Any, django_user_model: Any
) -> None:
    live_page_of(quiet.unaf, "Les écrans")
    client = browser(quiet.unaf.editor)
    data = open_screen(client, "/admin/account/")
    assert (data.pop("weekly_mail-is_wanted"), WeeklyMail.objects.count()) == ("on", 0)
    data |= {"name_email-first_name": "Jo", "name_email-last_name": "Martin"}
    assert client.post("/admin/account/", data).status_code == 302
    assert WeeklyMail.objects.get(user=quiet.unaf.editor).is_wanted is False
    assert send(MONDAY, django_capture_on_commit_callbacks) == ["publication.unaf"]


def test_a_long_list_is_cut(quiet: Club) -> None:
    for number in range(12):
        live_page_of(quiet.unaf, f"Page {number}")
    arabic = next(week for week in weekly_mail.weeks_of(translator("nour", quiet.unaf.space, "ar")))
    assert (len(arabic.pages), arabic.total, arabic.others, arabic.texts) == (10, 12, 2, 24)


def test_it_asks_as_often_for_one_page_as_for_many(quiet: Club, django_assert_num_queries: Any) -> None:
    live_page_of(quiet.unaf, "Une page")
    for titles in ((), ("Deux", "Trois", "Quatre")):
        for title in titles:
            live_page_of(quiet.unaf, title)
        user = type(quiet.unaf.editor).objects.get(pk=quiet.unaf.editor.pk)
        with django_assert_num_queries(4):
            weekly_mail.weeks_of(user)


def test_the_command_shows_without_sending_and_sends_at_once(quiet: Club, django_capture_on_commit_callbacks: Any) -> None:
    live_page_of(quiet.unaf, "Les écrans")
    output = StringIO()
    call_command("weekly_translation_mail", to="redaction.unaf", stdout=output)
    assert output.getvalue().startswith("--- redaction.unaf@exemple.invalid\n4 textes à traduire ou à revoir\n\nVoici ce qui est")
    assert output.getvalue().endswith("1 mails; nothing was sent.\n")
    assert (mail.outbox, WeeklyMail.objects.count()) == ([], 0)
    output = StringIO()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("weekly_translation_mail", send=True, stdout=output)
    assert (output.getvalue(), len(mail.outbox)) == ("2 mails sent.\n", 2)
