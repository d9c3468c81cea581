"""What the templates of pages say of films, of classes at school, and of the language of some words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.encoding import uri_to_iri
from django.utils.html import format_html
from django.utils.safestring import SafeString

from website.languages import Language, language_called
from website.presenting import films, pages

register = template.Library()

_ADDRESS = re.compile(r"https?://\S+")

register.filter("classes", pages.classes)
register.filter("elsewhere", films.elsewhere)
register.filter("tracks", films.tracks)


@register.simple_tag(takes_context=True)
def said_in(context: Mapping[str, Any], code: str) -> SafeString:
    """The attributes of an element that holds words in the language `code`; nothing where that is the screen's."""
    said = language_called(code) if code else None
    if said is None or said == context["language"]:
        return SafeString("")
    return format_html(' lang="{}" dir="{}"', said.code, said.dir)


@register.filter
def of_role(partners: Sequence[Mapping[str, Any]], role: str) -> list[Mapping[str, Any]]:
    """The organisations that bear an edition in a role."""
    return [partner["organisation"] for partner in partners if partner["role"] == role]


@register.filter
def reader_first(files: Sequence[Mapping[str, Any]], language: Language) -> list[Mapping[str, Any]]:
    """Some files, those in the reader's language in front."""
    return sorted(files, key=lambda file: file["language"] != language.enum)


@register.filter
def readable(text: str) -> str:
    """A text, the addresses in it written in the letters of their language."""
    return _ADDRESS.sub(lambda address: str(uri_to_iri(address[0])), text)
