"""What one association keeps to itself, another neither sees nor touches: through Wagtail's own views, asking that nothing happened."""
# ruff: noqa: ARG005 - the rows of the tables below share one signature

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry, Revision, TaskState

from editorial.models import MediaLogEntry
from pages.models import BasePage, ClubDocument, ClubImage, ContentEvent, StandardPage, Video
from tests.editorial.conftest import Club, draft_of, fresh, live_page_of, save_draft
from tests.factories import DocumentFactory, ImageFactory, VideoFactory
from tests.factories.media import picture

# Wagtail leaves the files it makes thumbnails of to the garbage collector.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]

SECRET = "Brouillon secret"


@dataclass
class Things:
    """What e-Enfance has: a draft, a live page with a secret change, a child of each, files."""

    draft: StandardPage
    live: StandardPage
    image: ClubImage
    document: ClubDocument
    video: Video


@pytest.fixture
def things(club: Club) -> Things:
    live = save_draft(live_page_of(club.enfance, "Page publique"), club.enfance.editor, title_fr=SECRET)
    shelf = club.enfance.team.collection
    return Things(
        draft=draft_of(club.enfance, SECRET),
        live=live,
        image=ImageFactory(title=SECRET, collection=shelf),
        document=DocumentFactory(title=SECRET, collection=shelf),
        video=VideoFactory(title_fr=SECRET, collection=shelf),
    )


def everything() -> list[Any]:
    """All that a refused request could have changed."""
    return [
        list(BasePage.objects.order_by("pk").values()),
        list(StandardPage.objects.order_by("pk").values("pk", "body_fr")),
        list(Revision.objects.order_by("pk").values("pk", "content", "approved_go_live_at")),
        list(ClubImage.objects.order_by("pk").values()),
        list(ClubDocument.objects.order_by("pk").values()),
        list(Video.objects.order_by("pk").values()),
        list(TaskState.objects.order_by("pk").values("pk", "status")),
        ContentEvent.objects.count(),
        PageLogEntry.objects.count(),
        MediaLogEntry.objects.count(),
    ]


def intruders(club: Club) -> list[Any]:
    return [club.unaf.editor, club.unaf.publisher, club.coordination.publisher]


def words(answer: Any) -> str:
    said = b"".join(answer) if answer.streaming else answer.content
    return str(said.decode("utf-8", "replace"))


type_of_video = "wagtailsnippets_pages_video"

