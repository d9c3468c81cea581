"""A translation that goes out with its French is approved by somebody who reads it, whoever approved the French; both go out together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision, TaskState

from pages import releases
from pages.models import BasePage, PageReview, RevisionApproval, StandardPage
from pages.releases import ReleaseRefusedError
from tests.editorial.conftest import Club, draft_of, fresh, live_page_of, translator
from tests.editorial.reviewing import decide, submit
from tests.editorial.test_translations import titles, written
from tests.factories import HelplineFactory

pytestmark = pytest.mark.django_db

Browser = Callable[[Any], Client]


@pytest.fixture
def page(club: Club) -> StandardPage:
    """A page of urgent help, public in French and English, with a draft that says something else in both."""
    line = [("helpline", HelplineFactory())]
    shared = {"title_en": "What to do", "summary_en": "Now", "is_crisis": True, "ready": ["en"], "body_fr": line, "body_en": line}
    made = live_page_of(club.enfance, "Que faire", **shared)
    return written(made, club.enfance.editor, title_fr="Que faire maintenant", title_en="What to do now")  # type: ignore[no-any-return]


OLD, NEW = ("Que faire", "What to do"), ("Que faire maintenant", "What to do now")


def record() -> list[tuple[str | None, str]]:
    kept = RevisionApproval.objects.filter(as_superuser=False).order_by("pk")
    return list(kept.values_list("language", "approved_by__username"))


@pytest.mark.parametrize("reader_first", [True, False])
def test_it_goes_out_whole_once_both_have_approved(club: Club, page: StandardPage, browser: Browser, reader_first: bool) -> None:
    reader = translator("lectrice", club.enfance.space)
    state = submit(page, club.enfance.editor)
    order = [reader, club.unaf.publisher] if reader_first else [club.unaf.publisher, reader]

    decide(browser(order[0]), state)
    assert (titles(page), TaskState.objects.get(pk=state.pk).status) == (OLD, TaskState.STATUS_IN_PROGRESS)
    # Nothing is left for the first one to approve.
    assert browser(order[0]).get(reverse("editorial_review", args=[state.pk])).status_code == 302
    decide(browser(order[1]), state)

    assert (titles(page), TaskState.objects.get(pk=state.pk).status) == (NEW, TaskState.STATUS_APPROVED)
    assert sorted(record(), key=str) == sorted([("en", "lectrice"), (None, "publication.unaf")], key=str)
    told = PageReview.objects.filter(page=page.pk).order_by("language").values_list("language", "organisation__short_name")
    assert list(told) == [("en", None), ("fr", "UNAF")]


def test_the_other_association_alone_lets_no_translation_through(club: Club, page: StandardPage, browser: Browser) -> None:
    state = submit(page, club.enfance.editor)
    answer = decide(browser(club.unaf.publisher), state)
    assert answer.status_code == 302
    revision = Revision.objects.get(pk=TaskState.objects.get(pk=state.pk).revision_id)
    for road in (
        lambda: revision.publish(user=club.enfance.publisher, skip_permission_checks=True),
        lambda: Revision.objects.filter(pk=revision.pk).get().publish(user=club.unaf.publisher, skip_permission_checks=True),
        lambda: releases.check_schedule(revision),
    ):
        with pytest.raises(ReleaseRefusedError):
            road()
    assert titles(page) == OLD
    assert not releases.is_released(revision)


def test_neither_its_author_nor_somebody_who_reads_another_language_approves_it(club: Club, page: StandardPage, browser: Browser) -> None:
    author, arabist = translator("autrice", club.enfance.space), translator("arabe", club.unaf.space, "ar")
    state = submit(written(page, author, title_en="What to do at once"), author)
    decide(browser(club.unaf.publisher), state)
    for refused in (author, arabist, club.enfance.publisher):
        decide(browser(refused), state)
    assert (titles(page), record()) == (OLD, [(None, "publication.unaf")])


def test_somebody_of_the_other_association_who_reads_it_approves_both(club: Club, page: StandardPage, browser: Browser) -> None:
    both = translator("deux", club.unaf.space)
    both.groups.add(club.unaf.team.publishers)
    decide(browser(both), submit(page, club.enfance.editor))
    assert titles(page) == NEW


def test_a_translation_that_says_nothing_new_waits_for_nobody(club: Club, page: StandardPage, browser: Browser) -> None:
    written(page, club.enfance.editor, title_en="What to do")
    decide(browser(club.unaf.publisher), submit(page, club.enfance.editor))
    assert titles(page) == ("Que faire maintenant", "What to do")


def test_one_that_is_not_ready_is_nobody_s_to_read_yet(club: Club, browser: Browser) -> None:
    draft = draft_of(club.enfance, "Que faire", title_en="Half tr", is_crisis=True, body_fr=[("helpline", HelplineFactory())])
    decide(browser(club.unaf.publisher), submit(draft, club.enfance.editor))
    assert fresh(draft).live


def test_a_change_meanwhile_opens_all_of_it_again(club: Club, page: StandardPage, browser: Browser) -> None:
    reader = translator("lectrice", club.enfance.space)
    state = submit(page, club.enfance.editor)
    decide(browser(club.unaf.publisher), state)
    written(page, club.enfance.editor, title_en="What to do today")
    decide(browser(reader), state)
    assert titles(page) == OLD
    decide(browser(club.unaf.publisher), state)
    assert titles(page) == ("Que faire maintenant", "What to do today")


def test_what_was_approved_by_both_goes_out_at_its_time(club: Club, page: StandardPage, browser: Browser) -> None:
    moment = timezone.now().replace(microsecond=0) + dt.timedelta(days=2)
    state = submit(written(page, club.enfance.editor, go_live_at=moment), club.enfance.editor)
    decide(browser(club.unaf.publisher), state)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    decide(browser(translator("lectrice", club.enfance.space)), state)
    waiting = Revision.objects.get(approved_go_live_at__isnull=False)
    assert (waiting.approved_go_live_at, waiting.object_id, titles(page)) == (moment, str(page.pk), OLD)
    assert BasePage.objects.get(pk=page.pk).live
