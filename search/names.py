"""The site's own names (of its themes, ages, associations…) as readers see them: who types one has mistyped nothing.

Pages hold the names of what they are filed under (`documents`), and are found by them; here stand all, also of what no page is about. They
are read when something is asked, and only where a word would be mended: one that is changed counts in the next search.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from pages import languages
from pages.journal.subjects import KINDS
from pages.statements import Statement, kept
from search.analysis import bare_words
from search.searched import NAMES


def site_names(using: str = "default") -> Mapping[str, frozenset[str]]:
    """The names that are written in each language: one statement."""
    rows = kept(("names", using), lambda: _statement(using)).rows(timezone.now())
    return {code: frozenset(filter(None, names)) for code, names in zip(languages.codes(), zip(*rows, strict=True), strict=False)}


class WordsOfNames:
    """The words of the site's own names, as `search.questions` asks for them: read when first asked for, for one question."""

    def __init__(self, using: str) -> None:
        self._using = using

    def __call__(self, word: str, language: str) -> bool:
        """Whether a name that is written in this language has the bare word."""
        return word in self._words.get(language, ())

    @cached_property
    def _words(self) -> Mapping[str, frozenset[str]]:
        return {language: _words_of(names, language) for language, names in site_names(self._using).items()}


# Keyed by what the names say, as synonyms are: what is kept is never stale.
@lru_cache(maxsize=16)
def _words_of(names: frozenset[str], language: str) -> frozenset[str]:
    return frozenset(word for name in names for word in bare_words(name, language))


def _statement(using: str) -> Statement:
    # A plain QuerySet: the managers that django-modeltranslation patches would rewrite column names.
    found: list[QuerySet[Any, Any]] = [
        QuerySet(KINDS[kind], using=using).order_by().values_list(*(languages.column(field, code) for code in languages.codes()))
        for kind, field in NAMES.items()
    ]
    return Statement(found[0].union(*found[1:], all=True), using)