# Each row: what is tried, and the view, its arguments and what is posted (None: only looked at).
Row = tuple[str, Callable[[Club, Things], tuple[str, list[Any], dict[str, Any] | None]]]
PAGES: list[Row] = [
    ("edit, look", lambda c, t: ("wagtailadmin_pages:edit", [t.draft.pk], None)),
    ("edit, save", lambda c, t: ("wagtailadmin_pages:edit", [t.draft.pk], {"title_fr": "Pris", "slug": "pris"})),
    ("edit, publish", lambda c, t: ("wagtailadmin_pages:edit", [t.live.pk], {"title_fr": "Pris", "action-publish": "1"})),
    ("create", lambda c, t: ("wagtailadmin_pages:add", ["pages", "standardpage", c.enfance.space.pk], {"title_fr": "Pris", "slug": "p"})),
    ("choose a type below", lambda c, t: ("wagtailadmin_pages:add_subpage", [c.enfance.space.pk], None)),
    ("view the draft", lambda c, t: ("wagtailadmin_pages:view_draft", [t.draft.pk], None)),
    ("preview while editing", lambda c, t: ("wagtailadmin_pages:preview_on_edit", [t.draft.pk], {"title_fr": "Pris"})),
    ("move, look", lambda c, t: ("wagtailadmin_pages:move", [t.draft.pk], None)),
    ("move", lambda c, t: ("wagtailadmin_pages:move_confirm", [t.live.pk, c.unaf.space.pk], {"slug": "pris"})),
    ("delete", lambda c, t: ("wagtailadmin_pages:delete", [t.draft.pk], {})),
    ("delete what is live", lambda c, t: ("wagtailadmin_pages:delete", [t.live.pk], {})),
    (
        "copy",
        lambda c, t: (
            "wagtailadmin_pages:copy",
            [t.draft.pk],
            {"new_title": "Pris", "new_slug": "pris", "new_parent_page": c.unaf.space.pk, "publish_copies": "on"},
        ),
    ),
    ("unpublish", lambda c, t: ("wagtailadmin_pages:unpublish", [t.live.pk], {})),
    ("restrict", lambda c, t: ("wagtailadmin_pages:set_privacy", [t.live.pk], {"restriction_type": "login"})),
    ("lock", lambda c, t: ("wagtailadmin_pages:lock", [t.live.pk], {})),
    ("unlock", lambda c, t: ("wagtailadmin_pages:unlock", [t.live.pk], {})),
    ("reorder", lambda c, t: ("wagtailadmin_pages:set_page_position", [t.live.pk], {"position": "0"})),
    ("history", lambda c, t: ("wagtailadmin_pages:history", [t.live.pk], None)),
    ("history, results", lambda c, t: ("wagtailadmin_pages:history_results", [t.live.pk], None)),
    ("usage", lambda c, t: ("wagtailadmin_pages:usage", [t.draft.pk], None)),
    ("workflow history", lambda c, t: ("wagtailadmin_pages:workflow_history", [t.live.pk], None)),
    ("an old version", lambda c, t: ("wagtailadmin_pages:revisions_view", [t.live.pk, t.live.latest_revision_id], None)),
    ("compare versions", lambda c, t: ("wagtailadmin_pages:revisions_compare", [t.live.pk, "live", "latest"], None)),
    ("revert, look", lambda c, t: ("wagtailadmin_pages:revisions_revert", [t.live.pk, t.live.live_revision_id], None)),
    (
        "revert and publish",
        lambda c, t: (
            "wagtailadmin_pages:revisions_revert",
            [t.live.pk, t.live.live_revision_id],
            {"title_fr": "Pris", "action-publish": "1"},
        ),
    ),
    ("unschedule", lambda c, t: ("wagtailadmin_pages:revisions_unschedule", [t.live.pk, t.live.latest_revision_id], {})),
    ("convert an alias", lambda c, t: ("wagtailadmin_pages:convert_alias", [t.live.pk], {})),
    ("correct urgently", lambda c, t: ("editorial_urgent_correction", [t.live.pk], {"reason": "Pris", "seen": "x"})),
    *(
        (
            f"{action} in bulk",
            lambda c, t, action=action: (
                "wagtail_bulk_action",
                ["pages", "basepage", action, [t.draft.pk, t.live.pk]],
                {"chooser": c.unaf.space.pk},
            ),
        )
        for action in ("publish", "unpublish", "delete", "move")
    ),
    *(
        (f"{action} in bulk, look", lambda c, t, action=action: ("wagtail_bulk_action", ["pages", "basepage", action, [t.draft.pk]], None))
        for action in ("publish", "unpublish", "delete", "move")
    ),
    *(
        (
            f"{action} through the API",
            lambda c, t, action=action: (
                "wagtailadmin_api:pages:action",
                [t.live.pk, action],
                {"destination_page_id": c.unaf.space.pk, "position": "last-child", "slug": "pris", "revision_id": t.live.live_revision_id},
            ),
        )
        for action in ("publish", "unpublish", "delete", "move", "copy", "create_alias", "convert_alias", "revert_to_page_revision")
    ),
    ("the API's page", lambda c, t: ("wagtailadmin_api:pages:detail", [t.draft.pk], None)),
]
FILES: list[Row] = [
    ("image, look", lambda c, t: ("wagtailimages:edit", [t.image.pk], None)),
    ("image, change", lambda c, t: ("wagtailimages:edit", [t.image.pk], {"title": "Pris", "collection": c.unaf.team.collection.pk})),
    ("image, delete", lambda c, t: ("wagtailimages:delete", [t.image.pk], {})),
    ("image, usage", lambda c, t: ("wagtailimages:image_usage", [t.image.pk], None)),
    ("image, address of a size", lambda c, t: ("wagtailimages:url_generator", [t.image.pk], None)),
    ("image, preview", lambda c, t: ("wagtailimages:preview", [t.image.pk, "width-10"], None)),
    ("image, choose", lambda c, t: ("wagtailimages_chooser:chosen", [t.image.pk], None)),
    ("image, format", lambda c, t: ("wagtailimages_chooser:select_format", [t.image.pk], None)),
    ("image, the API's", lambda c, t: ("wagtailadmin_api:images:detail", [t.image.pk], None)),
    ("document, look", lambda c, t: ("wagtaildocs:edit", [t.document.pk], None)),
    ("document, change", lambda c, t: ("wagtaildocs:edit", [t.document.pk], {"title": "Pris", "collection": c.unaf.team.collection.pk})),
    ("document, delete", lambda c, t: ("wagtaildocs:delete", [t.document.pk], {})),
    ("document, usage", lambda c, t: ("wagtaildocs:document_usage", [t.document.pk], None)),
    ("document, choose", lambda c, t: ("wagtaildocs_chooser:chosen", [t.document.pk], None)),
    ("document, the API's", lambda c, t: ("wagtailadmin_api:documents:detail", [t.document.pk], None)),
    ("video, look", lambda c, t: (f"{type_of_video}:edit", [t.video.pk], None)),
    ("video, change", lambda c, t: (f"{type_of_video}:edit", [t.video.pk], {"title_fr": "Pris", "embed_url": "https://video.invalid/x"})),
    ("video, delete", lambda c, t: (f"{type_of_video}:delete", [t.video.pk], {})),
    ("video, copy", lambda c, t: (f"{type_of_video}:copy", [t.video.pk], None)),
    ("video, usage", lambda c, t: (f"{type_of_video}:usage", [t.video.pk], None)),
    ("video, history", lambda c, t: (f"{type_of_video}:history", [t.video.pk], None)),
    ("video, choose", lambda c, t: ("wagtailsnippetchoosers_pages_video:chosen", [t.video.pk], None)),
    ("collection", lambda c, t: ("wagtailadmin_collections:edit", [c.enfance.team.collection.pk], {"name": "Pris"})),
    *(
        (
            f"{model}, delete in bulk",
            lambda c, t, app=app, model=model, name=name: ("wagtail_bulk_action", [app, model, "delete", [getattr(t, name).pk]], {}),
        )
        for app, model, name in (("pages", "clubimage", "image"), ("pages", "clubdocument", "document"), ("pages", "video", "video"))
    ),
    *(
        (
            f"{model}, move in bulk",
            lambda c, t, model=model, name=name: (
                "wagtail_bulk_action",
                ["pages", model, "add_to_collection", [getattr(t, name).pk]],
                {"collection": c.unaf.team.collection.pk},
            ),
        )
        for model, name in (("clubimage", "image"), ("clubdocument", "document"))
    ),
]


