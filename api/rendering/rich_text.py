"""Rich text as editors stored it, for readers: links resolved, everything else sanitised."""

from __future__ import annotations

import re
from html import unescape

import nh3
from django.utils.html import escape

from api.loading.links import STORED_LINK, LinkTargets

TAGS = {"a", "b", "br", "em", "i", "li", "ol", "p", "strong", "sub", "sup", "ul"}
ATTRIBUTES = {"a": {"href"}}
URL_SCHEMES = {"http", "https", "mailto", "tel"}

_ANCHOR = re.compile(r"(<a\b[^>]*>)(.*?)</a>", re.DOTALL)
_END_OF_LINE = re.compile(r"<br\s*/?>|</(?:p|li|ul|ol)>")


def html(stored: str | None, targets: LinkTargets, language: str) -> str:
    """The text as sanitised HTML. A link to what readers may not see becomes its words; paths are those of `language`."""

    def resolved(anchor: re.Match[str]) -> str:
        opening, words = anchor.groups()
        link = STORED_LINK.fullmatch(opening)
        if link is None:
            return anchor.group()
        address = targets.address(link[1], int(link[2]), language)
        return f'<a href="{escape(address)}">{words}</a>' if address else words

    return nh3.clean(_ANCHOR.sub(resolved, stored or ""), tags=TAGS, attributes=ATTRIBUTES, url_schemes=URL_SCHEMES, link_rel=None)


def plain(stored: str | None) -> str:
    """The words alone, a line for each paragraph and item."""
    broken = _END_OF_LINE.sub("\n", stored or "")
    words = unescape(nh3.clean(broken, tags=set()))
    lines = (" ".join(line.split()) for line in words.split("\n"))
    return "\n".join(line for line in lines if line)
