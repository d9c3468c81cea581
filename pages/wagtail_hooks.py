"""What the content domain adds to Wagtail's admin."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from pages.moves import refuse_bulk_move, refuse_move
from pages.viewsets import CatalogueGroup

register_snippet(CatalogueGroup)
hooks.register("before_move_page", refuse_move)
hooks.register("before_bulk_action", refuse_bulk_move)


@hooks.register("insert_global_admin_css")
def form_directions() -> SafeString:
    """Fields of languages written from right to left are edited so."""
    return format_html('<link rel="stylesheet" href="{}">', static("pages/admin.css"))
