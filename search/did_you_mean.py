"""What somebody probably meant: their own words, with the mistyped ones as the pages found write them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from search.analysis import bare_and_stem, folded, placed_words


def corrected(
    text: str, corrections: Mapping[str, str], languages: Sequence[str], shown: Iterable[str], standing: Callable[[str], list[str] | None]
) -> str | None:
    """`text` with the `corrections` (typed, folded: correction) made; None where there is none to say.

    A correction is written, with its accents, as the first of the `shown` texts that has it, or else as a text that `standing` gives for
    it; without accents where none of those has the word. One for which it gives None is not said: readers may see no such word.
    """
    written = _as_written(set(corrections.values()), shown, languages)
    for word in corrections.values():
        if word not in written and (texts := standing(word)) is not None:
            written[word] = _as_written({word}, texts, languages).get(word, word)
    parts: list[str] = []
    reached = 0
    for word, places in placed_words(text):
        for language in languages:
            bare, _stem = bare_and_stem(word, language)
            if corrections.get(bare) in written:
                begins = places[max(word.find(bare), 0)]
                parts += [text[reached:begins], written[corrections[bare]]]
                reached = places[-1] + 1
                break
    return "".join([*parts, text[reached:]]) if parts else None


def _as_written(words: set[str], shown: Iterable[str], languages: Sequence[str]) -> dict[str, str]:
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
