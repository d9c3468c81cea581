"""Which analysis a language has, and the one function that runs it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from unicodedata import unidata_version

from django.utils.translation import get_language_info

from search.analysis import arabic, english, french
from search.analysis.stemming import has_algorithm, stem
from search.analysis.words import DOCUMENT_CHARACTERS, LONGEST_TERM, words

_TERM_OF: dict[str, Callable[[str], str]] = {"ar": arabic.term, "en": english.term, "fr": french.term}


def _other_term(word: str, algorithm: str) -> str:
    # Without knowing the language's small words: the longest part is the word, the others are what was elided.
    bare = max(word.split("'"), key=len)
    return stem(bare, algorithm) if algorithm else bare


def _term_of(language: str) -> Callable[[str], str]:
    """The language's own function, or for one without: Snowball's stems where it has them, else the folded word."""
    primary = language.split("-", maxsplit=1)[0]
    if primary not in _TERM_OF:
        try:
            name = str(get_language_info(primary)["name"]).lower()
        except KeyError:
            name = ""
        _TERM_OF[primary] = partial(_other_term, algorithm=name if has_algorithm(name) else "")
    return _TERM_OF[primary]


def analyse(text: str, language: str, most_characters: int = DOCUMENT_CHARACTERS) -> list[str]:
    """The terms of `text` in `language` (a code such as "fr"), in order and with repetitions, stop words left out.

    Any string is accepted: NUL bytes, lone surrogates, any length (read up to `most_characters`). Each term is 1 to LONGEST_TERM
    letters and digits, in small letters without accents.
    """
    term_of = _term_of(language)
    terms = (term_of(word[:LONGEST_TERM]) for word in words(text, most_characters))
    return [term for term in terms if term]


def libraries() -> dict[str, str]:
    """The versions under the analysis: another one may give other terms, and then an index must be built anew."""
    return {"PyStemmer": version("PyStemmer"), "Unicode": unidata_version}
