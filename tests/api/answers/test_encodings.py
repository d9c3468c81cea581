"""Bodies compressed once, for the browsers that take them so."""

from __future__ import annotations

import gzip

import pytest

from api.answers.encodings import WORTH_IT, takes_gzip, zipped


@pytest.mark.parametrize(
    ("accept_encoding", "takes"),
    [
        ("gzip", True),
        ("gzip, deflate, br, zstd", True),
        ("br;q=1.0, GZIP;q=0.8, *;q=0.1", True),
        ("*", True),
        ("*;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip;q=0.000, *", False),
        ("br", False),
        ("identity", False),
        ("x-gzip-like", False),
        ("", False),
        (None, False),
    ],
)
def test_who_takes_gzip(accept_encoding: str | None, takes: bool) -> None:
    assert takes_gzip(accept_encoding) is takes


def test_texts_are_compressed_and_always_to_the_same_bytes() -> None:
    page = b"<p>une page</p>" * 100

    assert gzip.decompress(zipped(page, "text/html; charset=utf-8")) == page
    assert zipped(page, "text/html") == zipped(page, "TEXT/HTML")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"a" * (WORTH_IT - 1), "text/html"),
        (b"a" * WORTH_IT, "image/png"),
        (b"a" * WORTH_IT, ""),
        (gzip.compress(bytes(range(256)) * 8)[:WORTH_IT] * 1, "text/plain"),
    ],
)
def test_what_is_small_or_no_text_stays_as_it_is(body: bytes, content_type: str) -> None:
    assert zipped(body, content_type) == b""
