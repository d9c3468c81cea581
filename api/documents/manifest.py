"""The manifest of trusted documents: `graphql/operations/manifest.json`, written from the operations and reviewed with them.

Its form is Apollo's (`apollo-persisted-query-manifest`), which the tools of front ends and gateways read as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from api.documents.ids import id_of
from api.documents.operations import kept_operations, operations_folder

FORMAT = "apollo-persisted-query-manifest"
VERSION = 1
RENEW = "make documents"

# What GRAPHQL_DOCUMENTS says where only the documents of the manifest run; else it is “open”.
ALLOW_LIST = "allow-list"


class ManifestError(Exception):
    """The manifest is not there, or is not what `make documents` writes; the message says why."""


def manifest_file() -> Path:
    """Where the manifest stands."""
    return operations_folder() / "manifest.json"


def manifest_text() -> str:
    """The manifest of the operations as they are now. A file that breaks a rule raises WrongFileError."""
    operations = [
        {"id": id_of(operation.text), "name": operation.name, "type": operation.type.value, "body": operation.text}
        for operation in kept_operations()
    ]
    manifest = {"format": FORMAT, "version": VERSION, "operations": operations}
    return orjson.dumps(manifest, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def read_manifest(file: Path) -> dict[str, str]:
    """The texts of the documents by their ids; raises ManifestError unless the file is a whole manifest with true ids."""
    try:
        manifest: Any = orjson.loads(file.read_bytes())
        if (manifest["format"], manifest["version"]) != (FORMAT, VERSION):
            raise ManifestError(f"{file} is not of the form {FORMAT}, version {VERSION}.")
        texts = {operation["id"]: operation["body"] for operation in manifest["operations"]}
        wrong = [identity for identity, text in texts.items() if id_of(text) != identity]
    except OSError as error:
        raise ManifestError(f"{file} cannot be read.") from error
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise ManifestError(f"{file} is not a manifest of documents.") from error
    if wrong:
        raise ManifestError(f"{file} has {len(wrong)} ids that are not the SHA-256 of their text.")
    return texts


def is_allow_list() -> bool:
    """Whether only the documents of the manifest run."""
    return bool(settings.GRAPHQL_DOCUMENTS == ALLOW_LIST)


def trusted_documents() -> Mapping[str, str]:
    """The texts of the trusted documents by their ids; read once.

    A manifest that cannot be used raises ImproperlyConfigured where nothing else may run; elsewhere there are no trusted documents then,
    and the system check says so.
    """
    return _trusted(manifest_file(), is_allow_list())


@cache
def _trusted(file: Path, is_required: bool) -> Mapping[str, str]:
    try:
        return read_manifest(file)
    except ManifestError as error:
        if is_required:
            raise ImproperlyConfigured(f"{error} GRAPHQL_DOCUMENTS is {ALLOW_LIST}: run `{RENEW}`.") from error
        return {}
