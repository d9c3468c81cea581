"""What the site's templates say of addresses, times, texts and pictures; `language` is that of the screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from website import addresses
from website.languages import Language, language_called, source
from website.presenting import html, times

register = template.Library()

register.filter("date_in_words", times.date_in_words)
register.filter("time_in_words", times.time_in_words)
register.filter("clock", times.clock)
register.filter("duration", times.duration)
register.filter("minutes", times.minutes_in_words)
register.filter("file_address", html.file_address)
register.filter("absolute", addresses.absolute)
register.filter("code_in_address", addresses.code_in_address)


@register.simple_tag(takes_context=True)
def address(context: Mapping[str, Any], page: Mapping[str, Any]) -> str:
    """Where a page of the API is for readers of the screen's language."""
    return addresses.page_address(context["language"], page["path"])


@register.simple_tag(takes_context=True)
def site_address(context: Mapping[str, Any], *parts: str, **parameters: object) -> str:
    """Where one of the site's own screens is: `{% site_address "themes" theme.slug %}`."""
    return addresses.site_address(context["language"], *parts, **parameters)


@register.simple_tag
def page_address(language: Language, path: str) -> str:
    """Where a path is in a language: `{% page_address other "/" %}`."""
    return addresses.page_address(language, path)


@register.simple_tag(takes_context=True)
def list_address(context: Mapping[str, Any], page: Mapping[str, Any], chosen: Mapping[str, str]) -> str:
    """Where a list that is a page of the API shows what is `chosen`."""
    return f"{address(context, page)}?{urlencode(chosen)}"


@register.simple_tag(takes_context=True)
def body(context: Mapping[str, Any], text: str | None) -> SafeString:
    """HTML of the API, its links made addresses of this site."""
    return html.placed(text or "", context["language"])


@register.filter
def language_of(page: Mapping[str, Any]) -> Language:
    """The language in which something of the API is served."""
    return language_called(page["locale"]) or source()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing of the sprite, which says nothing of its own."""
    sprite = static("website/icons.svg")
    return format_html('<svg class="icon icon-{1}" aria-hidden="true" focusable="false"><use href="{0}#{1}"></use></svg>', sprite, name)


@register.simple_tag(takes_context=True)
def script(context: Mapping[str, Any], name: str, *, is_urgent: bool = False) -> SafeString:
    """A script of the site, but on drafts whose readers get none; it lets what is read come first, unless it is urgent."""
    draft = context.get("draft")
    if draft is not None and not draft.has_scripts:
        return SafeString("")
    waits = "" if is_urgent else SafeString(' fetchpriority="low"')
    return format_html('<script type="module"{} src="{}"></script>', waits, static(f"website/js/{name}.js"))
