"""How large an upload may be."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _


def check_size(file: Any, limit: int) -> None:
    """Raises ``ValidationError`` where an open file has more than ``limit`` bytes, or none."""
    if not file.size:
        raise ValidationError(_("This file is empty."))
    if file.size > limit:
        sizes = {"size": filesizeformat(file.size), "limit": filesizeformat(limit)}
        raise ValidationError(_("This file is too large (%(size)s): %(limit)s at most."), params=sizes)


def ending(file: Any) -> str:
    """The ending of a file's name in small letters, without the dot; "" where it has none."""
    return str(file.name).lower().rpartition(".")[2] if "." in str(file.name) else ""
