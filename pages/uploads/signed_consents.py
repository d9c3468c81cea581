"""Signed consents: a document or its photograph, held to the same rules as what is uploaded for everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pages.uploads.documents import check_document
from pages.uploads.images import check_image
from pages.uploads.sizes import ending

KINDS: dict[str, Callable[[Any], None]] = {"pdf": check_document, **dict.fromkeys(("jpg", "jpeg", "png"), check_image)}
"""How each kind is checked, by its ending."""


def check_signed_consent(file: Any) -> None:
    """Raises ``ValidationError`` on the field "signed_file" where an open file is none of these kinds, or no file of ours."""
    check = KINDS.get(ending(file), _refuse_kind)
    try:
        check(file)
    except ValidationError as error:
        # Images name a field of their own.
        raise ValidationError({"signed_file": error.messages}) from error


def _refuse_kind(_file: Any) -> None:
    raise ValidationError(_("This kind of file is not allowed here. Allowed: %(allowed)s."), params={"allowed": ", ".join(sorted(KINDS))})
