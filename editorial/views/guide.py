"""The guide for editors, opened from the help of the admin: the chapters of ``docs/editors``, with their pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from markdown_it import MarkdownIt

from editorial.views.desk import DeskView

FOLDER = Path(settings.BASE_DIR) / "docs" / "editors"
CHAPTER = re.compile(r"\d\d-([a-z-]+)\.md")
PICTURE = re.compile(r"[a-z0-9-]+\.png")

LANGUAGE = "fr"
"""The guide is written in French, whatever the interface speaks."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter: its name in addresses, its title, its text as HTML."""

    name: str
    title: str
    html: SafeString


@lru_cache(maxsize=1)
def chapters() -> tuple[Chapter, ...]:
    """The chapters in their order; the files change with the program only."""
    return tuple(_read(file, match[1]) for file in sorted(FOLDER.glob("*.md")) if (match := CHAPTER.fullmatch(file.name)))


def _read(file: Path, name: str) -> Chapter:
    # "commonmark" with html off: what a chapter may hold is text, pictures, lists and tables.
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(file.read_text(encoding="utf-8"))
    title = tokens[1].content
    for token in tokens:
        for child in token.children or ():
            if child.type == "image":
                child.attrSet("src", reverse("editorial_guide_picture", args=[child.attrGet("src")]))
                child.attrSet("loading", "lazy")
            elif child.type == "link_open" and (match := CHAPTER.fullmatch(str(child.attrGet("href")))):
                child.attrSet("href", reverse("editorial_guide", args=[match[1]]))
    # The title stands in the header of the screen.
    html = markdown.renderer.render(tokens[3:], markdown.options, {})
    return Chapter(name, title, mark_safe(html))  # noqa: S308 - our own files, rendered without HTML of theirs


class GuideView(DeskView, TemplateView):
    """One chapter, with the list of all of them."""

    header_icon = "help"
    page_title = gettext_lazy("Guide for editors")
    template_name = "editorial/guide/chapter.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The chapter named in the address (the first one by default), and those beside it. Raises ``Http404``."""
        every = chapters()
        name = kwargs.get("name") or every[0].name
        place = next((place for place, chapter in enumerate(every) if chapter.name == name), None)
        if place is None:
            raise Http404
        after = every[place + 1] if place + 1 < len(every) else None
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "chapters": every, "chapter": every[place], "next": after, "language": LANGUAGE}


def picture(_request: HttpRequest, name: str) -> FileResponse:
    """A picture of the guide. Raises ``Http404``."""
    file = FOLDER / name
    if not PICTURE.fullmatch(name) or not file.is_file():
        raise Http404
    return FileResponse(file.open("rb"), content_type="image/png")
