"""Guest links on the desk: made beside the preview link, revoked at once, listed for the team."""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from editorial.models import GuestLink
from pages.models import BasePage
from tests.editorial.conftest import Club, draft_of, save_draft
from tests.editorial.guest_links.guests import link_to, title, visit
from tests.factories import restrict
from tests.pages.admin.screens import soup

pytestmark = pytest.mark.django_db

LogIn = Callable[[Any], Client]

GUEST = {"kind": "guest", "guest": "Mme Martin, mairie de Lyon", "days": "7"}


def screen(page: BasePage) -> str:
    return reverse("editorial_preview_link", args=[page.pk])


def revoke(client: Client, link: GuestLink) -> Any:
    return client.post(reverse("editorial_guest_link_revoke", args=[link.pk]))


def rows(response: Any) -> list[list[str]]:
    return [[" ".join(cell.get_text(" ").split()) for cell in row.select("td")] for row in soup(response).select("table.listing tbody tr")]


def test_a_link_is_made_shown_once_and_opens_the_page(club: Club, browser: LogIn) -> None:
    page = draft_of(club.enfance, "À lire")
    client = browser(club.enfance.editor)
    made = client.post(screen(page), GUEST)
    address = made.context["guest_address"]
    assert soup(made).select_one("#preview-link")["value"] == address
    assert address.startswith("http")
    token = address.rstrip("/").rpartition("/")[2]
    assert title(visit(token)) == "À lire"
    link = GuestLink.objects.get()
    assert (link.guest, link.days, link.made_by, link.page_id) == ("Mme Martin, mairie de Lyon", 7, club.enfance.editor, page.pk)
    again = client.get(screen(page))
    assert (token in again.content.decode(), rows(again)[0][0]) == (False, "Mme Martin, mairie de Lyon")


@pytest.mark.parametrize("wrong", [{"days": "0"}, {"days": "15"}, {"days": ""}, {"guest": ""}, {"guest": "x" * 101}])
def test_a_form_filled_in_wrongly_makes_none(club: Club, browser: LogIn, wrong: dict[str, str]) -> None:
    answer = browser(club.enfance.editor).post(screen(draft_of(club.enfance)), {**GUEST, **wrong})
    assert (list(answer.context["form"].errors), GuestLink.objects.count()) == (list(wrong), 0)


def test_none_is_made_where_readers_would_get_nothing_or_by_others(club: Club, browser: LogIn) -> None:
    page = draft_of(club.enfance)
    assert browser(club.unaf.publisher).post(screen(page), GUEST)["Location"] == reverse("wagtailadmin_home")
    restrict(page)
    assert "guest_address" not in browser(club.enfance.editor).post(screen(page), GUEST).context
    assert GuestLink.objects.count() == 0


def test_an_edition_says_whether_its_pages_open(club: Club, browser: LogIn) -> None:
    edition = save_draft(club.edition, club.coordination.publisher)
    client = browser(club.coordination.publisher)
    assert "with_contents" in client.get(screen(edition)).context["form"].fields
    client.post(screen(edition), {**GUEST, "with_contents": "on"})
    client.post(screen(edition), GUEST)
    assert list(GuestLink.objects.order_by("pk").values_list("with_contents", flat=True)) == [True, False]
    assert "with_contents" not in browser(club.enfance.editor).get(screen(draft_of(club.enfance))).context["form"].fields


def test_it_is_revoked_at_once_by_anybody_of_the_team(club: Club, browser: LogIn) -> None:
    page = draft_of(club.enfance)
    link, token = link_to(page, club.enfance.editor)
    assert visit(token).status_code == 200
    for stranger in (club.unaf.publisher, club.coordination.publisher):
        assert revoke(browser(stranger), link)["Location"] == reverse("wagtailadmin_home")
    assert Client().get(reverse("editorial_guest_link_revoke", args=[link.pk])).status_code in (302, 405)
    assert visit(token).status_code == 200
    assert revoke(browser(club.enfance.publisher), link)["Location"] == screen(page)
    assert visit(token).status_code == 404
    link.refresh_from_db()
    first = link.revoked_at
    revoke(browser(club.enfance.publisher), link)
    link.refresh_from_db()
    assert link.revoked_at == first
    assert rows(browser(club.enfance.editor).get(screen(page)))[0][1].startswith("Révoqué")


def test_no_other_website_makes_or_revokes_one(club: Club) -> None:
    link, token = link_to(draft_of(club.enfance), club.enfance.editor)
    client = Client(enforce_csrf_checks=True)
    client.force_login(club.enfance.editor)
    assert (revoke(client, link).status_code, client.post(screen(link.page), GUEST).status_code) == (403, 403)
    assert (visit(token).status_code, GuestLink.objects.count()) == (200, 1)


def test_the_report_shows_each_team_its_own(club: Club, browser: LogIn) -> None:
    ours, token = link_to(draft_of(club.enfance, "La nôtre"), club.enfance.editor, guest="M. Petit")
    link_to(draft_of(club.unaf, "La leur"), club.unaf.editor, guest="Mme Grand")
    visit(token)
    address = reverse("editorial_guest_links")
    listed = rows(browser(club.enfance.publisher).get(address))
    assert [row[:3] + row[4:6] for row in listed] == [["M. Petit", "La nôtre", "Actif", club.enfance.editor.username, "1"]]
    assert [row[0] for row in rows(browser(club.unaf.editor).get(address))] == ["Mme Grand"]
    assert rows(browser(club.coordination.publisher).get(address)) == []
    revoke(browser(club.enfance.editor), ours)
    client = browser(club.enfance.editor)
    assert [len(rows(client.get(address, {"state": state}))) for state in ("open", "over", "revoked")] == [0, 0, 1]
    assert Client().get(address)["Location"].startswith(reverse("wagtailadmin_login"))


def test_the_export_holds_no_formula_that_somebody_typed(club: Club, browser: LogIn) -> None:
    link_to(draft_of(club.enfance, "La nôtre"), club.enfance.editor, guest="=1+1")
    answer = browser(club.enfance.editor).get(reverse("editorial_guest_links"), {"export": "csv"})
    [_headings, row] = csv.reader(b"".join(answer).decode().splitlines())
    assert row[:3] == ["'=1+1", "La nôtre", "Actif"]
