"""What somebody probably meant: their own words, with the mistyped ones as the pages found write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from search.analysis import bare_and_stem, folded, placed_words


def corrected(text: str, corrections: Mapping[str, str], languages: Iterable[str], shown: Iterable[str]) -> str | None:
    """`text` with the `corrections` (typed, folded: correction) made; None where there is none.

    A correction is written as the first of the `shown` texts does that has it, with its accents; where none has it, without. No more
    of these texts are looked at than it takes.
    """
    if not corrections:
        return None
    languages = tuple(languages)
    written = _as_written(set(corrections.values()), shown, languages)
    parts: list[str] = []
    reached = 0
    for word, places in placed_words(text):
        for language in languages:
            bare, _stem = bare_and_stem(word, language)
            if bare in corrections:
                begins = places[max(word.find(bare), 0)]
                parts += [text[reached:begins], written.get(corrections[bare], corrections[bare])]
                reached = places[-1] + 1
                break
    return "".join([*parts, text[reached:]]) if parts else None


def _as_written(words: set[str], shown: Iterable[str], languages: tuple[str, ...]) -> dict[str, str]:
    """How the first of the texts that has each word writes it, in small letters."""
    found: dict[str, str] = {}
    for text in shown:
        if words <= found.keys():
            break
        if not any(word in folded(text) for word in words - found.keys()):
            continue
        for word, places in placed_words(text):
            for language in languages:
                bare, _stem = bare_and_stem(word, language)
                if bare in words:
                    begins = max(word.find(bare), 0)
                    found.setdefault(bare, text[places[begins] : places[-1] + 1].lower())
    return found
