"""Questions as people type them, made of the words of the pages: no two alike, the same on every machine."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.bench_search.corpus import languages_of, text
from tests.bench_search.words import Vocabulary, vocabulary
from tests.relevance.typing_errors import mistyped

LANGUAGE = "fr"

# What people begin to ask with, by language.
BEGINNINGS = {"fr": ("comment", "pourquoi", "que faire", "quand", "quel"), "en": ("how", "why", "what to do", "when", "which")}

# Words that no generated page has, whatever its language: who asks in them finds pages by their meaning alone.
ARABIC_WORDS = """
طفل شاشة هاتف لعبة مدرسة نوم صديق صورة مرور رسالة حساب تطبيق وقت عائلة خوف غضب نصيحة مراهق حماية خصوصية مشكلة سؤال ليل بيت معلم خطر ثقة
شبكة قاعدة تنمر كذب مال وحدة رقابة فيديو غريب
"""

# Ranks of words in the order of use (the last excluded): on most pages, on many, on few.
EVERYWHERE = (60, 90)
COMMON = (90, 1_000)
RARE = (5_000, 60_000)


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed, and what kind of question it is (a key of SHARES)."""

    kind: str
    text: str


class _Asker:
    """Somebody who types in a language, about a site of so many pages."""

    def __init__(self, number: int, pages: int, language: str) -> None:
        self._draw = random.Random(f"question:{number}")  # noqa: S311 - the same everywhere is the point
        self._pages = pages
        self._language = language

    def title(self) -> str:
        """Two to six words of a page's title, in order, as of somebody who has seen it."""
        words = self._title_of_a_page()
        length = min(len(words), self._draw.randint(2, 6))
        start = self._draw.randint(0, len(words) - length)
        return " ".join(words[start : start + length])

    def asked(self) -> str:
        """A question word, common words and one of a page."""
        begins = self._draw.choice(BEGINNINGS[self._language])
        ends = self._draw.choice(self._title_of_a_page())
        return f"{begins} {self._of(COMMON, 1, 3)} {ends}"

    def one_word(self) -> str:
        """One word that many pages have, or few."""
        return self._of(self._draw.choice((COMMON, RARE)), 1, 1)

    def rare(self) -> str:
        """Words that few pages have."""
        return self._of(RARE, 1, 3)

    def everywhere(self) -> str:
        """Words that most pages have."""
        return self._of(EVERYWHERE, 2, 4)

    def mistyped(self) -> str:
        """Words of a title, or common ones, with a typing error."""
        return mistyped(self.title() if self._draw.random() < 0.5 else self._of(COMMON, 1, 3))

    def _title_of_a_page(self) -> list[str]:
        number = self._draw.randrange(self._pages)
        while self._language not in languages_of(number):
            number = self._draw.randrange(self._pages)
        return text(number, self._language).title.lower().split()

    def _of(self, ranks: tuple[int, int], least: int, most: int) -> str:
        words: Vocabulary = vocabulary(self._language)
        return " ".join(words.of_ranks(self._draw, *ranks) for _ in range(self._draw.randint(least, most)))


# Of one hundred questions.
SHARES: dict[str, tuple[int, Callable[[_Asker], str]]] = {
    "title": (30, _Asker.title),
    "asked": (20, _Asker.asked),
    "one word": (15, _Asker.one_word),
    "rare": (10, _Asker.rare),
    "everywhere": (5, _Asker.everywhere),
    "mistyped": (20, _Asker.mistyped),
}


def questions(pages: int, start: int = 0, language: str = LANGUAGE) -> Iterator[Question]:
    """Questions without end to a site of so many pages, from one number on, in a language of its pages: no text comes twice."""
    kinds = [kind for kind, (share, _type) in SHARES.items() for _ in range(share)]
    seen: set[str] = set()
    number = start
    while True:
        kind = random.Random(f"kind:{number}").choice(kinds)  # noqa: S311 - the same everywhere is the point
        typed = SHARES[kind][1](_Asker(number, pages, language))
        number += 1
        if typed not in seen:
            seen.add(typed)
            yield Question(kind, typed)


def unknown_questions() -> Iterator[Question]:
    """Some thousands of questions without a word that a generated page has: no text comes twice."""
    draw = random.Random("unknown")  # noqa: S311 - the same everywhere is the point
    words = ARABIC_WORDS.split()
    seen: set[str] = set()
    while True:
        typed = " ".join(draw.sample(words, draw.randint(3, 6)))
        if typed not in seen:
            seen.add(typed)
            yield Question("unknown", typed)