def ask(client: Client, view: str, args: list[Any], posted: dict[str, Any] | None) -> Any:
    query = ""
    if view == "wagtail_bulk_action":
        *args, ids = args
        query = "?" + "&".join(f"id={pk}" for pk in ids) + "&next=/admin/"
    url = reverse(view, args=args) + query
    # The API wants JSON and a token of its own session; Django's client has neither need.
    if view.startswith("wagtailadmin_api") and posted is not None:
        return client.post(url, posted, content_type="application/json")
    return client.get(url) if posted is None else client.post(url, posted)


@pytest.mark.parametrize(("tried", "request_of"), [*PAGES, *FILES], ids=lambda value: value if isinstance(value, str) else "")
def test_another_team_reaches_nothing(club: Club, things: Things, browser: Callable[[Any], Client], tried: str, request_of: Any) -> None:
    view, args, posted = request_of(club, things)
    before = everything()
    for who in intruders(club):
        answer = ask(browser(who), view, args, posted)
        assert SECRET not in words(answer), who
        assert everything() == before, who
        # A bulk action redirects having done nothing; everything else is refused.
        if view != "wagtail_bulk_action":
            assert answer.status_code in (302, 403, 404), who
            assert answer.status_code != 302 or answer["Location"] == reverse("wagtailadmin_home"), who


# --- lists -----------------------------------------------------------------------------------------------------------------------

