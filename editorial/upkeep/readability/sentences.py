"""French paragraphs cut into sentences, and sentences into words, as a person counts them."""

from __future__ import annotations

import re

# fmt: off
_ABBREVIATIONS = frozenset({
    "al", "apr", "art", "av", "bd", "c-à-d", "cf", "ch", "chap", "coll", "dép", "dr", "drs", "env", "etc", "ex", "fig", "hab", "i.e",
    "inf", "j-c", "jr", "m", "max", "me", "min", "mlle", "mlles", "mm", "mme", "mmes", "n", "nb", "no", "obs", "op", "p", "p.ex", "pp",
    "pr", "prs", "réf", "resp", "s", "sec", "st", "ste", "suiv", "sup", "t", "trad", "tél", "v", "vol", "vs", "éd",
})
# fmt: on
"""What ends with a point in the middle of a sentence. "etc." may end one: what follows decides, as everywhere."""

_ALWAYS_GO_ON = _ABBREVIATIONS - {"etc", "s", "sec", "min", "max", "hab", "suiv", "t", "v"}
"""Those that a name or a figure follows: « M. Dupont », « p. 12 ». The others end a sentence where a capital follows."""

_END = re.compile(r"(?:[.!?…؟]+)[ \u00a0\u202f]?[»”\"’')\]]*(?=\s)")
_NEXT = re.compile(r"[\s«“\"‘'(\[–—-]*(.?)", re.DOTALL)
_LAST_WORD = re.compile(r"([^\s(«“\"'’]+)\.$")
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_COUNTS = re.compile(r"[^\W_]")


def sentences_of(paragraph: str) -> list[str]:
    """The sentences of some words without markup; a line break ends one, as an item of a list does. Nothing but blanks is lost."""
    return [sentence for line in paragraph.splitlines() for sentence in _of_line(line)]


def words_of(sentence: str) -> list[str]:
    """The words, as word processors count them: between blanks, what holds a letter or a digit; « 10 000 » is one."""
    return [word for word in _THOUSANDS.sub("", sentence).split() if _COUNTS.search(word)]


def _of_line(line: str) -> list[str]:
    found, begins = [], 0
    for end in _END.finditer(line):
        if _goes_on(line[begins : end.end()], line[end.end() :]):
            continue
        found.append(line[begins : end.end()].strip())
        begins = end.end()
    found.append(line[begins:].strip())
    return [sentence for sentence in found if sentence]


def _goes_on(said: str, rest: str) -> bool:
    """Whether the sentence goes on behind this mark: a small letter follows, or the point belongs to an abbreviation."""
    following = _NEXT.match(rest)
    first = following[1] if following else ""
    if not first or first.islower():
        return True
    abbreviated = _LAST_WORD.search(said)
    if abbreviated is None:
        return False
    word = abbreviated[1].lower().rstrip(".")
    # A letter alone is the initial of a name: « J. Atlan ».
    return word in _ALWAYS_GO_ON or (len(word) == 1 and word.isalpha() and abbreviated[1][0].isupper())
