"""Writes the manifest of trusted documents into `graphql/operations/manifest.json`, or checks that it is in step with the operations."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import CommandError

from api.documents.fragments import WrongFileError
from api.documents.manifest import RENEW, manifest_file, manifest_text
from api.management.printing import PrintCommand


class Command(PrintCommand):
    """`manage.py print_documents [--check]`."""

    help = "Writes the manifest of trusted documents into graphql/operations/manifest.json."
    # It mends what the system check complains of.
    requires_system_checks = []
    renew = RENEW

    def file(self) -> Path:
        """The manifest."""
        return manifest_file()

    def text(self) -> str:
        """The manifest of the operations as they are; a file that breaks a rule fails the command."""
        try:
            return manifest_text()
        except WrongFileError as error:
            raise CommandError(str(error)) from error
