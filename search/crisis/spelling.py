"""One typing error: a letter too many, one missing, one for another, or two that changed places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class FewErrors:
    """Finds the words of `least` letters or more, and the beginnings of words of one letter more, that a typed word is one error away from.

    Both are kept under themselves and under each of themselves without one letter, so that a look-up costs as many steps as the
    typed word has letters, however many words there are.
    """

    def __init__(self, words: Iterable[str], stems: Iterable[str], least: int) -> None:
        self._words = _by_deletion(word for word in words if len(word) >= least)
        # A beginning of five letters with an error in it is that of nearly anything: oubli-, publi-.
        long_stems = [stem for stem in stems if len(stem) > least]
        self._stems = _by_deletion(long_stems)
        self._stem_lengths = sorted({len(stem) for stem in long_stems})

    def words(self, typed: str) -> set[str]:
        """The words one error away."""
        return {word for key in _deletions(typed) for word in self._words.get(key, ()) if is_one_error(typed, word)}

    def stems(self, typed: str) -> set[str]:
        """The beginnings one error away from a beginning of what was typed; the error is not in its last letter."""
        if not self._stem_lengths:
            return set()
        starts = {typed[:length] for length in range(self._stem_lengths[0] - 1, self._stem_lengths[-1] + 2)}
        return {
            stem
            for start in starts
            for key in _deletions(start)
            for stem in self._stems.get(key, ())
            if start[-1] == stem[-1] and is_one_error(start, stem)
        }


def is_one_error(typed: str, word: str) -> bool:
    """Whether one error at most lies between the two."""
    if len(typed) > len(word):
        typed, word = word, typed
    if len(word) - len(typed) > 1:
        return False
    place = next((place for place, (one, other) in enumerate(zip(typed, word, strict=False)) if one != other), len(typed))
    if len(typed) < len(word):
        return typed[place:] == word[place + 1 :]
    if typed[place + 1 :] == word[place + 1 :]:
        return True
    return typed[place : place + 2] == word[place : place + 2][::-1] and typed[place + 2 :] == word[place + 2 :]


def _deletions(word: str) -> Iterator[str]:
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def _by_deletion(words: Iterable[str]) -> dict[str, list[str]]:
    made: dict[str, list[str]] = {}
    for word in words:
        for key in set(_deletions(word)):
            made.setdefault(key, []).append(word)
    return made
