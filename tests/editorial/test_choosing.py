"""What the choosers do not offer cannot be posted either: it is refused on its field, not named, not saved."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision

from pages.models import BasePage, ClubDocument, ClubImage, HomePage, InterviewPage, Person, StandardPage, Video
from tests.editorial.conftest import Club, draft_of, fresh, live_page_of, save_draft
from tests.editorial.test_fences import words
from tests.editorial.test_publication import filled
from tests.factories import DocumentFactory, ImageFactory, InterviewPageFactory, PersonFactory, VideoFactory

# Wagtail leaves the files it makes thumbnails of to the garbage collector.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]

SECRET = "Brouillon secret"
SECRET_PLACE = "brouillon-secret"
REFUSED = "Un élément choisi ici n’est ni public ni ouvert à votre équipe"


@dataclass
class Shelf:
    """A draft page, an image, a document and a video of one team."""

    page: StandardPage
    image: ClubImage
    document: ClubDocument
    video: Video


def shelf(people: Any, title: str, slug: str) -> Shelf:
    collection = people.team.collection
    return Shelf(
        page=draft_of(people, title, slug=slug),
        image=ImageFactory(title=title, collection=collection),
        document=DocumentFactory(title=title, collection=collection),
        video=VideoFactory(title_fr=title, collection=collection),
    )


@pytest.fixture
def secrets(club: Club) -> Shelf:
    """What e-Enfance keeps to itself."""
    return shelf(club.enfance, SECRET, SECRET_PLACE)


def block(kind: str, value: Any, index: int = 0) -> dict[str, Any]:
    """One block of the French text, as the browser sends it."""
    name = f"body_fr-{index}"
    sent: dict[str, Any] = {"body_fr-count": str(index + 1), f"{name}-type": kind, f"{name}-deleted": "", f"{name}-order": str(index)}
    inside = value if isinstance(value, dict) else {"": value}
    return sent | {f"{name}-value{part}": content for part, content in inside.items()}


def link(kind: str, pk: int) -> str:
    """A linked word, as the editor of rich text sends it."""
    return json.dumps(
        {
            "blocks": [
                {
                    "key": "abcde",
                    "text": "Le mot lié reste",
                    "type": "unstyled",
                    "depth": 0,
                    "inlineStyleRanges": [],
                    "entityRanges": [{"offset": 3, "length": 3, "key": 0}],
                }
            ],
            "entityMap": {"0": {"type": kind, "mutability": "MUTABLE", "data": {"id": pk, "url": "/x/"}}},
        }
    )


# Each row: where something is chosen in the form of a plain page, and what is sent for it.
PLACES: dict[str, Callable[[Shelf], dict[str, Any]]] = {
    "cover image": lambda s: {"cover_image": s.image.pk},
    "page": lambda s: block("page", s.page.pk),
    "page in a list": lambda s: block(
        "pages",
        {"-title": "", "-pages-count": "1", "-pages-0-value": s.page.pk, "-pages-0-deleted": "", "-pages-0-order": "0", "-pages-0-id": ""},
    ),
    "image": lambda s: block("image", {"-image": s.image.pk, "-alt_text": "x", "-caption": ""}),
    "video": lambda s: block("video", s.video.pk),
    "document": lambda s: block("document", s.document.pk),
    "link to a page": lambda s: block("paragraph", link("LINK", s.page.pk)),
    "link to a document": lambda s: block("paragraph", link("DOCUMENT", s.document.pk)),
    "page, in other digits": lambda s: block("page", f" {s.page.pk} "),
    "image, in other digits": lambda s: {"cover_image": f"0{s.image.pk}"},
}


def state(page: Any) -> tuple[Any, ...]:
    """All that a refused form could have changed."""
    return (
        list(type(page).objects.filter(pk=page.pk).values()),
        list(Revision.objects.order_by("pk").values_list("pk", "content")),
        BasePage.objects.count(),
    )


def edit_of(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.mark.parametrize("action", [{}, {"action-publish": "1"}], ids=["draft", "publish"])
@pytest.mark.parametrize("place", PLACES)
def test_anothers_things_are_refused_unnamed(
    club: Club, secrets: Shelf, browser: Callable[[Any], Client], place: str, action: dict[str, str]
) -> None:
    page = draft_of(club.unaf, "La nôtre")
    sent = filled(page, **PLACES[place](secrets), **action)
    before = state(page)
    answer = browser(club.unaf.publisher).post(edit_of(page), sent)
    said = words(answer)
    assert answer.status_code == 200
    assert REFUSED in said.replace("\\u2019", "’").replace("\\u00e9", "é").replace("\\u00e0", "à")
    assert (SECRET in said, SECRET_PLACE in said) == (False, False)
    assert state(page) == before
    again = words(browser(club.unaf.publisher).get(edit_of(page)))
    assert (SECRET in again, SECRET_PLACE in again) == (False, False)


@pytest.mark.parametrize("place", [place for place in PLACES if "digits" not in place])
def test_ones_own_are_saved(club: Club, browser: Callable[[Any], Client], place: str) -> None:
    own = shelf(club.unaf, "À nous", "a-nous")
    page = draft_of(club.unaf, "La nôtre")
    answer = browser(club.unaf.editor).post(edit_of(page), filled(page, **PLACES[place](own)))
    saved = json.dumps(fresh(page).latest_revision.content)
    assert answer.status_code == 302
    chosen = {"page": own.page, "image": own.image, "video": own.video, "document": own.document}
    kind = next(kind for kind in chosen if kind in place)
    assert str(chosen[kind].pk) in saved
    assert saved != json.dumps(page.latest_revision.content)


@pytest.mark.parametrize("place", ["cover image", "page", "link to a page"])
def test_what_the_saved_version_holds_may_stay(
    club: Club, secrets: Shelf, superuser: Any, browser: Callable[[Any], Client], place: str
) -> None:
    page = draft_of(club.unaf, "La nôtre")
    browser(superuser).post(edit_of(page), filled(page, **PLACES[place](secrets)))
    held = fresh(page).latest_revision
    assert held.pk != page.latest_revision_id
    sent = {**filled(fresh(page)), **PLACES[place](secrets), "title_fr": "Encore la nôtre"}
    assert browser(club.unaf.editor).post(edit_of(page), sent).status_code == 302
    kept = fresh(page).latest_revision
    assert kept.content["title_fr"] == "Encore la nôtre"
    assert kept.content["cover_image"] == held.content["cover_image"]
    assert strip_ids(kept.content["body_fr"]) == strip_ids(held.content["body_fr"])


def strip_ids(stream: str) -> list[tuple[str, Any]]:
    return [(row["type"], row["value"]) for row in json.loads(stream)]


def test_what_is_public_may_be_chosen_by_everybody(club: Club, browser: Callable[[Any], Client]) -> None:
    public = live_page_of(club.enfance, "Page publique")
    save_draft(public, club.enfance.editor, title_fr=SECRET)
    page = draft_of(club.unaf, "La nôtre")
    client = browser(club.unaf.editor)
    assert client.post(edit_of(page), filled(page, **block("page", public.pk))).status_code == 302
    shown = words(client.get(edit_of(page)))
    assert ("Page publique" in shown, SECRET in shown) == (True, False)


def test_the_rest_of_a_refused_text_is_not_lost(club: Club, secrets: Shelf, browser: Callable[[Any], Client]) -> None:
    own = shelf(club.unaf, "À nous", "a-nous")
    page = draft_of(club.unaf, "La nôtre")
    texts = block("page", own.page.pk) | block("page", secrets.page.pk, 1) | block("paragraph", link("LINK", secrets.page.pk), 2)
    said = words(browser(club.unaf.editor).post(edit_of(page), filled(page, **texts, title_fr="Titre en cours")))
    assert "Titre en cours" in said
    assert "À nous" in said.replace("\\u00c0", "À")
    assert "Le mot lié reste" in said.replace("\\\\u00e9", "é").replace("\\u00e9", "é")
    assert (SECRET in said, SECRET_PLACE in said) == (False, False)


def test_other_roads_of_the_form(club: Club, secrets: Shelf, browser: Callable[[Any], Client]) -> None:
    page, client = draft_of(club.unaf, "La nôtre"), browser(club.unaf.editor)
    sent = filled(page, **block("page", secrets.page.pk), cover_image=secrets.image.pk)
    before = state(page)
    autosaved = client.post(edit_of(page), sent, headers={"Accept": "application/json"})
    assert (autosaved.status_code, autosaved.json()["success"]) == (400, False)
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert client.post(preview, sent).json()["is_valid"] is False
    created = client.post(
        reverse("wagtailadmin_pages:add", args=["pages", "standardpage", club.unaf.space.pk]),
        {**sent, "slug": "neuve", "title_fr": "Neuve"},
    )
    for answer in (autosaved, created, client.get(preview)):
        assert (SECRET in words(answer), SECRET_PLACE in words(answer)) == (False, False)
    assert state(page) == before


def test_refused_beside_another_mistake_it_is_not_named_either(club: Club, secrets: Shelf, browser: Callable[[Any], Client]) -> None:
    page = draft_of(club.unaf, "La nôtre")
    sent = filled(page, **block("page", secrets.page.pk), cover_image=secrets.image.pk, title_fr="", slug="pas un slug")
    said = words(browser(club.unaf.editor).post(edit_of(page), sent))
    assert (SECRET in said, SECRET_PLACE in said) == (False, False)


def test_the_film_of_an_interview_and_the_rows_of_the_home_page(club: Club, secrets: Shelf, browser: Callable[[Any], Client]) -> None:
    interview = save_draft(InterviewPageFactory(parent=club.unaf.space, live=False, organisation=club.unaf.organisation), club.unaf.editor)
    before = state(interview)
    said = words(browser(club.unaf.editor).post(edit_of(interview), filled(interview, video=secrets.video.pk)))
    assert (REFUSED in said, SECRET in said) == (True, False)
    assert state(interview) == before
    assert InterviewPage.objects.get().video is None

    home = save_draft(club.home, club.coordination.publisher)
    row = {
        "highlights-TOTAL_FORMS": "1",
        "highlights-0-id": "",
        "highlights-0-page": secrets.page.pk,
        "highlights-0-ORDER": "1",
        "highlights-0-DELETE": "",
    }
    before = state(home)
    said = words(browser(club.coordination.publisher).post(edit_of(home), {**filled(home), **row}))
    assert (REFUSED in said, SECRET in said) == (True, False)
    assert state(home) == before
    assert not HomePage.objects.get().highlights.exists()


def test_records_of_the_catalogue_keep_to_it_too(club: Club, secrets: Shelf, browser: Callable[[Any], Client]) -> None:
    person = PersonFactory()
    address = reverse("wagtailsnippets_pages_person:edit", args=[person.pk])
    sent = {name: getattr(person, name) or "" for name in ("display_name_fr", "slug", "role_fr", "kind")}
    sent |= {f"links-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM")} | {"links-MAX_NUM_FORMS": ""}
    client = browser(club.coordination.publisher)
    said = words(client.post(address, {**sent, "portrait": secrets.image.pk}))
    assert (REFUSED in said, SECRET in said) == (True, False)
    assert Person.objects.get().portrait is None
    shared = ImageFactory(collection=club.coordination.team.collection)
    assert client.post(address, {**sent, "portrait": shared.pk}).status_code == 302
    assert Person.objects.get().portrait == shared

    video = VideoFactory(title_fr="La nôtre", collection=club.unaf.team.collection, embed_url="https://video.invalid/1")
    address = reverse("wagtailsnippets_pages_video:edit", args=[video.pk])
    sent = {"title_fr": "La nôtre", "embed_url": "https://video.invalid/1", "duration_ms": "1:00", "collection": video.collection_id}
    sent |= {f"caption_tracks-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM")} | {"caption_tracks-MAX_NUM_FORMS": ""}
    said = words(browser(club.unaf.editor).post(address, {**sent, "poster": secrets.image.pk}))
    assert (REFUSED in said, SECRET in said) == (True, False)
    assert fresh(video).poster is None


# --- places to put a page, which the answers of Wagtail name ------------------------------------------------------------------------


def test_another_teams_draft_is_no_place_and_not_named(club: Club, secrets: Shelf, browser: Callable[[Any], Client]) -> None:
    own = draft_of(club.unaf, "La nôtre")
    before = state(own)
    confirm = "wagtailadmin_pages:move_confirm"
    for who in (club.unaf.editor, club.unaf.publisher):
        client = browser(who)
        answers = [
            client.get(reverse(confirm, args=[own.pk, secrets.page.pk])),
            client.post(reverse(confirm, args=[own.pk, secrets.page.pk])),
            client.get(reverse(confirm, args=[secrets.page.pk, club.unaf.space.pk])),
            client.get(reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={own.pk}&id={secrets.page.pk}"),
            client.get(reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id=+{secrets.page.pk}"),
            client.post(reverse("wagtailadmin_pages:choose_parent", args=["pages", "standardpage"]), {"parent_page": secrets.page.pk}),
        ]
        for key in (secrets.page.pk, f" {secrets.page.pk}", f"0{secrets.page.pk}"):
            copied = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": key}
            bulk = reverse("wagtail_bulk_action", args=["pages", "basepage", "move"]) + f"?id={own.pk}&next=/admin/"
            answers += [
                client.post(reverse("wagtailadmin_pages:copy", args=[own.pk]), copied),
                client.post(reverse("wagtailadmin_pages:move", args=[own.pk]), {"new_parent_page": key}),
                client.post(bulk, {"chooser": key}),
            ]
        assert [answer.status_code for answer in answers] == [404] * len(answers)
        assert not [answer for answer in answers if SECRET in words(answer)]
        assert state(own) == before


def test_the_places_of_ones_own_team_stay_open(club: Club, browser: Callable[[Any], Client]) -> None:
    own, place = draft_of(club.unaf, "La nôtre"), draft_of(club.unaf, "Rubrique", slug="rubrique")
    client = browser(club.unaf.publisher)
    assert client.get(reverse("wagtailadmin_pages:move_confirm", args=[own.pk, place.pk])).status_code == 200
    chosen = client.get(reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={own.pk}&id={place.pk}")
    assert [row["adminTitle"] for row in chosen.json()["result"]] == ["La nôtre", "Rubrique"]
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[own.pk, place.pk]))
    assert fresh(own).get_parent().pk == place.pk
