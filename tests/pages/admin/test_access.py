"""What editors close to readers, and open again, through the admin: pages, collections, files that change collection."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pages import models
from pages.signals import page_written
from tests.factories import GuidePageFactory, ImageFactory, ResourceIndexPageFactory, VideoFactory, collection, private_collection
from tests.pages.admin.screens import open_screen, soup

Actions = models.ContentEvent.Action


def events(*kinds: str) -> list[tuple[str, int]]:
    rows = models.ContentEvent.objects.filter(kind__in=kinds).order_by("pk")
    return [(action, object_id) for action, object_id in rows.values_list("action", "object_id")]


def test_a_section_is_closed_with_what_stands_below_and_opened_again(home: models.HomePage, editor: Client) -> None:
    section = ResourceIndexPageFactory()
    guide = GuidePageFactory(parent=section)
    before = len(events("page"))
    privacy = reverse("wagtailadmin_pages:set_privacy", args=[section.pk])
    assert editor.post(privacy, {"restriction_type": "login", "password": ""}).status_code == 200
    assert events("page")[before:] == [(Actions.WITHDRAWN, section.pk), (Actions.WITHDRAWN, guide.pk)]
    assert editor.post(privacy, {"restriction_type": "none", "password": ""}).status_code == 200
    assert events("page")[before + 2 :] == [(Actions.PUBLISHED, section.pk), (Actions.PUBLISHED, guide.pk)]


def test_a_collection_is_closed_with_those_below_and_opened_again(db: None, editor: Client) -> None:
    above = collection("Dessus")
    image = ImageFactory(collection=collection("Dessous", above))
    video = VideoFactory(collection=above)
    privacy = reverse("wagtailadmin_collections:set_privacy", args=[above.pk])
    assert editor.post(privacy, {"restriction_type": "login", "password": ""}).status_code == 200
    assert editor.post(privacy, {"restriction_type": "none", "password": ""}).status_code == 200
    assert events("image") == [(action, image.pk) for action in (Actions.PUBLISHED, Actions.WITHDRAWN, Actions.PUBLISHED)]
    assert events("video") == [(action, video.pk) for action in (Actions.PUBLISHED, Actions.WITHDRAWN, Actions.PUBLISHED)]


def test_a_collection_is_moved_into_a_closed_one(db: None, editor: Client) -> None:
    moved = collection("Photos")
    image = ImageFactory(collection=moved)
    private = private_collection()
    screen = reverse("wagtailadmin_collections:edit", args=[moved.pk])
    assert editor.post(screen, {**open_screen(editor, screen), "parent": str(private.pk)}).status_code == 302
    moved.refresh_from_db()
    assert moved.is_descendant_of(private)
    assert events("image") == [(Actions.PUBLISHED, image.pk), (Actions.WITHDRAWN, image.pk)]


def test_files_are_refiled_together(db: None, editor: Client) -> None:
    images = [ImageFactory(), ImageFactory()]
    private = private_collection()
    action = reverse("wagtail_bulk_action", args=["pages", "clubimage", "add_to_collection"])
    url = f"{action}?" + "&".join(f"id={image.pk}" for image in images)
    soup(editor.get(url))
    assert editor.post(url, {"collection": str(private.pk)}).status_code == 302
    assert events("image") == [(action, image.pk) for action in (Actions.PUBLISHED, Actions.WITHDRAWN) for image in images]


def test_what_fails_half_way_leaves_nothing(home: models.HomePage, admin_client: Client) -> None:
    section = ResourceIndexPageFactory()

    def fail(page: models.BasePage, **_: Any) -> None:
        if page.slug == "nouveau":
            raise RuntimeError("le disque est plein")

    add = reverse("wagtailadmin_pages:add", args=["pages", "guidepage", section.pk])
    data = {**open_screen(admin_client, add), "title_fr": "Nouveau", "summary_fr": "Résumé", "slug": "nouveau", "action-publish": "1"}
    before = (list(models.BasePage.objects.values()), events("page"))
    admin_client.raise_request_exception = False
    page_written.connect(fail)
    try:
        assert admin_client.post(add, data).status_code == 500
    finally:
        page_written.disconnect(fail)
    assert (list(models.BasePage.objects.values()), events("page")) == before


@pytest.mark.parametrize(("method", "status"), [("get", 200), ("head", 200), ("options", 200)])
def test_looking_begins_no_transaction(method: str, status: int, db: None, admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.admin_requests.transaction", None)
    assert getattr(admin_client, method)(reverse("wagtailadmin_pages:search")).status_code == status
    with pytest.raises(AttributeError):
        admin_client.post(reverse("wagtailadmin_pages:search"))
