"""What somebody typed, to the words that are looked for: a pure function of the text and of what is known about words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from search.ages import words_typed
from search.analysis import QUERY_CHARACTERS, bare_words
from search.matching import WantedWord
from search.spelling import Correction, Speller, nearest_of

# Distinct words of a question that are looked for, in each language; the first ones count.
MOST_WORDS = 64

# Mistyped words of a question that are mended; the first ones: a text with more of them is none that somebody typed to find something.
MOST_MENDED = 12

# Words that ask, or that nearly every question has: they say little about what is asked. At 0 instead, less is found.
QUESTION_WORD_WEIGHT = 0.3
_QUESTION_WORDS = {
    "fr": """comment pourquoi quand combien ou quoi quel quelle quels quelles qui lequel laquelle faire faut peut puis peux dois doit avoir
        etre fait sont ils vers lors aussi plus comme""",
    "en": "what which who when where why how did does do many much can",
    "ar": "كيف لماذا متي اين كم اي يمكن يمكنني يجب افعل نفعل اعمل",
}
QUESTION_WORDS = {language: frozenset(words.split()) for language, words in _QUESTION_WORDS.items()}

# A word put in the place of a mistyped one counts a little less than one that was typed, another as near much less.
CORRECTION_WEIGHTS = (0.9, 0.4)

Expansions = Callable[[str, str], Iterable[tuple[str, float]]]
"""From a text and a language to phrases that mean the same as something in it, each with a weight above 0 and below 1."""

InNames = Callable[[str, str], bool]
"""Whether a bare word of a language stands in a name of the site; asked only of words that would be mended."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for: the words, and what was put in the place of words nobody knows (typed, folded: the correction)."""

    words: tuple[WantedWord, ...]
    corrections: Mapping[str, str]


def read_question(
    text: str,
    languages: Iterable[str],
    speller: Speller | None = None,
    expansions: Expansions | None = None,
    in_names: InNames | None = None,
) -> Question:
    """The question in a text, read in each of the languages; any text will do, one without a word that means something wants nothing."""
    languages = tuple(dict.fromkeys(languages))
    text = text[:QUERY_CHARACTERS]
    wanted: list[WantedWord] = []
    corrections: dict[str, str] = {}
    typed = {language: _typed(text, language) for language in languages}
    near = _mended(dict.fromkeys(word for words in typed.values() for word in words), languages, speller, in_names)
    for language, words in typed.items():
        for word in words:
            wanted.append(WantedWord(word, language, _weight(word, language)))
            for correction, weight in zip(near.get(word, {}).get(language, ()), CORRECTION_WEIGHTS, strict=False):
                wanted.append(WantedWord(correction.word, language, weight * _weight(correction.word, language)))
                # Hardly anybody mistypes the first letter: another one is looked for, and not said to be meant.
                if correction.word[0] == word[0]:
                    corrections.setdefault(word, correction.word)
        meant = " ".join(near[word][language][0].word if language in near.get(word, {}) else word for word in words) if near else text
        for phrase, weight in expansions(meant, language) if expansions is not None else ():
            wanted += [WantedWord(word, language, weight) for word in bare_words(phrase, language, QUERY_CHARACTERS)]
    return Question(tuple(wanted), corrections)


def _mended(
    words: Iterable[str], languages: Sequence[str], speller: Speller | None, in_names: InNames | None
) -> dict[str, dict[str, tuple[Correction, ...]]]:
    """For the first words that nobody knows, the nearest ones by language."""
    found: dict[str, dict[str, tuple[Correction, ...]]] = {}
    if speller is not None:
        for word in words:
            near = nearest_of(speller, word, languages)
            if near and not (in_names is not None and any(in_names(word, language) for language in languages)):
                found[word] = near
            if len(found) == MOST_MENDED:
                break
    return found


def _typed(text: str, language: str) -> list[str]:
    words = dict.fromkeys(bare_words(text, language, QUERY_CHARACTERS))
    return [*words, *words_typed(text)][:MOST_WORDS]


def _weight(word: str, language: str) -> float:
    return QUESTION_WORD_WEIGHT if word in QUESTION_WORDS.get(language, ()) else 1.0
