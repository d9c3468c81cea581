"""The documents of the website, by the names of their operations: what is sent is their id, never their text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import orjson
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, slots=True)
class Document:
    """A trusted document: the name of its operation, its id (64 hexadecimal digits), and whether it changes something."""

    name: str
    identity: str
    is_mutation: bool = False


def document_called(operation: str) -> Document:
    """The document with this operation; raises LookupError for one that the manifest does not have."""
    try:
        return _documents(Path(settings.WEBSITE_DOCUMENTS))[operation]
    except KeyError:
        raise LookupError(f"The manifest has no operation {operation}: add its file and run `make documents`.") from None


@cache
def _documents(manifest: Path) -> dict[str, Document]:
    try:
        operations = orjson.loads(manifest.read_bytes())["operations"]
        documents = [Document(each["name"], each["id"], each["type"] == "mutation") for each in operations]
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise ImproperlyConfigured(f"WEBSITE_DOCUMENTS: {manifest} is no manifest of trusted documents.") from error
    return {document.name: document for document in documents}
