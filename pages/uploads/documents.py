"""Documents to take away: an allow-list of kinds, each recognised by what the file holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pages.uploads.pdf import check_pdf
from pages.uploads.sizes import check_size, ending
from pages.uploads.zipped import OFFICE, OPEN_DOCUMENT, check_archive, check_office, check_open_document

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_MARKUP = re.compile(rb"<(?:!doctype|\?xml|html|svg|script|head|body|iframe)\b", re.IGNORECASE)


def check_text(file: Any, _ending: str) -> None:
    """Raises ``ValidationError`` where an open file is no plain text: other bytes, or a page or drawing written in markup."""
    file.seek(0)
    content = file.read()
    file.seek(0)
    if _CONTROL.search(content):
        raise ValidationError(_("This file is not plain text, whatever its name says."))
    if _MARKUP.search(content):
        raise ValidationError(_("This file is a web page or a drawing, not plain text."))


_KINDS: dict[str, Callable[[Any, str], None]] = {
    "pdf": lambda file, _ending: check_pdf(file),
    **dict.fromkeys(OPEN_DOCUMENT, check_open_document),
    **dict.fromkeys(OFFICE, check_office),
    "txt": check_text,
    "csv": check_text,
    "zip": check_archive,
}


def check_document(file: Any) -> None:
    """Raises ``ValidationError`` where an open file is too large, of another kind than allowed, or another than its name says."""
    check_size(file, settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
    kind = ending(file)
    if kind not in settings.WAGTAILDOCS_EXTENSIONS or kind not in _KINDS:
        allowed = ", ".join(sorted(settings.WAGTAILDOCS_EXTENSIONS))
        raise ValidationError(_("This kind of file is not allowed here. Allowed: %(allowed)s."), params={"allowed": allowed})
    _KINDS[kind](file, kind)
