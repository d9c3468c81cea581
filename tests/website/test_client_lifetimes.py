"""How long an answer may be kept, read as RFC 9111 says a shared cache reads it."""

from __future__ import annotations

import pytest

from website.client.lifetimes import Lifetime, lifetime_of


@pytest.mark.parametrize(
    ("headers", "lifetime"),
    [
        ({"cache-control": "public, max-age=10, s-maxage=60, stale-while-revalidate=30"}, Lifetime(True, fresh=60, stale=30)),
        ({"cache-control": "public, max-age=10"}, Lifetime(True, fresh=10)),
        ({"cache-control": "Public,S-MaxAge=5 , max-age=9"}, Lifetime(True, fresh=5)),
        ({"cache-control": "public, s-maxage=60", "age": "45"}, Lifetime(True, fresh=15)),
        ({"cache-control": "public, s-maxage=60", "age": "61"}, Lifetime(True, fresh=0)),
        ({"cache-control": "public, s-maxage=60", "age": "x"}, Lifetime(True, fresh=60)),
        ({"cache-control": "public, no-cache, s-maxage=60"}, Lifetime(True)),
        ({"cache-control": "public, s-maxage=-1"}, Lifetime(True)),
        ({"cache-control": "public, no-store"}, Lifetime(False)),
        ({"cache-control": "private, no-store"}, Lifetime(False, is_private=True)),
        ({"cache-control": "public, private"}, Lifetime(False, is_private=True)),
        ({"cache-control": "max-age=60"}, Lifetime(False)),
        ({}, Lifetime(False)),
    ],
)
def test_what_an_answers_headers_allow(headers: dict[str, str], lifetime: Lifetime) -> None:
    assert lifetime_of(headers) == lifetime
