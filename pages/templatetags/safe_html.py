"""Rich text in templates: what previews show keeps to the tags that readers get."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from pages.sanitising import sanitised

register = template.Library()


@register.filter
def sanitised_rich_text(value: Any) -> SafeString:
    """Stored rich text with its links resolved, sanitised: an editor's session is no place for what the database may hold."""
    return mark_safe(sanitised(str(value or "")))  # noqa: S308 - sanitised
