"""Rich text in templates: what previews show keeps to the tags that readers get."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from pages.sanitising import sanitised

register = template.Library()


@register.filter
def sanitised_rich_text(value: Any) -> SafeString:
    """Stored rich text, sanitised: an editor's session is no place for what the database may hold.

    Wagtail's links to pages lead to "None": pages have no address here, the websites that show them have.
    """
    return mark_safe(sanitised(str(value or "")).replace(' href="None"', ""))  # noqa: S308 - sanitised
