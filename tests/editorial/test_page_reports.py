"""What readers say, on the desk: each team its own pages', ticked off several at once, exported, and a line on the home page."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pages.models import BasePage, PageReport, PageVotes
from tests.editorial.conftest import Club, live_page_of, translator
from tests.factories import StandardPageFactory
from tests.pages.admin.screens import soup

pytestmark = pytest.mark.django_db

REPORTS = "/admin/desk/page-reports/"
VOTES = "/admin/desk/page-reports/votes/"
HANDLE = "/admin/desk/page-reports/handle/"
NOON = dt.datetime(2026, 11, 5, 11, tzinfo=dt.UTC)

Browser = Callable[[Any], Client]


def said(page: BasePage, message: str = "", kind: str = "error", **fields: Any) -> PageReport:
    return PageReport.objects.create(**{"page": page, "language": "fr", "kind": kind, "message": message, "made_at": NOON, **fields})


def lines(screen: Any) -> list[list[str]]:
    return [[" ".join(cell.get_text().split()) for cell in row.select("td")] for row in soup(screen).select("table.listing tbody tr")]


def states() -> list[tuple[str, str, Any]]:
    return list(PageReport.objects.order_by("pk").values_list("message", "state", "handled_by"))


@pytest.fixture
def reports(club: Club) -> list[PageReport]:
    """Three on a page of e-Enfance, one on a page of UNAF, one on the home page."""
    enfance, unaf = live_page_of(club.enfance, "Page d’e-Enfance"), live_page_of(club.unaf, "Page de l’UNAF")
    return [
        said(enfance, "La première", made_at=NOON),
        said(enfance, "<b>La deuxième</b>", language="en", kind="outdated", times=3, made_at=NOON + dt.timedelta(days=1)),
        said(enfance, kind="broken", state="done", made_at=NOON + dt.timedelta(days=3), handled_at=NOON, handled_by=club.enfance.editor),
        said(unaf, "De l’UNAF", made_at=NOON + dt.timedelta(days=2)),
        said(club.home, "De l’accueil", kind="not-helped", made_at=NOON - dt.timedelta(days=1)),
    ]


def test_what_waits_comes_first_and_then_the_newest(reports: list[PageReport], club: Club, browser: Browser) -> None:
    def named(title: str) -> str:
        return f"{title} Voir la page publique : {title} (nouvel onglet)"

    enfance, unaf, home = named("Page d’e-Enfance"), named("Page de l’UNAF"), named("Accueil")
    assert lines(browser(club.coordination.publisher).get(REPORTS)) == [
        ["", "Il y a une erreur · Français De l’UNAF", unaf, "07/11/2026", "À lire"],
        ["", "Quelque chose n’est plus à jour · Anglais · dit 3 fois <b>La deuxième</b>", enfance, "06/11/2026", "À lire"],
        ["", "Il y a une erreur · Français La première", enfance, "05/11/2026", "À lire"],
        ["", "La page n’a pas été utile · Français De l’accueil", home, "04/11/2026", "À lire"],
        [
            *("", "Un lien, une vidéo ou un fichier ne marche pas · Français", enfance, "08/11/2026"),
            "Traité redaction.e-enfance, 05/11/2026",
        ],
    ]


def test_a_team_is_shown_what_is_said_of_its_own_pages(reports: list[PageReport], club: Club, browser: Browser) -> None:
    assert [row[1].split()[-1] for row in lines(browser(club.enfance.editor).get(REPORTS))] == ["deuxième</b>", "première", "Français"]
    assert [row[1].split()[-1] for row in lines(browser(club.unaf.publisher).get(REPORTS))] == ["l’UNAF"]


def test_a_page_of_an_association_elsewhere_is_its_own_too(club: Club, browser: Browser) -> None:
    page = StandardPageFactory(slug="ailleurs", organisation=club.enfance.organisation)
    said(page, "Ailleurs")
    screen = browser(club.enfance.editor).get(REPORTS)
    assert len(lines(screen)) == 1
    links = [link["href"] for link in soup(screen).select("table.listing td a")]
    # The form of the page is the coordination's.
    assert links == [f"{settings.SITE_URL}/fr/ailleurs"]
    coordination = soup(browser(club.coordination.publisher).get(REPORTS))
    assert [link["href"] for link in coordination.select("table.listing td a")] == [
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        f"{settings.SITE_URL}/fr/ailleurs",
    ]
    assert lines(browser(club.unaf.editor).get(REPORTS)) == []


def test_the_public_page_is_that_of_the_language_and_a_page_taken_down_has_none(club: Club, browser: Browser) -> None:
    page = StandardPageFactory(slug="une-page", address_en="a-page", ready=["en"])
    said(page, language="en")
    client = browser(club.coordination.publisher)
    assert soup(client.get(REPORTS)).select("table.listing td p a")[0]["href"] == f"{settings.SITE_URL}/en/a-page"
    page.unpublish()
    assert soup(client.get(REPORTS)).select("table.listing td p a") == []


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({"state": "done"}, ["Français"]),
        ({"language": "en"}, ["deuxième</b>"]),
        ({"kind": ["error", "not-helped"]}, ["l’UNAF", "première", "l’accueil"]),
        ({"organisation": "null"}, ["l’accueil"]),
        ({"state": "done", "language": "en"}, []),
    ],
)
def test_it_is_filtered(reports: list[PageReport], club: Club, browser: Browser, asked: dict[str, Any], kept: list[str]) -> None:
    client = browser(club.coordination.publisher)
    assert [row[1].split()[-1] for row in lines(client.get(REPORTS, asked))] == kept
    assert [row[1].split()[-1] for row in lines(client.get(f"{REPORTS}results/", asked))] == kept


def test_it_is_filtered_by_association(reports: list[PageReport], club: Club, browser: Browser) -> None:
    assert club.unaf.organisation is not None
    screen = browser(club.coordination.publisher).get(REPORTS, {"organisation": club.unaf.organisation.pk})
    assert [row[1].split()[-1] for row in lines(screen)] == ["l’UNAF"]


def test_several_are_ticked_off_at_once_and_taken_back(reports: list[PageReport], club: Club, browser: Browser) -> None:
    first, second, done, *_others = reports
    editor = club.enfance.editor
    back = f"{REPORTS}?state=new"
    answer = browser(editor).post(HANDLE, {"action": "done", "report": [first.pk, second.pk, done.pk], "next": back}, follow=True)
    assert answer.redirect_chain == [(back, 302)]
    assert "2 retours sont traités." in answer.content.decode()
    assert states()[:3] == [("La première", "done", editor.pk), ("<b>La deuxième</b>", "done", editor.pk), ("", "done", editor.pk)]
    assert states()[3:] == [("De l’UNAF", "new", None), ("De l’accueil", "new", None)]
    assert PageReport.objects.get(pk=first.pk).handled_at is not None
    assert PageReport.objects.get(pk=done.pk).handled_at == NOON

    browser(editor).post(HANDLE, {"action": "again", "report": [first.pk]})
    assert states()[0] == ("La première", "new", None)
    assert PageReport.objects.get(pk=first.pk).handled_at is None


def test_nobody_ticks_off_what_is_said_of_others_pages(reports: list[PageReport], club: Club, browser: Browser) -> None:
    before = states()
    for action in ("done", "again", "delete"):
        browser(club.unaf.publisher).post(
            HANDLE, {"action": action, "confirmed": "yes", "report": [reports[0].pk, reports[2].pk, reports[4].pk, "x", "9" * 30]}
        )
    assert states() == before


def test_deleting_asks_once_more(reports: list[PageReport], club: Club, browser: Browser) -> None:
    client = browser(club.enfance.editor)
    chosen = {"action": "delete", "report": [reports[0].pk, reports[1].pk, reports[3].pk], "next": f"{REPORTS}?language=fr"}
    screen = client.post(HANDLE, chosen)
    assert (screen.status_code, PageReport.objects.count()) == (200, 5)
    form = soup(screen).select_one(f"form[action='{HANDLE}']")
    assert form is not None
    assert [" ".join(item.get_text().split()) for item in form.select("li")] == [
        "Quelque chose n’est plus à jour : <b>La deuxième</b>",
        "Il y a une erreur : La première",
    ]
    sent = {"action": "delete", "confirmed": "yes", "report": [field["value"] for field in form.select("[name=report]")]}
    answer = client.post(HANDLE, {**sent, "next": form.select_one("[name=next]")["value"]}, follow=True)  # type: ignore[index]
    assert answer.redirect_chain == [(f"{REPORTS}?language=fr", 302)]
    assert "2 retours sont supprimés." in answer.content.decode()
    assert [message for message, _state, _by in states()] == ["", "De l’UNAF", "De l’accueil"]


@pytest.mark.parametrize(("sent", "status"), [({"action": "done"}, 302), ({"action": "publish", "report": ["1"]}, 400), ({}, 400)])
def test_nothing_happens_where_nothing_is_ticked_or_nothing_known_is_asked(
    reports: list[PageReport], club: Club, browser: Browser, sent: dict[str, Any], status: int
) -> None:
    before = states()
    client = browser(club.coordination.publisher)
    answer = client.post(HANDLE, {**sent, "next": "https://ailleurs.invalid/"})
    assert answer.status_code == status
    if status == 302:
        assert answer["Location"] == REPORTS
        assert "Cochez d’abord au moins un retour." in client.get(REPORTS).content.decode()
    assert client.get(HANDLE).status_code == 405
    assert states() == before


def test_it_is_exported_and_no_spreadsheet_runs_what_a_stranger_typed(club: Club, browser: Browser) -> None:
    page = live_page_of(club.enfance, "Page")
    words = '=HYPERLINK("https://exemple.invalid")'
    said(page, words, times=2)
    client = browser(club.enfance.publisher)
    csv = b"".join(client.get(REPORTS, {"export": "csv"}).streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    told = words.replace('"', '""')
    public, form = f"{settings.SITE_URL}/fr/e-enfance/{page.slug}", f"{settings.WAGTAILADMIN_BASE_URL}/admin/pages/{page.pk}/edit/"
    assert csv == [
        "Genre,Message,Nombre de fois,Page,Association,Langue,Reçu le,État,Traité par,Traité le,Page publique,Formulaire",
        f'Il y a une erreur,"\'{told}",2,Page,e-Enfance,Français,2026-11-05 12:00:00,À lire,,,{public},{form}',
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(client.get(REPORTS, {"export": "xlsx"}).streaming_content))).active  # type: ignore[attr-defined]
    cell = sheet["B2"]
    assert (cell.value, cell.data_type) == (words, "s")


@pytest.mark.parametrize("others", [0, 19])
def test_the_list_takes_as_many_statements_for_one_as_for_twenty(club: Club, browser: Browser, others: int) -> None:
    said(live_page_of(club.enfance, "Page"), "Faux", handled_by=club.enfance.editor, handled_at=NOON)
    for number in range(others):
        page = StandardPageFactory(parent=club.enfance.space, slug=f"page-{number}", organisation=club.enfance.organisation)
        said(page, str(number), language="en", handled_by=club.enfance.publisher, handled_at=NOON)
    client = browser(club.enfance.publisher)
    client.get(f"{REPORTS}results/")
    with CaptureQueriesContext(connection) as captured:
        assert len(lines(client.get(f"{REPORTS}results/"))) == 1 + others
    assert len(captured.captured_queries) == 15, "\n".join(query["sql"] for query in captured.captured_queries)


# --- Votes ---


@pytest.fixture
def votes(club: Club) -> list[BasePage]:
    enfance, unaf = live_page_of(club.enfance, "Page d’e-Enfance"), live_page_of(club.unaf, "Page de l’UNAF")
    for page, language, day, helped, not_helped in [
        (enfance, "fr", 5, 7, 1),
        (enfance, "fr", 6, 1, 0),
        (enfance, "en", 6, 0, 3),
        (unaf, "fr", 5, 2, 5),
    ]:
        PageVotes.objects.create(page=page, language=language, day=dt.date(2026, 11, day), helped=helped, not_helped=not_helped)
    return [enfance, unaf]


def told(screen: Any) -> list[list[str]]:
    return [[row[0].partition(" Voir")[0], *row[1:]] for row in lines(screen)]


def test_votes_are_summed_for_each_page(votes: list[BasePage], club: Club, browser: Browser) -> None:
    client = browser(club.coordination.publisher)
    unaf, enfance = ["Page de l’UNAF", "UNAF", "2", "5", "29"], ["Page d’e-Enfance", "e-Enfance", "8", "4", "67"]
    assert told(client.get(VOTES)) == [unaf, enfance]
    assert told(client.get(VOTES, {"ordering": "-did"})) == [enfance, unaf]
    assert told(client.get(VOTES, {"language": "en"})) == [["Page d’e-Enfance", "e-Enfance", "0", "3", "0"]]
    assert told(client.get(VOTES, {"day_from": "2026-11-06"})) == [["Page d’e-Enfance", "e-Enfance", "1", "3", "25"]]
    assert told(browser(club.enfance.editor).get(VOTES)) == [enfance]
    shown = browser(club.unaf.editor).get(f"{VOTES}results/")
    assert told(shown) == [unaf]
    # However many votes there are of it.
    assert shown.context["paginator"].items_count_label == "1 page"


def test_votes_are_exported(votes: list[BasePage], club: Club, browser: Browser) -> None:
    answer = browser(club.unaf.editor).get(VOTES, {"export": "csv"})
    assert b"".join(answer.streaming_content).decode().splitlines() == [  # type: ignore[attr-defined]
        "Page,Association,Utile,Pas utile,Utile (%),Page publique",
        f"Page de l’UNAF,UNAF,2,5,29,{settings.SITE_URL}/fr/unaf/{votes[1].slug}",
    ]


# --- Who, and the line on the home page ---


def test_they_are_for_those_who_write(reports: list[PageReport], club: Club, browser: Browser) -> None:
    home = reverse("wagtailadmin_home")
    stranger = browser(translator("traductrice", club.unaf.space))
    for address in (REPORTS, VOTES):
        assert browser(club.unaf.editor).get(address).status_code == 200
        answer = stranger.get(address)
        assert (answer.status_code, answer["Location"]) == (302, home)
        assert Client().get(address).status_code == 302
    before = states()
    assert stranger.post(HANDLE, {"action": "done", "report": [reports[3].pk]}).status_code == 302
    assert states() == before
    assert REPORTS in browser(club.unaf.editor).get(home).content.decode()
    assert REPORTS not in stranger.get(home).content.decode()


def test_the_home_page_says_how_many_wait(reports: list[PageReport], club: Club, browser: Browser) -> None:
    def line(user: Any) -> list[tuple[str, str]]:
        panel = soup(browser(user).get(reverse("wagtailadmin_home"))).select("#page-reports-content a")
        return [(" ".join(link.get_text().split()), str(link["href"])) for link in panel]

    address = f"{REPORTS}?state=new"
    assert line(club.enfance.editor) == [("2 retours à lire", address)]
    assert line(club.unaf.publisher) == [("1 retour à lire", address)]
    assert line(club.coordination.publisher) == [("4 retours à lire", address)]
    PageReport.objects.update(state="done")
    assert line(club.enfance.editor) == []
