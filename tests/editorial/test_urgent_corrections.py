"""An urgent correction goes live at once with a reason, is marked, asks another association, and shows red after 72 hours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState
from wagtail.users.models import UserProfile

from pages.models import ContentEvent, RevisionApproval, StandardPage, UrgentCorrection
from pages.releases import ReleaseRefusedError, content_digest
from tests.editorial.conftest import Club, draft_of, fresh, live_page_of, public_state, save_draft
from tests.editorial.test_publication import filled

pytestmark = pytest.mark.django_db

OnCommit = Callable[..., Any]


@pytest.fixture
def wrong(club: Club) -> StandardPage:
    """A live page of urgent help with a mistake, and the draft that mends it."""
    page = live_page_of(club.enfance, "Appelez le matin", is_crisis=True)
    return save_draft(page, club.enfance.publisher, title_fr="Appelez jour et nuit")


def correct(client: Client, page: StandardPage, reason: str = "La ligne répond aussi la nuit.", seen: str | None = None) -> Any:
    digest = content_digest(fresh(page).latest_revision.as_object()) if seen is None else seen
    return client.post(reverse("editorial_urgent_correction", args=[page.pk]), {"reason": reason, "seen": digest})


def look(client: Client, correction: UrgentCorrection, decision: str, comment: str = "") -> Any:
    seen = content_digest(correction.revision.as_object())
    address = reverse("editorial_correction_review", args=[correction.pk])
    return client.post(address, {decision: "1", "comment": comment, "seen": seen})


def test_the_button_saves_the_draft_and_leads_to_the_form(club: Club, wrong: StandardPage, browser: Callable[[Any], Client]) -> None:
    client = browser(club.enfance.publisher)
    edit = reverse("wagtailadmin_pages:edit", args=[wrong.pk])
    shown = client.get(edit).content.decode()
    assert 'name="action-urgent-correction"' in shown
    assert 'name="action-publish"' not in shown
    before = public_state(wrong)
    answer = client.post(
        edit, filled(wrong.get_latest_revision_as_object(), **{"action-urgent-correction": "1", "title_fr": "Encore mieux"})
    )
    assert answer["Location"] == reverse("editorial_urgent_correction", args=[wrong.pk])
    assert fresh(wrong).latest_revision.content["title_fr"] == "Encore mieux"
    assert public_state(wrong) == before
    form = client.get(answer["Location"]).content.decode()
    assert "Encore mieux" in form
    assert public_state(wrong) == before


def test_it_is_public_at_once_marked_and_asks_the_other_association(
    club: Club, wrong: StandardPage, browser: Callable[[Any], Client], django_capture_on_commit_callbacks: OnCommit
) -> None:
    events = ContentEvent.objects.count()
    UserProfile.objects.create(user=club.unaf.publisher, preferred_language="en")
    with django_capture_on_commit_callbacks(execute=True):
        correct(browser(club.enfance.publisher), wrong)
    assert fresh(wrong).title_fr == "Appelez jour et nuit"
    assert ContentEvent.objects.count() == events + 1
    made = UrgentCorrection.objects.get()
    assert (made.page_id, made.revision_id, made.made_by, made.reason, made.approval) == (
        wrong.pk,
        wrong.latest_revision_id,
        club.enfance.publisher,
        "La ligne répond aussi la nuit.",
        None,
    )
    assert made.previous_revision_id == wrong.live_revision_id
    # To those who may approve it, each in their language; never to the association itself.
    assert [message.to for message in mail.outbox] == [[club.unaf.publisher.email]]
    assert mail.outbox[0].subject == "Urgent correction of “Appelez jour et nuit”: please look at it"
    assert "La ligne répond aussi la nuit." in mail.outbox[0].body
    assert f"http://testserver{reverse('editorial_correction_review', args=[made.pk])}" in mail.outbox[0].body


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_happens(club: Club, wrong: StandardPage, browser: Callable[[Any], Client], reason: str) -> None:
    before = public_state(wrong)
    assert correct(browser(club.enfance.publisher), wrong, reason).status_code == 200
    assert public_state(wrong) == before
    assert not UrgentCorrection.objects.exists()


def test_those_who_do_not_publish_here_cannot(club: Club, wrong: StandardPage, browser: Callable[[Any], Client]) -> None:
    before = public_state(wrong)
    for user in (club.enfance.editor, club.unaf.publisher, club.coordination.publisher):
        assert correct(browser(user), wrong)["Location"] == reverse("wagtailadmin_home")
    assert public_state(wrong) == before
    assert not UrgentCorrection.objects.exists()


def test_what_was_never_public_is_no_correction(club: Club, browser: Callable[[Any], Client]) -> None:
    page = draft_of(club.enfance, "Nouveau", is_crisis=True)
    correct(browser(club.enfance.publisher), page)
    assert not fresh(page).live
    assert not UrgentCorrection.objects.exists()


def test_a_text_changed_meanwhile_is_shown_again(club: Club, wrong: StandardPage, browser: Callable[[Any], Client]) -> None:
    seen = content_digest(wrong.latest_revision.as_object())
    save_draft(wrong, club.enfance.editor, title_fr="Appelez qui vous voulez")
    before = public_state(wrong)
    answer = correct(browser(club.enfance.publisher), wrong, seen=seen)
    assert answer["Location"] == reverse("editorial_urgent_correction", args=[wrong.pk])
    assert public_state(wrong) == before


def test_it_goes_live_while_the_page_is_under_review(club: Club, wrong: StandardPage, browser: Callable[[Any], Client]) -> None:
    wrong.get_workflow().start(wrong.get_latest_revision_as_object(), club.enfance.editor)
    correct(browser(club.enfance.publisher), wrong)
    assert fresh(wrong).title_fr == "Appelez jour et nuit"
    assert TaskState.objects.get().status == TaskState.STATUS_CANCELLED


def test_the_correction_covers_that_version_alone(club: Club, wrong: StandardPage, browser: Callable[[Any], Client]) -> None:
    correct(browser(club.enfance.publisher), wrong)
    later = save_draft(wrong, club.enfance.publisher, title_fr="Autre chose")
    with pytest.raises(ReleaseRefusedError):
        later.latest_revision.publish()
    assert fresh(wrong).title_fr == "Appelez jour et nuit"


def test_an_edition_is_corrected_by_the_coordination(club: Club, browser: Callable[[Any], Client]) -> None:
    edition = save_draft(club.edition, club.coordination.publisher, title_fr="Titre corrigé")
    type(edition).objects.filter(pk=edition.pk).update(first_published_at=timezone.now())
    correct(browser(club.coordination.publisher), edition)
    assert fresh(edition).title_fr == "Titre corrigé"


def test_another_association_approves_it_afterwards(club: Club, wrong: StandardPage, browser: Callable[[Any], Client]) -> None:
    correct(browser(club.enfance.publisher), wrong)
    made = UrgentCorrection.objects.get()
    for user in (club.enfance.publisher, club.enfance.editor, club.unaf.editor):
        look(browser(user), made, "approve")
        assert list(UrgentCorrection.waiting()) == [made]
    home = browser(club.unaf.publisher).get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("editorial_correction_review", args=[made.pk]) in home
    look(browser(club.unaf.publisher), made, "approve", "Vu.")
    made.refresh_from_db()
    assert (made.approval.approved_by, made.approval.organisation) == (club.unaf.publisher, club.unaf.organisation)
    assert list(UrgentCorrection.waiting()) == []
    assert RevisionApproval.objects.filter(page=wrong, as_superuser=False).count() == 1


def test_a_remark_is_mailed_and_leaves_everything_as_it_is(
    club: Club, wrong: StandardPage, browser: Callable[[Any], Client], django_capture_on_commit_callbacks: OnCommit
) -> None:
    correct(browser(club.enfance.publisher), wrong)
    made, before = UrgentCorrection.objects.get(), public_state(wrong)
    with django_capture_on_commit_callbacks(execute=True):
        look(browser(club.unaf.publisher), made, "reject", "Et le 119 ?")
    assert [(message.to, "Et le 119 ?" in message.body) for message in mail.outbox] == [([club.enfance.publisher.email], True)]
    assert public_state(wrong) == before
    assert list(UrgentCorrection.waiting()) == [made]


@pytest.mark.parametrize(("hours", "is_red"), [(71, False), (73, True)])
def test_after_72_hours_the_home_page_shows_red(
    club: Club, wrong: StandardPage, browser: Callable[[Any], Client], hours: int, is_red: bool
) -> None:
    correct(browser(club.enfance.publisher), wrong)
    RevisionApproval.objects.update(approved_at=timezone.now() - dt.timedelta(hours=hours + 1))
    UrgentCorrection.objects.update(made_at=timezone.now() - dt.timedelta(hours=hours))
    for user in (club.enfance.publisher, club.unaf.publisher, club.coordination.publisher):
        home = browser(user).get(reverse("wagtailadmin_home")).content.decode()
        assert "Appelez jour et nuit" in home
        assert ("Depuis plus de 72 heures" in home) is is_red
        assert ("help-critical" in home) is is_red
    assert "Appelez jour et nuit" not in browser(club.unaf.editor).get(reverse("wagtailadmin_home")).content.decode()


def test_a_page_taken_down_waits_for_nobody(club: Club, wrong: StandardPage, browser: Callable[[Any], Client]) -> None:
    correct(browser(club.enfance.publisher), wrong)
    fresh(wrong).unpublish()
    assert list(UrgentCorrection.waiting()) == []


def test_a_submission_asks_those_who_may_approve_in_their_language(
    club: Club, wrong: StandardPage, django_capture_on_commit_callbacks: OnCommit
) -> None:
    UserProfile.objects.create(user=club.unaf.publisher, preferred_language="en")
    with django_capture_on_commit_callbacks(execute=True):
        wrong.get_workflow().start(wrong.get_latest_revision_as_object(), club.enfance.editor)
    state = TaskState.objects.get()
    assert [(message.to, message.subject) for message in mail.outbox] == [
        ([club.unaf.publisher.email], "“Appelez jour et nuit” waits for your approval")
    ]
    assert f"http://testserver{reverse('editorial_review', args=[state.pk])}" in mail.outbox[0].body
    mail.outbox.clear()
    ordinary = draft_of(club.enfance, "Ordinaire")
    with django_capture_on_commit_callbacks(execute=True):
        ordinary.get_workflow().start(ordinary.get_latest_revision_as_object(), club.enfance.editor)
    assert [(message.to, message.subject) for message in mail.outbox] == [
        ([club.enfance.publisher.email], "«\N{NO-BREAK SPACE}Ordinaire\N{NO-BREAK SPACE}» attend votre approbation")
    ]


def test_a_submission_that_is_rolled_back_mails_nobody(
    club: Club, wrong: StandardPage, django_capture_on_commit_callbacks: OnCommit
) -> None:
    with django_capture_on_commit_callbacks(execute=False):
        wrong.get_workflow().start(wrong.get_latest_revision_as_object(), club.enfance.editor)
    assert mail.outbox == []
