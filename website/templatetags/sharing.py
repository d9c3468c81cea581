"""What the templates say of passing something on, of reporting it, and of the words that were searched for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.conf import settings

from website import addresses
from website.presenting import reporting, sharing
from website.presenting.marking import marked

register = template.Library()

register.filter("marked", marked)
register.filter("whatsapp", sharing.whatsapp_address)


@register.simple_tag(takes_context=True)
def answer_text(context: Mapping[str, Any], page: Mapping[str, Any]) -> str:
    """What « Copy the answer » hands over of a page (ShareShown)."""
    link = page["shortLink"] or addresses.absolute(addresses.page_address(context["language"], page["canonicalPath"]))
    lines = (context["layout"] or {}).get("helplines") or ()
    return sharing.message(page["title"], page["shareText"], link, lines if page["isCrisis"] else ())


@register.simple_tag(takes_context=True)
def qr_address(context: Mapping[str, Any], page: Mapping[str, Any]) -> str:
    """Where the drawing of the code that leads to a page is."""
    return addresses.page_address(context["language"], f"/qr{page['path'].rstrip('/')}.svg")


@register.simple_tag
def quick_exit_address() -> str:
    """Where « Leave quickly » leads: another site, of which nothing is loaded before."""
    return str(settings.WEBSITE_QUICK_EXIT)


@register.simple_tag
def report_kinds() -> Mapping[str, object]:
    """What may be wrong with a page, by the value of the schema."""
    return reporting.KINDS


@register.filter
def second(milliseconds: int) -> int:
    """The whole second of a film at which something begins."""
    return milliseconds // 1000
