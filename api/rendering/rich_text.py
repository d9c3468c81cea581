"""Rich text as editors stored it, for readers: links resolved, everything else sanitised."""

from __future__ import annotations

import re
from html import unescape

from django.utils.html import escape

from api.loading.links import STORED_LINK, LinkTargets
from pages.sanitising import sanitised, words_of

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

    return sanitised(_ANCHOR.sub(resolved, stored or ""))


def plain(stored: str | None) -> str:
    """The words alone, a line for each paragraph and item."""
    broken = _END_OF_LINE.sub("\n", stored or "")
    words = unescape(words_of(broken))
    lines = (" ".join(line.split()) for line in words.split("\n"))
    return "\n".join(line for line in lines if line)
