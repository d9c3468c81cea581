"""The field for running text: Wagtail's, which keeps the empty paragraphs that Word puts around and between those with words."""

from __future__ import annotations

import re
from typing import Any

from wagtail.admin.rich_text import DraftailRichTextArea

_EMPTY = re.compile(r"<p(?: [^>]*)?>(?:\s|&nbsp;|<br/>)*</p>")


def without_empty_paragraphs(html: str) -> str:
    """The text without paragraphs that say nothing; a text of nothing else stays, for its block to say that it is missing."""
    return _EMPTY.sub("", html) or html


class TextArea(DraftailRichTextArea):
    """Wagtail's editor of running text."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        """What was written, without its empty paragraphs."""
        written: str | None = super().value_from_datadict(data, files, name)
        return without_empty_paragraphs(written) if written else written
