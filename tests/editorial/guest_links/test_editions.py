"""A guest link of a whole edition: its pages can be opened from one to another, those its maker may show, and no others."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from editorial.models import GuestOpening
from pages.models import BasePage, EditionContent
from tests.editorial.conftest import Club, draft_of, fresh, live_page_of, save_draft
from tests.editorial.guest_links.guests import contents, link_to, title, visit
from tests.factories import StandardPageFactory, loader, restrict

pytestmark = pytest.mark.django_db


@dataclass
class Scene:
    """An edition and what it lists: a public page with a waiting change, drafts of the coordination, of an association and a closed one."""

    edition: BasePage
    public: BasePage
    own: BasePage
    foreign: BasePage
    closed: BasePage
    elsewhere: BasePage


@pytest.fixture
def scene(club: Club) -> Scene:
    coordinator = club.coordination.publisher
    public = save_draft(live_page_of(club.unaf, "Publique", slug="publique"), club.unaf.editor, title_fr="Publique, retouchée")
    own, closed, elsewhere = (
        save_draft(StandardPageFactory(parent=club.home, title_fr=name, slug=slug, live=False), coordinator)
        for name, slug in (("Brouillon commun", "commun"), ("Fermé", "ferme"), ("Ailleurs", "ailleurs"))
    )
    own = save_draft(own, coordinator, title_ar="مسودة")
    foreign = draft_of(club.enfance, "Brouillon d’une association")
    restrict(closed)
    listed = [EditionContent(page=page) for page in (public, own, foreign, closed)]
    text = f'[{{"type": "page", "value": {own.pk}, "id": "1"}}]'
    edition = save_draft(club.edition, coordinator, contents=listed, editorial_fr=text, title_fr="Édition à paraître")
    return Scene(edition, public, own, foreign, closed, elsewhere)


CONTENTS = "[aria-labelledby^=contents-] .card-title a"


def key(page: BasePage) -> str:
    return str(page.translation_key)


def test_its_pages_open_from_one_to_another(club: Club, scene: Scene) -> None:
    link, token = link_to(scene.edition, club.coordination.publisher)
    start = visit(token)
    assert (title(start), contents(start)) == ("Édition à paraître", ["Publique", "Brouillon commun"])
    screen = BeautifulSoup(start.content, "html.parser")
    own = f"/preview/{token}/fr/{key(scene.own)}/"
    assert [found["href"] for found in screen.select(CONTENTS)] == [f"/preview/{token}/fr/{key(scene.public)}/", own]
    assert screen.select_one(".editorial .related a")["href"] == own
    opened = visit(token, "fr", key(scene.own))
    assert title(opened) == "Brouillon commun"
    assert [found["href"] for found in BeautifulSoup(opened.content, "html.parser").select(".draft-note a")] == [f"/preview/{token}/fr/"]
    # What is public already is shown as readers have it.
    assert title(visit(token, "fr", key(scene.public))) == "Publique"
    assert GuestOpening.objects.filter(link=link).count() == 1


def test_each_language_leads_on_in_that_language(club: Club, scene: Scene) -> None:
    _link, token = link_to(scene.edition, club.coordination.publisher)
    start = BeautifulSoup(visit(token, "ar").content, "html.parser")
    listed = [
        (found.text, found["href"].split("/")[3], found.find_parent(class_="card-body").get("lang")) for found in start.select(CONTENTS)
    ]
    assert listed == [("Publique", "ar", "fr"), ("مسودة", "ar", None)]
    opened = BeautifulSoup(visit(token, "ar", key(scene.own)).content, "html.parser")
    assert (opened.html["dir"], opened.h1.attrs, opened.h1.text, opened.select(".page-head .note")) == ("rtl", {}, "مسودة", [])
    fallen_back = BeautifulSoup(visit(token, "ar", key(scene.public)).content, "html.parser")
    assert (fallen_back.html["dir"], fallen_back.h1.attrs, fallen_back.h1.text) == ("rtl", {"lang": "fr", "dir": "ltr"}, "Publique")
    assert len(fallen_back.select(".page-head .note")) == 1
    for screen, more in ((start, ""), (opened, f"{key(scene.own)}/")):
        assert [link["href"] for link in screen.select("header .languages a")] == [
            f"/preview/{token}/{code}/{more}" for code in ("fr", "en", "ar")
        ]


def test_its_addresses_are_its_guests_alone(club: Club, scene: Scene) -> None:
    """What leads from page to page inside a link leads nobody else there, the next moment in the same process."""
    _link, token = link_to(scene.edition, club.coordination.publisher)
    assert "/preview/" in visit(token).content.decode()
    for address in ("/fr/", "/fr/unaf/publique", "/fr/editions"):
        assert "/preview/" not in Client().get(address).content.decode()
    _link, alone = link_to(scene.edition, club.coordination.publisher, with_contents=False)
    assert f"/preview/{token}" not in visit(alone).content.decode()


def test_nothing_else_opens(club: Club, scene: Scene) -> None:
    _link, token = link_to(scene.edition, club.coordination.publisher)
    for page in (scene.foreign, scene.closed, scene.elsewhere, scene.edition, club.home):
        assert visit(token, "fr", key(page)).status_code == 404
    _link, alone = link_to(scene.own, club.coordination.publisher)
    for page in (scene.edition, scene.public, scene.own):
        assert visit(alone, "fr", key(page)).status_code == 404


def test_the_drafts_of_all_are_shown_by_who_sees_them(club: Club, scene: Scene) -> None:
    _link, token = link_to(scene.edition, loader())
    assert contents(visit(token)) == ["Publique", "Brouillon commun", "Brouillon d’une association"]
    assert title(visit(token, "fr", key(scene.foreign))) == "Brouillon d’une association"


def test_a_page_that_leaves_the_edition_leaves_the_link(club: Club, scene: Scene) -> None:
    _link, token = link_to(scene.edition, club.coordination.publisher)
    assert visit(token, "fr", key(scene.own)).status_code == 200
    save_draft(fresh(scene.edition), club.coordination.publisher, contents=[])
    assert (visit(token, "fr", key(scene.own)).status_code, contents(visit(token))) == (404, [])


def test_the_page_of_an_edition_alone(club: Club, scene: Scene) -> None:
    _link, token = link_to(scene.edition, club.coordination.publisher, with_contents=False)
    start = visit(token)
    assert title(start) == "Édition à paraître"
    assert f"/preview/{token}/fr/{key(scene.own)}/" not in start.content.decode()
    assert visit(token, "fr", key(scene.own)).status_code == 404
