"""French: elision, stop words, plurals and Snowball's stems."""

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
STOP_WORDS = frozenset(_STOP_WORDS.split())


def term(word: str) -> str:
    """The term of a folded word, "" for a stop word.

    The stem is taken twice: what Snowball does in one step for an accented ending takes two without accents (harcelée, harcelee),
    and words are folded first, so that a query typed without accents has the same terms.
    """
    bare = _ELISION.sub("", word).replace("'", "")
    if not bare or bare in STOP_WORDS:
        return ""
    return stem(stem(_PLURAL.sub("", bare), "french"), "french")
