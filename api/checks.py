"""What `manage.py check` asks of the endpoint: that the documents which clients were promised are there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.core.checks import CheckMessage, register

from api.documents.manifest import RENEW, ManifestError, is_allow_list, manifest_file, read_manifest


def register_checks() -> None:
    """Register the check; called once, when the applications are loaded."""
    register(manifest_of_documents)


def manifest_of_documents(app_configs: Sequence[AppConfig] | None, **_options: Any) -> list[CheckMessage]:  # noqa: ARG001 - Django's signature
    """The manifest of trusted documents can be read and its ids are true: where nothing else runs, nothing would without it."""
    try:
        read_manifest(manifest_file())
    except ManifestError as error:
        if is_allow_list():
            return [checks.Error(str(error), hint=f"Run `{RENEW}`: only its documents are answered.", id="api.E001")]
        return [checks.Warning(str(error), hint=f"Run `{RENEW}`: its ids are not answered.", id="api.W001")]
    return []
