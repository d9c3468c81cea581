"""Arabic: stop words and a light stemmer.

The letters are normalised in `words.folded`. The stemmer is the published light stemmer "light10" (Larkey, Ballesteros and Connell, 2007):
one prefix, then endings. Snowball's Arabic was tried on the families of words in tests/search/analysis and left out: it takes a word
with and without its article to different stems (الإنترنت and إنترنت, الشبكات and شبكات), and keeps the article after "and".
"""

from __future__ import annotations

import re

# What stands before a word: the article, alone or behind "and", "by", "like", "so", "for".
_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال")
_AND = "و"
_ARTICLE = "ال"

# Endings in the order in which they are taken off; ta marbuta and alef maqsura are folded to ha and ya.
_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")

# A prefix or an ending is taken off only if two letters stay, the single "and" only if three do.
_LEAST = 2

# Father, mother, parents begin like "and the": words of this site that must not lose their first letters.
_PARENT = re.compile(r"والد(?:ه|ي|ك|نا|ها|هم|ته|تي|تك|تها|ان|ين|يه|يك|يها|يهم|ينا)?")

# Words without meaning of their own, folded.
_STOP_WORDS = """
في من علي الي عن مع هذا هذه ذلك تلك هو هي هم هن انا انت انتم نحن ان اذا او ام ثم قد لقد لا لم لن ما ماذا هل كل كان كانت يكون تكون
التي الذي الذين اللذين اللواتي بين بعد قبل عند عندما حتي حيث كما لكن لان ايضا اي به بها له لها لهم فيه فيها منه منها عليه عليها
اليه اليها و ف ب ل ك يا غير سوي
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


def _without_prefix(word: str) -> str:
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + _LEAST:
            word = word[len(prefix) :]
            # ألعاب (games) folds to a word that seems to have the article; with the real one, both go.
            return word[len(_ARTICLE) :] if word.startswith(_ARTICLE) and len(word) >= len(_ARTICLE) + _LEAST else word
    return word[1:] if word.startswith(_AND) and len(word) > _LEAST + 1 else word


def bare(word: str) -> str:
    """A folded word, "" for a stop word."""
    rest = word.replace("'", "")
    return "" if rest in STOP_WORDS else rest


def stemmed(word: str) -> str:
    """The stem of a bare word."""
    if _PARENT.fullmatch(word):
        return "والد"
    stem = _without_prefix(word)
    for ending in _ENDINGS:
        if stem.endswith(ending) and len(stem) >= len(ending) + _LEAST:
            stem = stem[: -len(ending)]
    return stem
