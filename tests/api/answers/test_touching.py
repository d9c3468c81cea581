"""What an event touches: the answers made from it, in every way an answer can be, and no other."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from api.answers.headers import surrogate_key
from pages import models
from search import indexing
from search.engines import STANDBY
from search.known_words import KnownWords
from tests.api.answers.house import Clock, House
from tests.api.scenes import edition, guide, link, stream
from tests.api.settled import settle_everything
from tests.factories import (
    GuidePageFactory,
    HelplineFactory,
    ImageFactory,
    OrganisationFactory,
    PromotedAnswerFactory,
    StandardPageFactory,
    SynonymGroupFactory,
    ThemeFactory,
    private_collection,
)
from tests.ports import free_port

pytestmark = pytest.mark.django_db


def _page(path: str) -> str:
    return f'{{ page(path: "{path}") {{ title }} }}'


@pytest.fixture(autouse=True)
def _published_home(home: models.HomePage) -> None:
    """Pages stand below it."""


def test_an_edited_page_changes_its_answer_and_leaves_the_others(house: House) -> None:
    first, _second = GuidePageFactory(title_fr="Un", slug="un"), GuidePageFactory(title_fr="Deux", slug="deux")
    house.look()
    house.get(_page("/ressources/un"))
    house.get(_page("/ressources/deux"))
    first.title_fr = "Un, revu"
    first.save()

    assert house.get(_page("/ressources/un")).data == {"page": {"title": "Un"}}
    assert house.look() == 1
    assert house.get(_page("/ressources/un")).data == {"page": {"title": "Un, revu"}}
    assert house.get(_page("/ressources/deux")).was_kept is True


def test_a_draft_touches_nothing(house: House) -> None:
    page = GuidePageFactory(title_fr="Un", slug="un")
    house.look()
    house.get(_page("/ressources/un"))
    page.title_fr = "Brouillon"
    page.save_revision()

    assert house.look() == 0
    assert house.get(_page("/ressources/un")).was_kept is True


def test_a_path_that_led_nowhere_is_looked_up_again_when_a_page_takes_it(house: House) -> None:
    house.get(_page("/ressources/nouveau"))
    house.get(_page("/ressources/autre"))
    GuidePageFactory(title_fr="Nouveau", slug="nouveau")

    assert house.look() == 1
    assert house.get(_page("/ressources/nouveau")).data == {"page": {"title": "Nouveau"}}
    assert house.get(_page("/ressources/autre")).was_kept is True


def test_a_list_of_one_type_is_not_touched_by_another(house: House) -> None:
    GuidePageFactory(title_fr="Un", slug="un")
    house.look()
    house.get("{ editions { totalCount } }")
    house.get("{ resources { totalCount } }")
    GuidePageFactory(title_fr="Deux", slug="deux")

    assert house.look() == 1
    assert house.get("{ editions { totalCount } }").was_kept is True
    assert house.get("{ resources { totalCount } }").data == {"resources": {"totalCount": 2}}


def test_a_list_is_touched_by_a_page_that_is_gone(house: House) -> None:
    page = GuidePageFactory()
    house.look()
    house.get("{ resources { totalCount } }")
    page.delete()
    house.look()

    assert house.get("{ resources { totalCount } }").data == {"resources": {"totalCount": 0}}


def test_what_an_edition_holds_appears_in_it_when_it_is_published(house: House) -> None:
    page = guide(1)
    edition(1, [page])
    page.unpublish()
    house.look()
    query = "{ edition(number: 1) { contents { title } } }"
    assert house.get(query).data == {"edition": {"contents": []}}
    page.save_revision().publish()
    house.look()

    assert house.get(query).data == {"edition": {"contents": [{"title": page.title_fr}]}}


def test_a_renamed_theme_changes_the_pages_that_show_it_and_no_other(house: House) -> None:
    theme = ThemeFactory(name_fr="Écrans", slug="ecrans")
    GuidePageFactory(slug="un", themes=[theme])
    GuidePageFactory(slug="deux", themes=[ThemeFactory()])
    house.look()
    with_theme = '{ page(path: "/ressources/%s") { themes { name } } }'
    house.get(with_theme % "un")
    house.get(with_theme % "deux")
    theme.name_fr = "Les écrans"
    theme.save()

    assert house.look() == 1
    assert house.get(with_theme % "un").data == {"page": {"themes": [{"name": "Les écrans"}]}}
    assert house.get(with_theme % "deux").was_kept is True


def test_an_image_that_is_hidden_leaves_the_answer(house: House) -> None:
    image = ImageFactory()
    GuidePageFactory(slug="un", cover_image=image)
    house.look()
    query = '{ page(path: "/ressources/un") { coverImage { altText } } }'
    assert house.get(query).data["page"]["coverImage"] is not None
    image.collection = private_collection()
    image.save()
    house.look()

    assert house.get(query).data == {"page": {"coverImage": None}}


def test_a_link_in_a_text_follows_the_page_it_leads_to(house: House) -> None:
    target = StandardPageFactory(slug="cible", title_fr="Cible")
    GuidePageFactory(slug="un", steps_fr=stream(("paragraph", link("page", target.pk, "là"))))
    house.look()
    query = '{ page(path: "/ressources/un") { bodyHtml } }'
    before = house.get(query).data["page"]["bodyHtml"]
    target.slug = "autre-cible"
    target.save()
    house.look()
    moved = house.get(query).data["page"]["bodyHtml"]
    target.unpublish()
    house.look()
    gone = house.get(query).data["page"]["bodyHtml"]

    assert ('href="/cible"' in before, 'href="/autre-cible"' in moved, "href" in gone) == (True, True, False)


def test_a_search_is_asked_again_once_the_index_has_followed(
    house: House, tmp_path: object, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle_everything(monkeypatch)
    settings.SEARCH_INDEX_DIR = tmp_path  # type: ignore[attr-defined]
    GuidePageFactory(title_fr="Premiers écrans", slug="un")
    indexing.ensure_index()
    house.look()
    query = '{ search(query: "écrans") { totalCount } }'
    assert house.get(query).data == {"search": {"totalCount": 1}}
    GuidePageFactory(title_fr="Écrans encore", slug="deux")
    house.look()
    # The index knows nothing of it yet; neither does the answer.
    assert house.get(query).data == {"search": {"totalCount": 1}}
    assert house.get(query).was_kept is True
    indexing.follow_once()
    house.look()

    assert house.get(query).data == {"search": {"totalCount": 2}}


def test_a_search_without_an_index_is_never_kept(house: House, tmp_path: object, settings: object) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path  # type: ignore[attr-defined]
    reply = house.get('{ search(query: "a") { totalCount } }')

    assert [error["extensions"]["code"] for error in reply.json["errors"]] == ["SEARCH_UNAVAILABLE"]
    assert (reply.headers["Cache-Control"], len(house.store)) == ("no-store", 0)


PASSING = ['{ search(query: "ecra") { totalCount } }', '{ suggestions(query: "ecra") { text } }']


@pytest.mark.parametrize("query", PASSING)
def test_what_a_standby_answers_is_never_kept(house: House, query: str, tmp_path: Path, settings: Any) -> None:
    settings.SEARCH_ENGINE, settings.SEARCH_URL = "elasticsearch", (f"http://127.0.0.1:{free_port()}",)
    settings.SEARCH_INDEX_DIR, settings.SEARCH_STANDBY = tmp_path, True
    indexing.ensure_index(index=STANDBY)

    assert [house.get(query).was_kept for _ in range(2)] == [False, False]


@pytest.mark.parametrize("query", PASSING)
def test_what_is_answered_before_the_words_are_known_is_never_kept(house: House, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("queries", "completions"):
        monkeypatch.setattr(f"search.{module}.known_words", lambda *_index: KnownWords(None, is_current=False))
    indexing.ensure_index()

    assert [house.get(query).was_kept for _ in range(2)] == [False, False]


def test_an_organisation_answers_for_the_licence_of_its_pages(house: House) -> None:
    organisation = OrganisationFactory(default_licence="none")
    GuidePageFactory(slug="un", organisation=organisation)
    house.look()
    query = '{ page(path: "/ressources/un") { licence } }'
    before = house.get(query).data["page"]["licence"]
    organisation.default_licence = "full"
    organisation.save()
    house.look()

    assert (before, house.get(query).data["page"]["licence"]) == ("NONE", "FULL")


def test_at_eleven_in_the_evening_the_3018_closes_and_another_line_stays_open(house: House, clock: Clock) -> None:
    paris = ZoneInfo("Europe/Paris")
    clock.now = dt.datetime(2026, 11, 28, 22, 59, 50, tzinfo=paris)
    HelplineFactory(code="3018", name_fr="3018", number_short="3018", order=1)
    night = HelplineFactory(code="119", name_fr="119", number_short="119", order=2)
    for hours in night.hours.all():
        hours.opens, hours.closes = dt.time(0), dt.time(0)
        hours.save()
    night.save()
    house.look()
    query = "{ helplines { name isOpen nextOpening } }"
    warmed = house.get(query)
    clock.now += dt.timedelta(seconds=5)
    house.look()
    again = house.get(query)
    clock.now += dt.timedelta(seconds=10)
    house.look()
    after = house.get(query)

    assert warmed.data["helplines"] == [
        {"name": "3018", "isOpen": True, "nextOpening": None},
        {"name": "119", "isOpen": True, "nextOpening": None},
    ]
    assert warmed.headers["Cache-Control"] == "public, max-age=10, s-maxage=10, stale-while-revalidate=0"
    assert (again.was_kept, again.headers["Cache-Control"]) == (True, "public, max-age=5, s-maxage=5, stale-while-revalidate=0")
    assert after.was_kept is False
    assert after.data["helplines"] == [
        {"name": "3018", "isOpen": False, "nextOpening": "2026-11-29T08:00:00+00:00"},
        {"name": "119", "isOpen": True, "nextOpening": None},
    ]


def test_lines_asked_about_another_moment_hold_for_ever(house: House, clock: Clock) -> None:
    HelplineFactory(code="3018")
    house.look()
    query = '{ helplines(at: "2026-11-28T22:59:50+01:00") { isOpen } }'
    house.get(query)
    clock.now += dt.timedelta(days=300)
    house.look()

    reply = house.get(query)

    assert (reply.was_kept, reply.data) == (True, {"helplines": [{"isOpen": True}]})


def test_no_header_tells_of_what_is_hidden(house: House) -> None:
    hidden = StandardPageFactory(slug="secrete", title_fr="Secrète", live=False)
    GuidePageFactory(slug="un", steps_fr=stream(("paragraph", link("page", hidden.pk, "là"))))
    house.look()

    reply = house.get('{ page(path: "/ressources/un") { bodyHtml } }')

    names = reply.headers["Surrogate-Key"].split()
    # It is one of the names, and cannot be told from them.
    assert surrogate_key("page", hidden.pk) in names
    assert not any(str(hidden.pk) == name.rpartition("-")[2] for name in names)
    assert "secrete" not in str(reply.headers)


def test_a_saved_synonym_or_promoted_answer_changes_the_answers_of_searches_alone(house: House, tmp_path: Path, settings: Any) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path
    page = GuidePageFactory(title_fr="Le téléphone", slug="un")
    GuidePageFactory(title_fr="Le portable")
    indexing.ensure_index()
    house.look()
    search = '{ search(query: "portable") { totalCount promoted { title } } }'

    def told() -> tuple[int, int]:
        found = house.get(search).data["search"]
        house.get(_page("/ressources/un"))
        return found["totalCount"], len(found["promoted"])

    assert told() == (1, 0)
    group = SynonymGroupFactory()
    assert (house.look(), told()) == (1, (2, 0))
    answer = PromotedAnswerFactory(questions="portable", promoted=[page])
    assert (house.look(), told()) == (1, (2, 1))
    group.is_active = False
    group.save()
    answer.questions = "autre chose"
    answer.save()
    assert (house.look(), told()) == (1, (1, 0))
    assert house.get(_page("/ressources/un")).was_kept is True
