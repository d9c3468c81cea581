"""An edition in preparation: the coordination wrote it, the associations its contents, and everybody has said yes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.apps import apps
from django.core import serializers

from editorial.editions.candidates import fingerprint, members_of
from editorial.editions.clearance import let_go
from pages import releases
from pages.days import day_of
from pages.models import BasePage, EditionContent, EditionPage
from tests.editorial.conftest import Club, draft_of, fresh, live_page_of, save_draft
from tests.factories import EditionPageFactory


def edition_of(club: Club, *contents: BasePage, title: str = "Édition neuve", **fields: Any) -> EditionPage:
    """An edition that readers do not have yet, with these contents in order, approved by the UNAF."""
    values = {"slug": "edition-neuve", "number": 1000, "launch_date": day_of() + dt.timedelta(days=7), **fields}
    parent = fresh(club.edition).get_parent().specific
    edition = EditionPageFactory(parent=parent, title_fr=title, live=False, owner=club.coordination.publisher, **values)
    return approved(club, listing(club, edition, *contents))


def listing(club: Club, edition: EditionPage, *contents: BasePage) -> EditionPage:
    """A new version of the edition that lists these pages."""
    rows = [EditionContent(page=page, sort_order=place) for place, page in enumerate(contents)]
    edition = save_draft(edition, club.coordination.publisher, contents=rows)
    assert isinstance(edition, EditionPage)
    return edition


def approved(club: Club, page: Any) -> Any:
    """The newest version of a page, approved in the name of the UNAF."""
    releases.record_approval(fresh(page).latest_revision, club.unaf.publisher, organisation_id=club.unaf.organisation.pk)  # type: ignore[union-attr]
    return fresh(page)


def let_go_by(user: Any, page: Any) -> Any:
    """The newest version of a page, with somebody's go-ahead."""
    revision = fresh(page).latest_revision
    let_go(revision, user, releases.content_digest(revision.as_object()))
    return fresh(page)


def new_content(club: Club, title: str, **fields: Any) -> Any:
    """A page that was never public, with the go-ahead of its association."""
    return let_go_by(club.enfance.publisher, draft_of(club.enfance, title, **fields))


def changed_content(club: Club, title: str, new_title: str, **fields: Any) -> Any:
    """A public page with a newer version, let go by its association."""
    page = save_draft(live_page_of(club.enfance, title, **fields), club.enfance.editor, title_fr=new_title)
    return let_go_by(club.enfance.publisher, page)


def seen(edition: EditionPage) -> str:
    """What somebody who looks at the edition now has seen."""
    return fingerprint(members_of(fresh(edition)))


def written_down() -> dict[str, list[str]]:
    """Every row of the database that a release could touch, as text."""
    labels = ("pages", "editorial", "wagtailcore", "wagtailsearch")
    models = [model for label in labels for model in apps.get_app_config(label).get_models(include_auto_created=True)]
    return {model._meta.label: sorted(serializers.serialize("json", [row]) for row in model._base_manager.all()) for model in models}
