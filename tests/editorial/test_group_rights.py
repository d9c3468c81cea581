"""The screen of a group tells and changes its rights on videos, collection by collection."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupCollectionPermission

from pages.models import Video
from tests.editorial.conftest import Club, person
from tests.factories import VideoFactory

pytestmark = pytest.mark.django_db

PREFIX = "video_permissions"


def rights(group: Group) -> list[tuple[str, str]]:
    held = GroupCollectionPermission.objects.filter(group=group, permission__codename__endswith="_video")
    return sorted(held.values_list("collection__name", "permission__codename"))


def others(group: Group) -> tuple[Any, ...]:
    """What saving the panel of videos must leave as it is."""
    held = GroupCollectionPermission.objects.filter(group=group).exclude(permission__codename__endswith="_video")
    return (
        sorted(held.values_list("collection__name", "permission__codename")),
        sorted(group.page_permissions.values_list("page__slug", "permission__codename")),
        sorted(group.permissions.values_list("codename", flat=True)),
    )


def sent_by_browser(shown: str) -> dict[str, Any]:
    """What the form of the page would send as it is."""
    sent: dict[str, Any] = {}
    page = BeautifulSoup(shown, "html.parser")
    for template in page.find_all("template"):
        template.decompose()
    for field in page.select("main form input[name], main form select[name]"):
        if field.name == "select":
            sent[field["name"]] = [option["value"] for option in field.select("option[selected]")]
        elif field.get("type") not in ("checkbox", "radio", "submit") or field.has_attr("checked"):
            sent.setdefault(field["name"], []).append(field.get("value", ""))
    return sent


def test_the_panel_shows_and_saves_rights_on_videos(club: Club, admin_client: Client) -> None:
    group = club.unaf.team.editors
    assert group is not None
    address = reverse("wagtailusers_groups:edit", args=[group.pk])
    shown = admin_client.get(address).content.decode()
    assert "Droits sur les vidéos" in shown
    sent = sent_by_browser(shown)
    assert sent[f"{PREFIX}-TOTAL_FORMS"] == ["2"]
    before, kept = rights(group), others(group)
    assert before == [("Commun", "choose_video"), *(("UNAF", f"{action}_video") for action in ("add", "change", "choose"))]

    assert admin_client.post(address, sent)["Location"] == reverse("wagtailusers_groups:index")
    assert (rights(group), others(group)) == (before, kept)

    row = next(index for index in range(2) if sent[f"{PREFIX}-{index}-collection"] == [str(club.unaf.team.collection.pk)])
    only_choose = str(Permission.objects.get(codename="choose_video").pk)
    admin_client.post(address, {**sent, f"{PREFIX}-{row}-permissions": [only_choose]})
    assert rights(group) == [("Commun", "choose_video"), ("UNAF", "choose_video")]
    assert others(group) == kept


def test_a_right_given_there_holds(club: Club, admin_client: Client, browser: Callable[[Any], Client]) -> None:
    video = VideoFactory(title_fr="Du fonds", collection=club.unaf.team.collection)
    group = Group.objects.create(name="Monteurs")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    somebody = browser(person("monteuse", group))
    edit = reverse("wagtailsnippets_pages_video:edit", args=[video.pk])
    assert somebody.get(edit).status_code == 404
    address = reverse("wagtailusers_groups:edit", args=[group.pk])
    sent = sent_by_browser(admin_client.get(address).content.decode())
    change = Permission.objects.get(codename="change_video")
    added = {
        f"{PREFIX}-TOTAL_FORMS": "1",
        f"{PREFIX}-0-collection": club.unaf.team.collection.pk,
        f"{PREFIX}-0-permissions": [change.pk],
    }
    admin_client.post(address, {**sent, **added})
    assert rights(group) == [("UNAF", "change_video")]
    assert somebody.get(edit).status_code == 200
    assert Video.objects.count() == 1
