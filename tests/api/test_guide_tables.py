"""The tables of docs/api.md and graphql/README.md are in step with the code: every error code, every limit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from api.http import clients, cost, limits, request_body
from api.http.errors import ErrorCode
from api.types import filters
from api.types.limits import MAX_FIRST, MAX_IDS

GUIDE = Path(settings.BASE_DIR) / "docs" / "api.md"
CONTRACT = Path(settings.BASE_DIR) / "graphql" / "README.md"


def rows(file: Path, heading: str) -> list[list[str]]:
    """The cells of the table below a heading, row by row."""
    _before, _heading, after = file.read_text(encoding="utf-8").partition(f"\n## {heading}\n")
    table = [line.strip("| ") for line in after.partition("\n## ")[0].split("\n") if line.startswith("|")]
    return [[cell.strip() for cell in line.split("|")] for line in table[2:]]


@pytest.mark.parametrize("file", [GUIDE, CONTRACT], ids=lambda file: file.name)
def test_every_error_code_has_one_row_that_says_what_to_do(file: Path) -> None:
    written = rows(file, "Errors")

    assert sorted(code for row in written for code in re.findall(r"`([A-Z_]{5,})`", row[0])) == sorted(ErrorCode)
    assert [row for row in written if not row[-1]] == []


def test_the_limits_are_those_of_the_code() -> None:
    assert dict(rows(GUIDE, "Limits")) == {
        "length of a request": f"{request_body.MAX_REQUEST_BYTES:,} bytes",
        "tokens of the document": f"{limits.MAX_TOKENS:,}",
        "levels of fields": f"{limits.MAX_DEPTH}",
        "aliases": f"{limits.MAX_ALIASES}",
        "directives": f"{limits.MAX_DIRECTIVES}",
        "the same field or fragment in one selection": f"{limits.MAX_REPETITIONS}",
        "items of a list (`first`), ids of `nodes`": f"{MAX_FIRST}",
        "values of one list in a filter": f"{filters.MAX_VALUES}",
        "objects of the answer, at most": f"{cost.MAX_OBJECTS:,}",
        "time": f"{settings.GRAPHQL_OPERATION_SECONDS} seconds",
    }
    assert MAX_IDS == MAX_FIRST


def test_what_an_address_may_have_computed_is_that_of_the_code() -> None:
    text = " ".join(GUIDE.read_text(encoding="utf-8").split())

    assert f"{clients.BURST:,} objects computed at once and {clients.PER_SECOND:,} more every second" in text
    assert f"a document the server has not seen yet costs {clients.NEW_DOCUMENT}." in text
    assert f"An operation of {clients.LARGE:,} objects or more waits for its turn" in text