LISTS: list[tuple[str, Callable[[Club, Things], str]]] = [
    ("home", lambda c, t: reverse("wagtailadmin_home")),
    ("explorer", lambda c, t: reverse("wagtailadmin_explore_root")),
    ("explorer, home page", lambda c, t: reverse("wagtailadmin_explore", args=[c.home.pk])),
    ("explorer, space", lambda c, t: reverse("wagtailadmin_explore", args=[c.enfance.space.pk])),
    ("explorer, draft", lambda c, t: reverse("wagtailadmin_explore", args=[t.draft.pk])),
    ("search of pages", lambda c, t: reverse("wagtailadmin_pages:search") + "?q=secret"),
    ("search of all pages", lambda c, t: reverse("wagtailadmin_pages:search")),
    ("pages of a type", lambda c, t: reverse("wagtailadmin_pages:type_use", args=["pages", "standardpage"])),
    ("page chooser", lambda c, t: reverse("wagtailadmin_choose_page") + "?page_type=pages.basepage"),
    ("page chooser, space", lambda c, t: reverse("wagtailadmin_choose_page_child", args=[c.enfance.space.pk])),
    ("page chooser, draft", lambda c, t: reverse("wagtailadmin_choose_page_child", args=[t.draft.pk])),
    ("page chooser, search", lambda c, t: reverse("wagtailadmin_choose_page_search") + "?q=secret"),
    ("page chooser, search by public title", lambda c, t: reverse("wagtailadmin_choose_page_search") + "?q=publique"),
    ("API, pages", lambda c, t: reverse("wagtailadmin_api:pages:listing") + "?limit=20"),
    ("API, below", lambda c, t: reverse("wagtailadmin_api:pages:listing") + f"?child_of={c.enfance.space.pk}&for_explorer=1"),
    ("API, images", lambda c, t: reverse("wagtailadmin_api:images:listing")),
    ("API, documents", lambda c, t: reverse("wagtailadmin_api:documents:listing")),
    ("images", lambda c, t: reverse("wagtailimages:index")),
    ("images, search", lambda c, t: reverse("wagtailimages:index") + "?q=secret"),
    ("image chooser", lambda c, t: reverse("wagtailimages_chooser:choose")),
    ("image chooser, search", lambda c, t: reverse("wagtailimages_chooser:choose_results") + "?q=secret"),
    ("image chooser, many", lambda c, t: reverse("wagtailimages_chooser:chosen_multiple") + f"?id={t.image.pk}"),
    ("documents", lambda c, t: reverse("wagtaildocs:index")),
    ("document chooser", lambda c, t: reverse("wagtaildocs_chooser:choose")),
    ("document chooser, many", lambda c, t: reverse("wagtaildocs_chooser:chosen_multiple") + f"?id={t.document.pk}"),
    ("videos", lambda c, t: reverse(f"{type_of_video}:list")),
    ("videos, search", lambda c, t: reverse(f"{type_of_video}:list") + "?q=secret"),
    ("video chooser", lambda c, t: reverse("wagtailsnippetchoosers_pages_video:choose")),
    ("video chooser, many", lambda c, t: reverse("wagtailsnippetchoosers_pages_video:chosen_multiple") + f"?id={t.video.pk}"),
    *(
        (f"report {name}", lambda c, t, name=name: reverse(f"wagtailadmin_reports:{name}"))
        for name in ("locked_pages", "workflow", "workflow_tasks", "site_history", "aging_pages", "page_types_usage")
    ),
    *(
        (f"report {name}, exported", lambda c, t, name=name: reverse(f"wagtailadmin_reports:{name}") + "?export=csv")
        for name in ("locked_pages", "workflow", "workflow_tasks", "site_history", "aging_pages")
    ),
    ("tags", lambda c, t: reverse("wagtailadmin_tag_autocomplete") + "?term=secret"),
]


@pytest.mark.parametrize(("list_name", "url_of"), LISTS, ids=lambda value: value if isinstance(value, str) else "")
def test_another_teams_lists_do_not_show_it(
    club: Club, things: Things, browser: Callable[[Any], Client], list_name: str, url_of: Any
) -> None:
    # Everything that reports list: a locked page, a version under review, an edit of each file in the history.
    draft = fresh(things.draft)
    draft.get_workflow().start(draft.get_latest_revision_as_object(), club.enfance.editor)
    BasePage.objects.filter(pk=things.live.pk).update(locked=True, locked_by=club.enfance.publisher)
    browser(club.enfance.publisher).post(
        reverse("wagtailimages:edit", args=[things.image.pk]),
        {"title": SECRET, "collection": club.enfance.team.collection.pk, "alt_text_fr": "x"},
    )
    for who in intruders(club):
        answer = browser(who).get(url_of(club, things))
        assert answer.status_code in (200, 302, 400, 404), who
        assert SECRET not in words(answer), who


