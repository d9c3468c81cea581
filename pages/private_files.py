"""Files that never leave by a public door: kept in a storage of their own, shown by a view that asks who wants them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models.fields.files import FieldFile
from django.urls import reverse

from pages.files import kept_name

SIGNED_CONSENTS = "consents"


def private_storage() -> Storage:
    """The storage of private files (``STORAGES["private"]``), outside everything that is served."""
    return storages["private"]


def signed_consent_upload_to(_instance: Any, filename: str) -> str:
    """The place of a signed consent."""
    return kept_name(SIGNED_CONSENTS, filename)


class SignedConsentFile(FieldFile):
    """A signed consent; its address is a page of the admin that checks rights."""

    @property
    def url(self) -> str:
        """Where those who may read it find it."""
        return reverse("signed_consent", args=[PurePosixPath(str(self.name)).name])


class SignedConsentField(models.FileField):
    """A file in the private storage."""

    attr_class = SignedConsentFile
