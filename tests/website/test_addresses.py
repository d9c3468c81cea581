"""Where things are on the site: what it answers itself, no page of the catalogue can take."""

from __future__ import annotations

from django.conf import settings

from website.urls import urlpatterns

LANGUAGE = "<language:language>/"


def test_the_words_right_below_the_start_are_those_that_no_page_may_have() -> None:
    routes = [str(pattern.pattern).removeprefix(LANGUAGE) for pattern in urlpatterns if str(pattern.pattern).startswith(LANGUAGE)]
    words = {word for route in routes if (word := route.split("/")[0]) and "<" not in word and "." not in word}
    assert words == set(settings.RESERVED_ADDRESSES)
