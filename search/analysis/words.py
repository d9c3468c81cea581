"""What all languages share: any text, however broken, to folded words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Work is bounded by reading no further than this (characters). A document of the first size is a book; a query of the second, a page.
DOCUMENT_CHARACTERS = 1_000_000
QUERY_CHARACTERS = 2_000

# A longer word is an address, a key or noise; both a document's and a query's are cut here (characters).
LONGEST_TERM = 40

# What is typed or printed for an apostrophe. They are replaced before decomposition, which makes a space and an accent of one of them,
# and after it, since some letters decompose into another (ŉ).
_APOSTROPHES = dict.fromkeys("’‘ʼ′´`＇", "'")
_AS_APOSTROPHE = str.maketrans(_APOSTROPHES)

# Letters that Unicode does not decompose, but that keyboards and readers take for others: ligatures, barred letters, the letters of
# neighbouring Arabic keyboards, and the Arabic endings that are written either way (alef maqsura and ya, ta marbuta and ha).
_LETTERS = _APOSTROPHES | {
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ħ": "h",
    "ı": "i",
    "ٱ": "ا",
    "ى": "ي",
    "ة": "ه",
    "ک": "ك",
    "ی": "ي",
    "ـ": "",
    "\u200b": " ",
}

# What stands between spaces.
_PIECE = re.compile(r"\S+")

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


# Beyond this lie scripts of many thousand signs, which texts of this site hardly have: they are folded anew each time, so that nobody
# fills the memory with them.
_LAST_REMEMBERED = 0x2FFF


class _Folding(dict[int, str]):
    """A table for str.translate, filled as characters are met: accents and marks go, digits of any script become 0 to 9."""

    def __missing__(self, code_point: int) -> str:
        character = chr(code_point)
        folded = _LETTERS.get(character)
        if folded is None:
            category = unicodedata.category(character)
            if category in ("Mn", "Cf"):
                folded = ""
            elif category in ("Cc", "Cs"):
                folded = " "
            elif category == "Nd":
                folded = str(unicodedata.digit(character))
            else:
                folded = character
        if code_point <= _LAST_REMEMBERED:
            self[code_point] = folded
        return folded


_FOLDING = _Folding()


def folded(text: str) -> str:
    """`text` in small letters, without accents, marks, control characters or lone surrogates; folding twice changes nothing.

    Hamza goes with the other marks, since Arabic is mostly typed without it.
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_AS_APOSTROPHE)).casefold()
    return unicodedata.normalize("NFKD", decomposed).translate(_FOLDING)


@lru_cache(maxsize=10_000)
def _folded_character(character: str) -> str:
    return folded(character)


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """What stands between spaces, each with where it begins."""
    return ((match.start(), match.group()) for match in _PIECE.finditer(text))


def words_of_piece(piece: str) -> tuple[str, ...]:
    """The folded words of a piece of a document, in order: it is remembered. What somebody typed goes through `words`."""
    return _remembered_words(piece) if len(piece) <= LONGEST_TERM else _words(piece)


def placed_words(piece: str) -> Iterator[tuple[str, list[int]]]:
    """The folded words of a short text, each with the places in it of its letters: of the first, of the second, and so on."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(piece):
        for letter in _folded_character(character):
            letters.append(letter)
            places.append(place)
    for match in _WORD.finditer("".join(letters)):
        yield match.group(), places[match.start() : match.end()]


def words(text: str, most_characters: int) -> Iterator[str]:
    """The folded words of the first `most_characters` of `text`, in order; an apostrophe stays inside a word (`l'enfant`).

    Of a text read as a question (QUERY_CHARACTERS) nothing is remembered.
    """
    # Between spaces, folding looks at nothing outside: the same few thousand pieces make most of all documents.
    of_piece = words_of_piece if most_characters > QUERY_CHARACTERS else _words
    for piece in text[:most_characters].split():
        yield from of_piece(piece)


def _words(piece: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(folded(piece)))


# Some 10 MB when full.
_remembered_words = lru_cache(maxsize=30_000)(_words)
