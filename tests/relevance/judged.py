"""Our own questions, as families type them, judged by hand on the sample content: tests/search/judged, a file per set."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pages.models import BasePage, HomePage
from pages.starter_content.keys import stable_key
from pages.starter_content.sources import tree
from search.queries import Asked, search_pages
from tests.relevance.collections import Question
from tests.relevance.metrics import DEPTH

FOLDER = Path(__file__).parent.parent / "search" / "judged"
LANGUAGES = ("fr", "en", "ar")

# Each file, and the language its questions are asked in.
SETS = {**{language: language for language in LANGUAGES}, "ar_on_french": "ar"}

ANSWERS, HELPS = 2, 1


@dataclass(frozen=True, slots=True)
class JudgedQuestions:
    """The questions of one language, or of one half of them: with an answer on the site, and those with none (`nothing`)."""

    name: str
    language: str
    questions: tuple[Question, ...]
    nothing: tuple[str, ...]

    def half(self, is_held_back: bool) -> JudgedQuestions:
        """The half that search is tuned on, or the one that is held back to see whether that holds elsewhere."""
        return JudgedQuestions(
            f"{self.name}_{'held_back' if is_held_back else 'development'}",
            self.language,
            tuple(question for question in self.questions if _is_held_back(question.text) is is_held_back),
            tuple(text for text in self.nothing if _is_held_back(text) is is_held_back),
        )

    def ask(self, text: str) -> list[int]:
        """The first DEPTH pages that a reader of this language gets."""
        return [hit.page_id for hit in search_pages(Asked(text, self.language, DEPTH)).result.hits]


def _is_held_back(text: str) -> bool:
    return hashlib.sha256(text.encode()).digest()[0] % 2 == 1


def judged(name: str) -> JudgedQuestions:
    """The questions of one of SETS; the sample content must be loaded. Raises LookupError when a page judged is not there."""
    pages = page_names()
    numbers = {name: pk for pk, name in pages.items()}
    entries = list(_entries(name))
    questions = tuple(Question(entry["ask"], "", _grades(entry, numbers)) for entry in entries if not entry.get("nothing"))
    return JudgedQuestions(f"judged_{name}", SETS[name], questions, tuple(entry["ask"] for entry in entries if entry.get("nothing")))


def _entries(name: str) -> Iterator[dict[str, Any]]:
    yield from yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def _grades(entry: dict[str, Any], numbers: dict[str, int]) -> dict[int, int]:
    helps = {numbers[name]: HELPS for name in entry.get("helps", ())}
    return helps | {numbers[name]: ANSWERS for name in entry.get("answers", ())}


def page_names() -> dict[int, str]:
    """The names of the sample pages by number."""
    names = {stable_key("page", name): name for name, _parent in tree()}
    pages = BasePage.objects.filter(translation_key__in=names).values_list("pk", "translation_key")
    # The home page is older than the sample content, which only fills it.
    return {HomePage.objects.get().pk: "accueil"} | {pk: names[key] for pk, key in pages}
