"""A page with a theme the coordination calls sensitive goes live only after another association approved that version."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pages import releases
from pages.models import ContentEvent, PageReview, RevisionApproval, StandardPage, Theme
from pages.releases import ReleaseRefusedError
from tests.editorial.conftest import Club, draft_of, fresh, live_page_of, public_state, save_draft, translator
from tests.editorial.reviewing import decide, submit
from tests.editorial.test_publication import filled
from tests.editorial.test_translations import written
from tests.factories import ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme(db: None) -> Theme:
    made: Theme = ThemeFactory(name_fr="Suicide", is_sensitive=True)
    return made


def sensitive_draft(club: Club, theme: Theme) -> StandardPage:
    return draft_of(club.enfance, "En parler", themes=[theme])


def test_publishing_from_the_editor_saves_a_draft(club: Club, theme: Theme, browser: Callable[[Any], Client]) -> None:
    page = sensitive_draft(club, theme)
    client, edit = browser(club.enfance.publisher), reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert 'name="action-publish"' not in client.get(edit).content.decode()
    before, events = public_state(page), ContentEvent.objects.count()
    client.post(edit, filled(page.get_latest_revision_as_object(), **{"action-publish": "1"}))
    assert (public_state(page), ContentEvent.objects.count()) == (before, events)


def test_adding_the_theme_while_publishing_saves_a_draft(club: Club, theme: Theme, browser: Callable[[Any], Client]) -> None:
    page = live_page_of(club.enfance, "Ordinaire")
    before = public_state(page)
    sent = filled(page, **{"action-publish": "1", "themes": [str(theme.pk)], "title_fr": "Sensible"})
    browser(club.enfance.publisher).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent)
    assert public_state(page) == before
    assert fresh(page).latest_revision.content["themes"] == [theme.pk]


def test_create_and_publish_makes_a_draft(club: Club, theme: Theme, browser: Callable[[Any], Client]) -> None:
    blank = StandardPage(title_fr="En parler", summary_fr="Vite", slug="en-parler", organisation=club.enfance.organisation)
    blank.path = club.enfance.space.path
    add = reverse("wagtailadmin_pages:add", args=["pages", "standardpage", club.enfance.space.pk])
    browser(club.enfance.publisher).post(add, filled(blank, **{"action-publish": "1", "themes": [str(theme.pk)]}))
    assert not StandardPage.objects.get(slug="en-parler").live


def test_a_script_is_refused(club: Club, theme: Theme) -> None:
    page = sensitive_draft(club, theme)
    with pytest.raises(ReleaseRefusedError):
        page.latest_revision.publish(user=club.enfance.publisher, skip_permission_checks=True)
    page.live = True
    with pytest.raises(ReleaseRefusedError):
        page.save()
    assert public_state(page) == public_state(fresh(page))
    assert not fresh(page).live


def test_another_association_approves_and_readers_are_told(club: Club, theme: Theme, browser: Callable[[Any], Client]) -> None:
    page = sensitive_draft(club, theme)
    state = submit(page, club.enfance.editor)
    decide(browser(club.enfance.publisher), state)
    assert (fresh(page).live, RevisionApproval.objects.filter(page=page.pk).count()) == (False, 0)
    decide(browser(club.unaf.publisher), state)
    assert fresh(page).live
    assert list(PageReview.objects.filter(page=page.pk).values_list("language", "organisation__short_name")) == [("fr", "UNAF")]


def test_a_translation_alone_takes_a_reader_of_the_language(club: Club, theme: Theme, browser: Callable[[Any], Client]) -> None:
    page = live_page_of(club.enfance, "En parler", title_en="Talk", themes=[theme], ready=["en"])
    author, reader = translator("auteur", club.enfance.space), translator("lectrice", club.unaf.space)
    state = submit(written(page, author, {"en"}, title_en="Let us talk"), author)
    decide(browser(club.unaf.publisher), state)
    assert fresh(page).title_en == "Talk"
    decide(browser(reader), state)
    assert fresh(page).title_en == "Let us talk"
    assert list(PageReview.objects.filter(page=page.pk).values_list("language", "organisation")) == [("en", None)]


def test_marking_a_theme_takes_nothing_down_and_lets_what_is_live_be_saved(club: Club) -> None:
    theme = ThemeFactory()
    page = live_page_of(club.enfance, "En parler", themes=[theme])
    before = public_state(page)
    events = ContentEvent.objects.count()
    theme.is_sensitive = True
    theme.save()
    fresh(page).save()
    assert (public_state(page), ContentEvent.objects.count()) == (before, events)
    changed = save_draft(page, club.enfance.editor, title_fr="Autre")
    with pytest.raises(ReleaseRefusedError):
        changed.latest_revision.publish(user=club.enfance.publisher, skip_permission_checks=True)
    assert public_state(page) == before
    assert releases.needs_review(fresh(page))
    fresh(page).unpublish(user=club.enfance.publisher)
    assert not fresh(page).live


def test_dropping_the_theme_needs_approval_too(club: Club, theme: Theme) -> None:
    page = live_page_of(club.enfance, "En parler", themes=[theme])
    changed = save_draft(page, club.enfance.editor, themes=[])
    with pytest.raises(ReleaseRefusedError):
        changed.latest_revision.publish(user=club.enfance.publisher, skip_permission_checks=True)
    assert list(fresh(page).themes.all()) == [theme]


def test_only_the_coordination_marks_themes(club: Club, theme: Theme, browser: Callable[[Any], Client]) -> None:
    edit = reverse("wagtailsnippets_pages_theme:edit", args=[theme.pk])
    assert browser(club.enfance.publisher).get(edit).status_code == 302
    assert "is_sensitive" in browser(club.coordination.publisher).get(edit).content.decode()
