"""What each field of a form said when it was opened, short enough to travel with the form: a mark for each value.

Two marks are the same where an editor would call the values the same: the ids of blocks, the ends of lines and the way an empty value is
stored play no part, for they change on the way to the browser and back. A draft that saves itself is written over, so that what a form was
opened with is kept nowhere else.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import File
from django.db.models import Model
from django.db.models.fields.files import FieldFile
from wagtail.blocks import StreamValue

Marks = dict[str, str]

_SAME_TAGS = (("strong", "b"), ("em", "i"))
_BLOCK_KEYS = re.compile(r' data-block-key="[^"]*"')


def mark(value: Any) -> str:
    """The mark of a value of a page's field, as the page holds it or as a form cleaned it."""
    return hashlib.sha256(json.dumps(_plain(value), sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:12]


def marks_of(instance: Model, names: Iterable[str]) -> Marks:
    """The marks of the named fields of a page or a row."""
    fields: dict[str, Any] = {name: instance._meta.get_field(name) for name in names}
    return {name: mark(field.value_from_object(instance)) for name, field in fields.items()}


def _plain(value: Any) -> Any:
    if value is None or value is False:
        return ""
    if isinstance(value, str):
        return _BLOCK_KEYS.sub("", value.replace("\r\n", "\n")).strip()
    if isinstance(value, StreamValue):
        return _stream(value.get_prep_value()) or ""
    if isinstance(value, FieldFile):
        return value.name or ""
    if isinstance(value, File):
        return f"brought: {value.name} {value.size}"
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, dt.datetime):
        # Forms show the time to the minute.
        return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M") if value.tzinfo else value.strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, Iterable) and not isinstance(value, Mapping):
        return sorted(_plain(item) for item in value) or ""
    return str(value)


def _stream(value: Any) -> Any:
    """Blocks without their ids, and without what is empty in them."""
    if isinstance(value, Mapping):
        is_block = "type" in value and "value" in value
        said = {name: _stream(part) for name, part in value.items() if not (is_block and name == "id")}
        return {name: part for name, part in said.items() if part not in ("", [], {})}
    if isinstance(value, list | tuple):
        return [_stream(item) for item in value]
    return _rich(value) if isinstance(value, str) and value.startswith("<") else _plain(value)


def _rich(text: str) -> str:
    """Rich text as the editor of rich text would give it back, where it was not written there."""
    for one, other in _SAME_TAGS:
        text = text.replace(f"<{one}>", f"<{other}>").replace(f"</{one}>", f"</{other}>")
    return html.unescape(re.sub(r">\s+<", "><", str(_plain(text))))


@dataclass(slots=True)
class Opened:
    """The marks of everything in a form: its fields, its lists of rows with words by key, its other lists as a whole."""

    fields: Marks = field(default_factory=dict)
    rows: dict[str, dict[str, Marks]] = field(default_factory=dict)
    lists: Marks = field(default_factory=dict)

    def as_text(self) -> str:
        """As it travels in the form."""
        return json.dumps({"fields": self.fields, "rows": self.rows, "lists": self.lists}, separators=(",", ":"))

    @classmethod
    def read(cls, text: Any) -> Opened | None:
        """As it came back; None where nothing did, or nothing that can be read: then nobody knows what changed meanwhile."""
        try:
            said = json.loads(text or "")
            return cls(
                _marks(said["fields"]),
                {str(name): {str(key): _marks(row) for key, row in rows.items()} for name, rows in said["rows"].items()},
                _marks(said["lists"]),
            )
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None


def _marks(said: Mapping[str, Any]) -> Marks:
    return {str(name): str(value) for name, value in said.items()}
