"""Every image has an alternative text, or is said to be decorative."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pages.editorial_checks.content import Content, ShownImage
from pages.editorial_checks.findings import Finding, Severity

MISSING = _("The image “{title}” has no alternative text: write it in the image itself.")
MISSING_HERE = _("The image “{title}” has no alternative text: write it here or in the image itself, or tick “Decorative”.")
NOT_TRANSLATED = _("The alternative text of the image “{title}” is not translated: readers of this language get it in French.")


def check(content: Content) -> Iterator[Finding]:
    """Images without words block; those whose words are in French only are worth knowing."""
    for image in content.images:
        if not image.is_decorative and not image.own_text:
            yield _finding(image)


def _finding(image: ShownImage) -> Finding:
    if image.other_text:
        return Finding(image.place, format_lazy(NOT_TRANSLATED, title=image.title), Severity.WARNING)
    message = MISSING_HERE if image.place.part == "alt_text" else MISSING
    return Finding(image.place, format_lazy(message, title=image.title))
