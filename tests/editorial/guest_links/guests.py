"""Guests at work: a link made by somebody, opened in a browser that knows nobody."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client

from api.preview import knocking
from editorial.guest_links.making import make
from editorial.models import GuestLink
from pages.models import BasePage


def link_to(page: BasePage, maker: Any, **facts: Any) -> tuple[GuestLink, str]:
    """A link as its maker got it: the record, and the token."""
    link = GuestLink(page=BasePage.objects.get(pk=page.pk), guest=facts.pop("guest", "Mme Martin, mairie de Lyon"), **facts)
    return link, make(link, maker)


def visit(token: str, *more: str) -> Any:
    """What a guest's browser gets. Everybody here comes from one address, which may knock as often as a test likes."""
    knocking.KNOCKS.__init__(burst=60, per_second=1)  # type: ignore[misc]
    return Client().get("/preview/" + "/".join([token, *more]) + "/")


def title(response: Any) -> str:
    """The title of the page a guest was shown."""
    assert response.status_code == 200
    heading = BeautifulSoup(response.content, "html.parser").main.h1
    return heading.text if heading else ""


def contents(response: Any) -> list[str]:
    """The titles of the pages an edition lists for a guest."""
    listed = BeautifulSoup(response.content, "html.parser").select("[aria-labelledby^=contents-] .card-title a")
    return [found.text for found in listed]
