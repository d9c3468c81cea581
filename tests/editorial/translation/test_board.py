"""The board of translations: pages by languages, within everybody's reach, sorted, filtered, exported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from editorial.models import LanguageState
from editorial.translation import board, standing
from pages.models import BasePage, EditionContent, StandardPage
from tests.editorial.conftest import Club, draft_of, fresh, live_page_of, save_draft, translator
from tests.editorial.translation.bilingual import bilingual_page
from tests.editorial.translation.content import paragraph
from tests.factories import ThemeFactory
from tests.pages.admin.screens import soup

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/desk/translation/"
HEADINGS = (
    "Page,Type,Association,Responsable,English : état,English : part faite (%),English : à traduire,English : à mettre à jour,"
    "English : à relire,English : publique,English : jours d’attente,À faire depuis"
)


@pytest.fixture
def page(club: Club) -> StandardPage:
    """A public page in French and English, whose French has changed since."""
    made = bilingual_page(club.enfance, [paragraph("a", "Un")], [paragraph("a", "One")])
    return save_draft(made, club.enfance.editor, title_fr="Le bon sommeil")


def lines(client: Client, **asked: Any) -> list[list[str]]:
    """The rows of the board, cell by cell."""
    rows = soup(client.get(ADDRESS, asked)).select("table.listing tbody tr")
    return [[" ".join(text.split()) for cell in row.select("td") for text in _texts_of(cell)] for row in rows]


def _texts_of(cell: Any) -> list[str]:
    """What a cell says; of the page's, its title apart from what stands below."""
    title = cell.select_one(".title-wrapper")
    return [title.get_text(" "), cell.select_one(".translation-state__more").get_text(" ")] if title else [cell.get_text(" ")]


def titles(client: Client, **asked: Any) -> list[str]:
    return [row[0] for row in lines(client, **asked)]


def test_a_page_stands_in_each_language_in_words(page: StandardPage, club: Club, browser: Callable[[Any], Client]) -> None:
    LanguageState.objects.filter(page=page, language="ar").update(to_do_since=timezone.now() - dt.timedelta(days=12, hours=1))
    row = next(row for row in lines(browser(club.enfance.editor)) if row[0] == "Le bon sommeil")
    assert row[1:4] == [
        "Page simple · e-Enfance",
        "1 à mettre à jour 66 % fait Publique",
        "3 à traduire 0 % fait Pas publique · attend depuis 12 jours",
    ]


def test_readers_who_have_something_out_of_date_are_told_of(page: StandardPage, club: Club, browser: Callable[[Any], Client]) -> None:
    fresh(page).latest_revision.publish(user=club.enfance.publisher)
    row = next(row for row in lines(browser(club.enfance.editor), language="en", state="readers"))
    assert row[2] == "1 à mettre à jour 66 % fait Publique Le public lit 1 texte à reprendre"


def test_one_click_leads_to_the_first_text_that_waits(page: StandardPage, club: Club, browser: Callable[[Any], Client]) -> None:
    ben = browser(translator("ben", club.enfance.space))
    screen = soup(ben.get(ADDRESS))
    link = screen.find("a", string="1 à mettre à jour")
    assert link is not None
    assert ben.get(str(link["href"]))["Location"] == f"/admin/desk/translation/{page.pk}/en/#title"
    # Arabic is not this translator's.
    assert [each["href"] for each in screen.select(f'a[href*="/first/{page.pk}/"]')] == [f"{ADDRESS}first/{page.pk}/en/"]
    assert ben.get(f"{ADDRESS}first/{page.pk}/ar/").status_code == 302
    assert ben.get(f"{ADDRESS}first/{page.pk}/ar/")["Location"] == "/admin/"
    save_draft(page, club.enfance.editor, title_fr="Le sommeil")
    assert ben.get(f"{ADDRESS}first/{page.pk}/en/")["Location"] == f"/admin/desk/translation/{page.pk}/en/"


def test_everybody_sees_the_pages_of_their_places_and_the_coordination_what_is_public(
    page: StandardPage, club: Club, browser: Callable[[Any], Client], django_user_model: Any
) -> None:
    live_page_of(club.unaf, "Les écrans")
    draft_of(club.unaf, "Pas encore")
    assert {"Le bon sommeil", "e-Enfance"} == set(titles(browser(club.enfance.editor)))
    assert {"Le bon sommeil", "e-Enfance"} == set(titles(browser(translator("ben", club.enfance.space))))
    assert {"Les écrans", "Pas encore", "UNAF"} == set(titles(browser(club.unaf.publisher)))
    seen = set(titles(browser(club.coordination.publisher)))
    assert {"Accueil", "Édition", "Le sommeil", "Les écrans"} <= seen
    assert not {"Le bon sommeil", "Pas encore"} & seen
    reader = django_user_model.objects.create_user("lecteur", "lecteur@exemple.invalid", "un mot de passe de test")
    assert (browser(reader).get(ADDRESS).status_code, Client().get(ADDRESS).status_code) == (302, 302)


def test_filters(page: StandardPage, club: Club, browser: Callable[[Any], Client]) -> None:
    theme = ThemeFactory()
    other = live_page_of(club.enfance, "Les jeux", themes=[theme], owner=club.enfance.editor)
    EditionContent.objects.create(edition=club.edition, page=other)
    client = browser(club.enfance.editor)
    assert titles(client, language="en", state="stale") == ["Le bon sommeil"]
    assert titles(client, language="ar", state="stale") == []
    assert titles(client, state="done") == []
    assert titles(client, themes=theme.pk) == ["Les jeux"]
    assert set(titles(client, mine="mine")) == {"e-Enfance", "Le bon sommeil", "Les jeux"}
    assert set(titles(client, organisation=page.organisation_id)) == {"e-Enfance", "Le bon sommeil", "Les jeux"}
    assert set(titles(client, content_type=page.content_type_id)) == {"Le bon sommeil", "Les jeux"}
    # The edition is the coordination's: its contents are no filter for others until it is theirs to see.
    assert titles(browser(club.coordination.publisher), edition=club.edition.pk) != []
    assert len(lines(client, language="ar")[0]) == 4


