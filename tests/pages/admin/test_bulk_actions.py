"""Several pages at once, through the admin's bulk actions."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from pages import models
from pages.paths import current_paths
from tests.factories import GuidePageFactory, ResourceIndexPageFactory
from tests.pages.admin.screens import soup


@pytest.fixture
def section(home: models.HomePage) -> models.BasePage:
    return ResourceIndexPageFactory(slug="ressources")


@pytest.fixture
def guides(section: models.BasePage) -> list[models.GuidePage]:
    return [GuidePageFactory(parent=section, slug=slug, address_en=f"{slug}-en") for slug in ("un", "deux")]


def act(client: Client, action: str, pages: list[models.GuidePage], **data: str) -> HttpResponse:
    """Confirms a bulk action; its screen is looked at first."""
    query = "&".join(f"id={page.pk}" for page in pages)
    url = f"{reverse('wagtail_bulk_action', args=['pages', 'basepage', action])}?{query}"
    soup(client.get(url))
    response = client.post(url, data)
    assert response.status_code == 302
    return response


def events() -> list[tuple[str, int]]:
    return list(models.ContentEvent.objects.order_by("pk").values_list("action", "object_id"))


def test_pages_are_withdrawn_then_published_together(guides: list[models.GuidePage], editor: Client) -> None:
    ids = [guide.pk for guide in guides]
    paths = current_paths(ids)
    before = len(events())
    act(editor, "unpublish", guides)
    assert current_paths(ids) == {}
    assert events()[before:] == [(models.ContentEvent.Action.WITHDRAWN, pk) for pk in ids]
    act(editor, "publish", guides)
    assert current_paths(ids) == paths
    assert events()[before + 2 :] == [(models.ContentEvent.Action.PUBLISHED, pk) for pk in ids]


def test_pages_are_moved_together(guides: list[models.GuidePage], editor: Client) -> None:
    elsewhere = ResourceIndexPageFactory(slug="autres")
    before = len(events())
    act(editor, "move", guides, chooser=str(elsewhere.pk))
    assert {pk: paths["en"] for pk, paths in current_paths(guide.pk for guide in guides).items()} == {
        guides[0].pk: "/autres/un-en",
        guides[1].pk: "/autres/deux-en",
    }
    assert events()[before:] == [(models.ContentEvent.Action.CHANGED, guide.pk) for guide in guides]


def test_pages_are_deleted_together(guides: list[models.GuidePage], editor: Client) -> None:
    before = len(events())
    act(editor, "delete", guides)
    assert not models.GuidePage.objects.exists()
    assert not models.PagePath.objects.filter(path__endswith="-en").exists()
    assert sorted(events()[before:]) == sorted((models.ContentEvent.Action.WITHDRAWN, guide.pk) for guide in guides)
