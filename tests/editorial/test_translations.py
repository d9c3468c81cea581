"""A translation published alone: who approves it, what goes out with it, and what happens to a review meanwhile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision, TaskState, WorkflowState

from pages.models import RevisionApproval, StandardPage
from pages.releases import ReleaseRefusedError, content_digest
from tests.editorial.conftest import Club, fresh, live_page_of, translator
from tests.editorial.reviewing import decide, submit
from tests.factories import HelplineFactory
from tests.pages.admin.screens import open_screen

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(club: Club) -> StandardPage:
    """A page of urgent help, public in French and English, with a French draft."""
    line = [("helpline", HelplineFactory())]
    made = live_page_of(
        club.enfance,
        "Que faire",
        title_en="What to do",
        summary_en="Now",
        is_crisis=True,
        ready=["en"],
        body_fr=line,
        body_en=line,
    )
    return written(made, club.enfance.editor, title_fr="Que faire tout de suite")


def written(page: Any, author: Any, codes: set[str] | None = None, **texts: Any) -> Any:
    version = fresh(page).get_latest_revision_as_object()
    for name, text in texts.items():
        setattr(version, name, text)
    version.languages_to_publish = codes
    version.save_revision(user=author, log_action=True)
    return fresh(page)


def titles(page: Any) -> tuple[str, str]:
    known = fresh(page)
    return known.title_fr, known.title_en


def drafted(page: Any) -> tuple[str, str]:
    version = fresh(page).get_latest_revision_as_object()
    return version.title_fr, version.title_en


def test_a_reader_of_the_language_approves_a_translation_and_it_goes_out_alone(
    club: Club, page: StandardPage, browser: Callable[[Any], Client], django_capture_on_commit_callbacks: Any
) -> None:
    author, reader = translator("auteur", club.enfance.space), translator("lectrice", club.unaf.space)
    arabist = translator("arabe", club.unaf.space, "ar")
    with django_capture_on_commit_callbacks(execute=True):
        state = submit(written(page, author, {"en"}, title_en="Do this now"), author)
    assert sorted(message.to[0] for message in mail.outbox) == ["lectrice@exemple.invalid"]
    for refused in (author, arabist, club.unaf.publisher, club.enfance.publisher):
        assert decide(browser(refused), state).status_code == 302
        assert (titles(page), RevisionApproval.objects.filter(language="en").count()) == (("Que faire", "What to do"), 0)
    shown = browser(reader).get(reverse("editorial_review", args=[state.pk]))
    assert shown.status_code == 200
    assert "Publication de\N{NO-BREAK SPACE}: English uniquement." in shown.content.decode()
    assert [comparison.field_label() for comparison in shown.context["comparison"]] == ["Titre [en]"]

    decide(browser(reader), state)

    assert titles(page) == ("Que faire", "Do this now")
    assert drafted(page) == ("Que faire tout de suite", "Do this now")
    approval = RevisionApproval.objects.get(language="en")
    assert (approval.approved_by, approval.revision, approval.organisation) == (reader, state.revision, None)


def test_a_translation_of_urgent_help_waits(club: Club, page: StandardPage) -> None:
    author = translator("auteur", club.enfance.space)
    revision = written(page, author, {"en"}, title_en="Do this now").latest_revision
    with pytest.raises(ReleaseRefusedError):
        revision.publish(user=author, skip_permission_checks=True)
    assert (titles(page), fresh(page).latest_revision_id) == (("Que faire", "What to do"), revision.pk)


def test_the_word_for_a_translation_is_none_for_the_french(club: Club, page: StandardPage, browser: Callable[[Any], Client]) -> None:
    author, reader = translator("auteur", club.enfance.space), translator("lectrice", club.unaf.space)
    revision = written(page, author, {"en"}, title_en="Do this now").latest_revision
    decide(browser(reader), submit(page, author))
    revision.languages.delete()
    with pytest.raises(ReleaseRefusedError):
        type(revision).objects.get(pk=revision.pk).publish(user=club.enfance.publisher, skip_permission_checks=True)
    assert titles(page) == ("Que faire", "Do this now")


def test_a_submitted_translation_goes_out_at_its_time_whatever_is_saved_meanwhile(
    club: Club, page: StandardPage, browser: Callable[[Any], Client]
) -> None:
    author, reader = translator("auteur", club.enfance.space), translator("lectrice", club.unaf.space)
    moment = timezone.now() + dt.timedelta(days=2)
    state = submit(written(page, author, {"en"}, title_en="Do this now", languages_go_live_at=moment), author)
    written(page, club.enfance.editor, title_fr="Encore autre chose")
    decide(browser(reader), state)
    assert titles(page) == ("Que faire", "What to do")
    waiting = Revision.objects.get(approved_go_live_at__isnull=False)
    assert (waiting.approved_go_live_at, waiting.languages.codes, waiting.as_object().title_en) == (moment, ["en"], "Do this now")


def test_an_urgent_correction_publishes_the_languages_ticked(club: Club, page: StandardPage, browser: Callable[[Any], Client]) -> None:
    written(page, club.enfance.editor, title_en="Half transl")
    publisher = browser(club.enfance.publisher)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = open_screen(publisher, edit) | {"publish_fr": "on", "languages_offered": "1", "action-urgent-correction": "1"}
    sent.pop("publish_en", None)
    answer = publisher.post(edit, sent)
    correct = reverse("editorial_urgent_correction", args=[page.pk])
    assert answer["Location"] == correct
    compared = {compared.field_label() for compared in publisher.get(correct).context["comparison"]}
    assert compared & {"Titre [fr]", "Titre [en]"} == {"Titre [fr]"}
    seen = content_digest(fresh(page).latest_revision.as_object())
    assert publisher.post(correct, {"reason": "Numéro faux", "seen": seen}).status_code == 302
    assert (titles(page), drafted(page)) == (("Que faire tout de suite", "What to do"), ("Que faire tout de suite", "Half transl"))


def test_an_ordinary_translation_goes_out_at_once(club: Club) -> None:
    author = translator("auteur", club.enfance.space)
    ordinary = live_page_of(club.enfance, "Ordinaire", title_en="Ordinary", ready=["en"])
    written(ordinary, club.enfance.editor, title_fr="Brouillon")
    written(ordinary, author, {"en"}, title_en="Plain").latest_revision.publish(user=author)
    assert (titles(ordinary), drafted(ordinary)) == (("Ordinaire", "Plain"), ("Brouillon", "Plain"))


def test_a_review_goes_on_when_another_language_goes_out(club: Club, browser: Callable[[Any], Client]) -> None:
    author = translator("auteur", club.enfance.space)
    ordinary = live_page_of(club.enfance, "Ordinaire", title_en="Ordinary", ready=["en"])
    state = submit(written(ordinary, club.enfance.editor, title_fr="Nouveau"), club.enfance.editor)
    written(ordinary, author, {"en"}, title_en="Plain").latest_revision.publish(user=author)
    kept = TaskState.objects.get(pk=state.pk)
    assert (kept.status, kept.revision_id) == (TaskState.STATUS_IN_PROGRESS, fresh(ordinary).latest_revision_id)
    assert kept.workflow_state.submitted_languages.codes == ["ar", "fr"]
    decide(browser(club.enfance.publisher), state)
    assert titles(ordinary) == ("Nouveau", "Plain")


def test_a_review_ends_when_all_it_is_about_went_out(club: Club) -> None:
    author = translator("auteur", club.enfance.space)
    ordinary = live_page_of(club.enfance, "Ordinaire", title_en="Ordinary", ready=["en"])
    state = submit(written(ordinary, author, {"en"}, title_en="Plain"), author)
    fresh(ordinary).latest_revision.publish(user=club.enfance.publisher)
    assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_CANCELLED
    assert WorkflowState.objects.get(pk=state.workflow_state_id).status == WorkflowState.STATUS_CANCELLED