def test_sorting(page: StandardPage, club: Club, browser: Callable[[Any], Client]) -> None:
    client = browser(club.enfance.editor)
    assert titles(client, ordering="share_en") == ["e-Enfance", "Le bon sommeil"]
    assert titles(client, ordering="-share_en") == ["Le bon sommeil", "e-Enfance"]
    assert titles(client, ordering="-title_fr") == ["e-Enfance", "Le bon sommeil"]
    LanguageState.objects.filter(page=page).update(to_do_since=timezone.now() - dt.timedelta(days=3))
    assert titles(client) == ["Le bon sommeil", "e-Enfance"]
    LanguageState.objects.filter(page=page).update(to_do_since=None)
    assert titles(client) == titles(client, ordering="-since") == ["e-Enfance", "Le bon sommeil"]


def test_it_is_exported_as_csv_and_xlsx_with_the_titles_its_reader_may_see(
    page: StandardPage, club: Club, browser: Callable[[Any], Client]
) -> None:
    asked = {"language": "en", "mine": "mine", "state": "stale"}
    answer = browser(club.enfance.editor).get(ADDRESS, {**asked, "export": "csv"})
    written = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    since = timezone.localdate().isoformat()
    assert written == [
        HEADINGS,
        f"Le bon sommeil,Page simple,e-Enfance,,1 à mettre à jour,66,0,1,0,oui,0,{since}",
    ]
    answer = browser(club.enfance.editor).get(ADDRESS, {**asked, "export": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active  # type: ignore[attr-defined]
    assert [cell.value for cell in sheet[2]][:5] == ["Le bon sommeil", "Page simple", "e-Enfance", None, "1 à mettre à jour"]
    everything = browser(club.coordination.publisher).get(ADDRESS, {"export": "csv"})
    text = b"".join(everything.streaming_content).decode()  # type: ignore[attr-defined]
    assert ("Le sommeil" in text, "Le bon sommeil" in text) == (True, False)


def test_it_asks_as_often_for_one_page_as_for_twenty(
    page: StandardPage, club: Club, browser: Callable[[Any], Client], django_assert_num_queries: Any
) -> None:
    client = browser(club.enfance.editor)
    client.get(ADDRESS)
    with django_assert_num_queries(21):
        assert len(lines(client)) == 2
    for number in range(20):
        live_page_of(club.enfance, f"Page {number}", owner=club.enfance.editor)
    with django_assert_num_queries(21):
        assert len(lines(client)) == 22


def test_the_words_of_a_state() -> None:
    state = LanguageState(parts=6, missing=3, stale=1, review=2)
    assert board.in_words(state) == "3 à traduire · 1 à mettre à jour · 2 à relire"
    assert (board.in_words(LanguageState(parts=0, missing=0, stale=0, review=0)), board.in_words(None)) == ("à jour", "pas encore connu")


# --- the table behind it ---------------------------------------------------------------------------------------------------------


def test_what_is_public_follows_a_withdrawal_a_restriction_of_languages_and_a_deletion(page: StandardPage, club: Club) -> None:
    state = LanguageState.objects.get(page=page, language="en")
    assert (state.is_served, state.public_to_do) == (True, 0)
    fresh(page).unpublish(user=club.enfance.publisher)
    state.refresh_from_db()
    assert (state.is_served, state.public_to_do, state.public_to_do_since) == (False, 0, None)
    fresh(page).get_latest_revision().publish(user=club.enfance.publisher)
    state.refresh_from_db()
    assert (state.is_served, state.public_to_do) == (True, 1)
    fresh(page).delete(user=club.enfance.publisher)
    assert not LanguageState.objects.filter(page_id=page.pk).exists()


def test_pages_written_in_bulk_come_to_the_board_at_set_up(page: StandardPage, club: Club) -> None:
    LanguageState.objects.all().delete()
    assert standing.refresh_lacking() == BasePage.objects.filter(depth__gt=1).count()
    assert standing.refresh_lacking() == 0


def home_of(client: Client) -> list[tuple[str, str]]:
    """What the home page of the admin says of translations, and where it leads."""
    found = soup(client.get("/admin/")).select("#translations-content li")
    return [(" ".join(row.get_text().split()), row.select_one("a")["href"]) for row in found]  # type: ignore[index]


def test_who_translates_finds_what_waits_in_their_language_on_the_home_page(
    page: StandardPage, club: Club, browser: Callable[[Any], Client]
) -> None:
    draft_of(club.unaf, "D’une autre association")
    amina = browser(translator("amina", club.enfance.space, "ar"))
    (row,) = home_of(amina)
    texts = sum(state.to_do for state in LanguageState.objects.filter(page__in=[page.pk, club.enfance.space.pk], language="ar"))  # type: ignore[union-attr]
    assert row == (f"العربيّة · {texts} phrases restantes · 2 pages", f"{ADDRESS}?language=ar&state=to_do")
    assert sorted(titles(amina, language="ar", state="to_do")) == ["Le bon sommeil", "e-Enfance"]
    assert [words.split(" · ")[0] for words, _link in home_of(browser(translator("ben", club.enfance.space, "en")))] == ["English"]
    for user in (club.enfance.editor, club.enfance.publisher, club.coordination.publisher):
        assert home_of(browser(user)) == []
    LanguageState.objects.filter(language="ar").update(missing=0, stale=0, review=0)
    assert home_of(amina) == []
