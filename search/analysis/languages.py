"""Which analysis a language has, and the functions that run it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.metadata import version
from unicodedata import unidata_version

from django.utils.translation import get_language_info

from search.analysis import arabic, english, french
from search.analysis.stemming import has_algorithm, stem
from search.analysis.words import DOCUMENT_CHARACTERS, LONGEST_TERM, QUERY_CHARACTERS, words


@dataclass(frozen=True, slots=True)
class _Language:
    """`bare` makes of a folded word the word itself, "" where it means nothing of its own; `stemmed` takes a bare word to its stem."""

    bare: Callable[[str], str]
    stemmed: Callable[[str], str]


_KNOWN = {
    "ar": _Language(arabic.bare, arabic.stemmed),
    "en": _Language(english.bare, english.stemmed),
    "fr": _Language(french.bare, french.stemmed),
}


def _longest_part(word: str) -> str:
    # Without knowing the language's small words: the longest part is the word, the others are what was elided.
    return max(word.split("'"), key=len)


@lru_cache(maxsize=100)
def _language(code: str) -> _Language:
    """The analysis of a language; for one without its own, Snowball's stems where it has them, else the folded word."""
    primary = code.split("-", maxsplit=1)[0]
    if primary in _KNOWN:
        return _KNOWN[primary]
    try:
        name = str(get_language_info(primary)["name"]).lower()
    except KeyError:
        name = ""
    return _Language(_longest_part, partial(stem, algorithm=name) if has_algorithm(name) else str)


def bare_and_stem(word: str, language: str) -> tuple[str, str]:
    """What is left of one folded word, and its stem; both "" for a stop word."""
    bare = _language(language).bare(word[:LONGEST_TERM])
    return (bare, _language(language).stemmed(bare)) if bare else ("", "")


# Of documents' words alone, which are the same again and again; some 12 MB when full. What somebody typed is remembered nowhere.
remembered_bare_and_stem = lru_cache(maxsize=30_000)(bare_and_stem)


def bares_and_stems(text: str, language: str, most_characters: int = DOCUMENT_CHARACTERS) -> Iterator[tuple[str, str]]:
    """The words of `text` that mean something in `language`, each with its stem, see `bare_words` and `analyse`."""
    read = remembered_bare_and_stem if most_characters > QUERY_CHARACTERS else bare_and_stem
    for word in words(text, most_characters):
        both = read(word, language)
        if both[0]:
            yield both


def bare_words(text: str, language: str, most_characters: int = DOCUMENT_CHARACTERS) -> Iterator[str]:
    """The words of `text` that mean something in `language`, unstemmed: in small letters, without accents, apostrophes, stop words.

    Any string is accepted, see `analyse`.
    """
    return (bare for bare, _stem in bares_and_stems(text, language, most_characters))


def stemmed(word: str, language: str) -> str:
    """The stem of a bare word."""
    return _language(language).stemmed(word)


def analyse(text: str, language: str, most_characters: int = DOCUMENT_CHARACTERS) -> list[str]:
    """The terms of `text` in `language` (a code such as "fr"), in order and with repetitions, stop words left out.

    Any string is accepted: NUL bytes, lone surrogates, any length (read up to `most_characters`). Each term is 1 to LONGEST_TERM
    letters and digits, in small letters without accents.
    """
    return [stem for _bare, stem in bares_and_stems(text, language, most_characters)]


def libraries() -> dict[str, str]:
    """The versions under the analysis: another one may give other terms, and then an index must be built anew."""
    return {"PyStemmer": version("PyStemmer"), "Unicode": unidata_version}
