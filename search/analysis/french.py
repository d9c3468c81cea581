"""French: elision, stop words, school levels, plurals and Snowball's stems."""

from __future__ import annotations

import re

from search.analysis.stemming import stem

# Small words before an apostrophe: l'enfant, jusqu'à, quelqu'un. Several may follow each other: qu'l'on.
_ELISION = re.compile(r"^(?:(?:[cdjlmnst]|(?:jus|lors|puis|quel|quoi|pres)?qu)')+")

# Plurals in which Snowball leaves the letter: vidéos, jeux, amis.
_PLURAL = re.compile(r"(?<=..o)s$|(?<=.eu)x$|(?<=ami)s$")

# Words without meaning of their own, folded. Left out because another word folds to the same: été, fus, mur, sûr.
_STOP_WORDS = """
a ai ainsi as au aux avec avons c ca car ce ceci cela celle celles celui ces cet cette ceux chez d dans de des donc dont du elle
elles en entre es est et etre eu eux il ils j je l la le les leur leurs lui m ma mais me meme memes mes moi mon n ne ni nos notre
nous on ont ou par parce pas pour qu que quelle quelles qui s sa se sera ses si son sont sur t ta te tes toi ton tous tout toute
toutes tu un une vos votre vous y
"""
# As they are typed in a hurry. Left alone, such words would be taken for mistyped ones (cest, test).
_HURRIED = "cest cetait chuis jai jen jetais jme jmen jpeux jsais jsuis jveux nest pcq quil quils quon sest ya"
STOP_WORDS = frozenset(f"{_STOP_WORDS} {_HURRIED}".split())


# School levels as they are typed, to the way the ages of the site write them.
_LEVELS = {
    **dict.fromkeys(("6eme", "6ieme", "sixieme"), "6e"),
    **dict.fromkeys(("5eme", "5ieme", "cinquieme"), "5e"),
    **dict.fromkeys(("4eme", "4ieme", "quatrieme"), "4e"),
    **dict.fromkeys(("3eme", "3ieme", "troisieme"), "3e"),
    **dict.fromkeys(("2nde", "2nd"), "2de"),
    **dict.fromkeys(("1ere", "1er"), "1re"),
    **dict.fromkeys(("terminale", "term"), "tle"),
}


def bare(word: str) -> str:
    """A folded word without what is elided before it, "" for a stop word; a school level as the site writes it."""
    rest = _ELISION.sub("", word).replace("'", "")
    return "" if rest in STOP_WORDS else _LEVELS.get(rest, rest)


def stemmed(word: str) -> str:
    """The stem of a bare word.

    It is taken twice: what Snowball does in one step for an accented ending takes two without accents (harcelée, harcelee), and words
    are folded first, so that a query typed without accents has the same terms.
    """
    return stem(stem(_PLURAL.sub("", word), "french"), "french")
