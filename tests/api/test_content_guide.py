"""docs/content.md has a row for each page type, block and record, as editors and readers know them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.text import capfirst
from graphql import GraphQLObjectType

from api import declarations
from api.loading.catalogue import block_kinds, public_name
from api.schema.build import schema
from pages.models import BasePage, JournalledModel

GUIDE = Path(settings.BASE_DIR) / "docs" / "content.md"


def rows(heading: str) -> dict[str, list[str]]:
    """The rows of the table below a heading by their GraphQL type: the other cells, in order."""
    _before, _heading, after = GUIDE.read_text(encoding="utf-8").partition(f"\n## {heading}\n")
    table = [line.strip("| ") for line in after.partition("\n## ")[0].split("\n") if line.startswith("|")]
    cells = [[cell.strip() for cell in re.split(r" ?\| ?", line)] for line in table[2:]]
    return {row[-1].strip("`"): row[:-1] for row in cells}


def label(verbose_name: Any) -> str:
    with translation.override("fr"):
        return str(capfirst(verbose_name))


def named(cell: str) -> list[str]:
    return re.findall(r"`(\w+)`", cell)


def own_fields(type_name: str, shared: Iterator[str]) -> list[str]:
    type_ = schema().type_map[type_name]
    assert isinstance(type_, GraphQLObjectType)
    apart = set(shared)
    return sorted(name for name in type_.fields if name not in apart)


def public_models(base: type[Any]) -> dict[str, type[Any]]:
    return {public_name(model): model for model in declarations.models() if issubclass(model, base) and model is not BasePage}


@pytest.mark.parametrize(("heading", "base", "shared_with"), [("Page types", BasePage, "Page"), ("Records", JournalledModel, "Node")])
def test_each_page_type_and_record_has_its_row(heading: str, base: type[Any], shared_with: str) -> None:
    written = rows(heading)
    models = {name: model for name, model in public_models(base).items() if base is BasePage or not issubclass(model, BasePage)}
    assert {name: (cells[0], sorted(named(cells[-1]))) for name, cells in written.items()} == {
        name: (label(model._meta.verbose_name), own_fields(name, iter(schema().type_map[shared_with].fields)))  # type: ignore[attr-defined]
        for name, model in models.items()
    }
    assert [name for name, cells in written.items() if not cells[1]] == []


def test_each_block_has_its_row() -> None:
    labels = {block_kinds()[name].name: label(block.label) for name, block in declarations.blocks_by_name().items()}
    assert {name: cells[0] for name, cells in rows("Blocks").items()} == labels


def test_the_fields_of_every_page_are_named() -> None:
    text = GUIDE.read_text(encoding="utf-8").partition("## Page types")[0]
    page: Any = schema().type_map["Page"]
    assert set(page.fields) - set(named(text)) == {"id", "key", "canonicalPath"}
