"""Where things are on the site: what it answers itself, no page of the catalogue can take."""

from __future__ import annotations

from threading import Thread

import pytest
from django.conf import settings

from website.addresses import leading, page_address
from website.languages import language_called, source
from website.presenting.html import placed
from website.urls import urlpatterns

LANGUAGE = "<language:language>/"


def test_the_words_right_below_the_start_are_those_that_no_page_may_have() -> None:
    routes = [str(pattern.pattern).removeprefix(LANGUAGE) for pattern in urlpatterns if str(pattern.pattern).startswith(LANGUAGE)]
    words = {word for route in routes if (word := route.split("/")[0]) and "<" not in word and "." not in word}
    assert words == set(settings.RESERVED_ADDRESSES)


def test_links_to_pages_lead_elsewhere_inside_and_nowhere_else() -> None:
    french, arabic = source(), language_called("ar")
    assert arabic is not None

    def addresses() -> list[str]:
        return [
            page_address(french, "/a é"),
            page_address(arabic, "/a é"),
            page_address(french, "/b"),
            str(placed('<a href="/b#c">', french)),
        ]

    usual = ["/fr/a%20%C3%A9", "/ar/a%20%C3%A9", "/fr/b", '<a href="/fr/b#c">']
    elsewhere: list[str] = []
    with leading(lambda code, path: {"fr/b": "/preview/x/"}.get(f"{code}{path}")):
        assert addresses() == [*usual[:2], "/preview/x/", '<a href="/preview/x/#c">']
        with leading(None):
            assert addresses() == usual
        other = Thread(target=lambda: elsewhere.extend(addresses()))
        other.start()
        other.join()
        assert elsewhere == usual
    assert addresses() == usual
    with pytest.raises(ZeroDivisionError), leading(lambda _code, _path: "/preview/x/"):
        raise ZeroDivisionError
    assert addresses() == usual
