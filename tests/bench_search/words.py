"""The words of the generated pages: two vocabularies as large as those of real languages, drawn as unevenly as people use words.

English words and how often each is used come with symspellpy, whose list holds 82,765. No French list comes with anything we use: French
words are made, as families of a root and its endings, so that stems, plurals and near misspellings occur as they do in the language.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import accumulate, islice, product

LANGUAGES = ("fr", "en")

# Zipf's law with Mandelbrot's correction: the word of this rank is used 1 / (rank + SHIFT) ** EXPONENT as often as another.
EXPONENT = 1.15
SHIFT = 2.7

# The share of the made words that come in families, and so many roots.
FRENCH_ROOTS = 6_500
_ONSETS = ("b", "br", "c", "ch", "cl", "d", "dr", "f", "fl", "g", "gr", "j", "l", "m", "n", "p", "pl", "pr", "r", "s", "t", "tr", "v")
_NUCLEI = ("a", "an", "au", "e", "é", "en", "i", "in", "o", "on", "ou", "u")
_CODAS = ("b", "ch", "ct", "d", "g", "l", "ll", "m", "n", "nt", "p", "r", "rt", "s", "ss", "t", "v", "x")
_NOUN = ("e", "es", "ique", "iques", "iste", "istes", "ité", "ités", "eur", "eurs")
_VERB = ("er", "e", "es", "ons", "ez", "ent", "ait", "é", "ée", "és", "ées", "ant", "ement", "ation", "ations")

# What every French text is full of, in the order of use; then what the site is about.
_SMALL_WORDS = """
de la le et les des en un une du que est pour qui dans a par plus pas au sur ne se ce il sont avec son aux cette ou ses comme mais nous
sa elle vous leur si deux même ces on tout faire être peut entre aussi dont très bien où sans lui fait ont tous leurs avant encore
après donc autres depuis moins quand comment pourquoi quel quelle chez vers lors chaque toujours jamais parce peu trop
"""
_SUBJECTS = """
enfant parent écran téléphone internet jeu vidéo école collège élève âge temps aide question famille réseau message photo compte
application règle confiance sommeil ami groupe danger image contrôle adolescent tablette console mot passe harcèlement parler écouter
protéger demander signaler bloquer partager regarder jouer apprendre comprendre numérique social parental jeune fille garçon professeur
information publicité donnée vie privée inconnu insulte violence chantage peur colère conseil exemple soir nuit maison classe devoir
"""


@dataclass(frozen=True)
class Vocabulary:
    """Words, the most used first, and how often each is used (without unit)."""

    words: Sequence[str]
    uses: Sequence[float]

    @cached_property
    def _sums(self) -> list[float]:
        return list(accumulate(self.uses))

    def drawn(self, draw: random.Random, number: int) -> list[str]:
        """So many words as a text has them."""
        return draw.choices(self.words, cum_weights=self._sums, k=number)

    def of_ranks(self, draw: random.Random, first: int, last: int) -> str:
        """One of the words from one rank to another (from 0, the last excluded), each as likely."""
        return self.words[draw.randrange(first, min(last, len(self.words)))]


@lru_cache(maxsize=2)
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of one of LANGUAGES: the same on every machine."""
    return _french() if language == "fr" else _english()


def _english() -> Vocabulary:
    lines = files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig").split("\n")
    counted = [(word, float(count)) for word, count in (line.split() for line in lines if line.strip())]
    return Vocabulary([word for word, _count in counted], [count for _word, count in counted])


def _french() -> Vocabulary:
    draw = random.Random("vocabulary")  # noqa: S311 - the same words everywhere is the point
    made = [root + ending for root in _roots(draw) for ending in draw.choice((_NOUN, _VERB))]
    draw.shuffle(made)
    words = list(dict.fromkeys((*_SMALL_WORDS.split(), *_SUBJECTS.split(), *made)))
    return Vocabulary(words, [1 / (rank + SHIFT) ** EXPONENT for rank in range(len(words))])


def _roots(draw: random.Random) -> list[str]:
    syllables = ["".join(parts) for parts in product(_ONSETS, _NUCLEI)]
    found = {draw.choice(syllables) + draw.choice(syllables) + draw.choice(_CODAS) for _ in range(2 * FRENCH_ROOTS)}
    return list(islice(sorted(found), FRENCH_ROOTS)) if len(found) < FRENCH_ROOTS else draw.sample(sorted(found), FRENCH_ROOTS)
