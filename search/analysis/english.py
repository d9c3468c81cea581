"""English: contractions and possessives, stop words and Snowball's stems."""

from __future__ import annotations

from search.analysis.stemming import stem

# Words without meaning of their own, and contractions without their apostrophe.
_STOP_WORDS = """
a about am an and any are arent as at be because been being but by can cant could couldnt d did didnt do does doesnt doing dont
for from had has have having he her hers him his i if id ill im in into is isnt it its ive just ll m me my no nor not of on or our
ours out re s she should so some such t than that thats the their theirs them then there these they theyre this those to too us ve
very was wasnt we were weve will with wont would you your youre yours youve
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


def bare(word: str) -> str:
    """A folded word without its possessive, "" for a stop word; `child's` is `child`, `don't` is the stop word `dont`."""
    rest = word.removesuffix("'s").replace("'", "")
    return "" if rest in STOP_WORDS else rest


def stemmed(word: str) -> str:
    """The stem of a bare word."""
    return stem(word, "english")
