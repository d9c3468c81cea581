"""From ``{fr: ..., en: ...}`` in a file to a column per language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pages import languages


def columns(field: str, values: Mapping[str, Any] | None) -> dict[str, Any]:
    """The columns of a translated field, for the languages that the site has and the file gives."""
    return {languages.column(field, code): values[code] for code in languages.codes() if values and code in values}