OWN_LISTS = (
    "explorer, space",
    "search of all pages",
    "page chooser, space",
    "API, pages",
    "API, images",
    "API, documents",
    "images",
    "image chooser",
    "documents",
    "document chooser",
    "videos",
    "video chooser",
    "image chooser, many",
    "report site_history",
)


@pytest.mark.parametrize("list_name", OWN_LISTS)
def test_the_team_itself_sees_them(club: Club, things: Things, browser: Callable[[Any], Client], list_name: str) -> None:
    answer = browser(club.enfance.publisher).get(dict(LISTS)[list_name](club, things))
    assert answer.status_code == 200
    assert SECRET in answer.content.decode()


def test_an_editor_adds_and_changes_videos_of_the_team(club: Club, browser: Callable[[Any], Client]) -> None:
    client = browser(club.unaf.editor)
    form = {
        "title_fr": "La nôtre",
        "title_en": "",
        "title_ar": "",
        "embed_url": "https://video.invalid/1",
        "duration_ms": "1:00",
        "collection": club.unaf.team.collection.pk,
        "caption_tracks-TOTAL_FORMS": 0,
        "caption_tracks-INITIAL_FORMS": 0,
        "caption_tracks-MIN_NUM_FORMS": 0,
        "caption_tracks-MAX_NUM_FORMS": 9,
    }
    client.post(reverse(f"{type_of_video}:add"), form)
    video = Video.objects.get()
    assert (video.title_fr, video.collection, video.uploaded_by) == ("La nôtre", club.unaf.team.collection, club.unaf.editor)
    # Neither into the collection of another association, nor out of sight.
    client.post(reverse(f"{type_of_video}:edit", args=[video.pk]), {**form, "collection": club.enfance.team.collection.pk})
    assert fresh(video).collection == club.unaf.team.collection
    client.post(reverse(f"{type_of_video}:edit", args=[video.pk]), {**form, "title_fr": "Encore la nôtre"})
    assert fresh(video).title_fr == "Encore la nôtre"


def test_an_image_cannot_be_brought_into_anothers_collection(club: Club, browser: Callable[[Any], Client]) -> None:
    file = ContentFile(picture().read(), name="image.png")
    browser(club.unaf.editor).post(
        reverse("wagtailimages:add"), {"title": "Intruse", "file": file, "collection": club.enfance.team.collection.pk, "alt_text_fr": "x"}
    )
    assert not ClubImage.objects.filter(collection=club.enfance.team.collection).exists()


def test_stored_files_of_restricted_collections_are_for_their_team(club: Club, things: Things, browser: Callable[[Any], Client]) -> None:
    club.enfance.team.collection.view_restrictions.create(restriction_type="login")
    addresses = [f"/admin/media/{things.image.file.name}", things.document.url]
    for address in addresses:
        assert browser(club.unaf.publisher).get(address).status_code == 404
        shown = browser(club.enfance.editor).get(address)
        assert shown.status_code == 200
        # Read to its end, the file is closed; closing the answer would close the database too.
        assert words(shown)


def test_the_coordination_has_the_home_page_and_the_shared_records_but_no_space(club: Club) -> None:
    coordinator = club.coordination.publisher
    assert fresh(club.home).permissions_for_user(coordinator).can_edit()
    assert fresh(club.edition).permissions_for_user(coordinator).can_edit()
    for people in (club.enfance, club.unaf):
        assert not fresh(people.space).permissions_for_user(coordinator).can_edit()
    assert coordinator.has_perm("pages.change_helpline")
    assert not coordinator.has_perm("pages.change_video")
    assert not club.enfance.publisher.has_perm("pages.change_helpline")
    assert Permission.objects.filter(codename="choose_video").count() == 1
