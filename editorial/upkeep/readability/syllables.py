"""How many syllables a French word has when it is read aloud: by rule, right for nine words in ten, which is enough for a mean."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = re.compile(r"[^\W\d_]+")
_DIAERESIS = {"ä": "-a", "ë": "-e", "ï": "-i", "ö": "-o", "ü": "-u", "ÿ": "-y"}

# In this order. "-" parts two vowels that are heard apart.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"œ", "oe"),
        (r"æ", "e"),
        # The u of « que » and « guerre » is not heard.
        (r"qu(?=[aeiouyàâéèêîô])", "q"),
        (r"gu(?=[eiyéèêî])", "g"),
        # Between two vowels, y begins a syllable: pa-yer.
        (r"(?<=[aeiouàâéèêîôû])y(?=[aeiouàâéèêîôû])", "j"),
        # cri-er, ou-bli-er, clou-er; but « pluie », « bruit », « trois » are one.
        (r"(?<=[bcdfgptv][lr])(i|ou|u(?!i))(?=[aeoàâéèêô])(?!es?$)", r"\1-"),
        # vidé-o, ré-el, thé-âtre; a-éroport, po-ésie; cha-os, ko-ala.
        (r"é(?=[aiouyàâéèêîôû]|e(?!s?$))", "é-"),
        (r"(?<=[aeo])(?=[éè])", "-"),
        (r"ao(?!u|û)", "a-o"),
        (r"oa", "o-a"),
        # The last e is not heard, alone or in a plural, behind a consonant.
        (r"(?<=[^aeiouyàâéèêîôû-])es?$", ""),
    )
)
_NUCLEUS = re.compile(r"[aeiouyàâéèêîôûù]+")


def syllables_of(word: str) -> int:
    """The number of syllables, at least 1; of a number in digits, 2."""
    parts = _LETTERS.findall(_composed(word))
    return max(1, sum(_of_part(part) for part in parts)) if parts else 2


def _of_part(part: str) -> int:
    # An elided article or pronoun sounds with what follows: « l'ami ».
    if len(part) == 1 or part == "qu":
        return int(part in "aàyôo")
    for diaeresis, parted in _DIAERESIS.items():
        part = part.replace(diaeresis, parted)
    for pattern, replacement in _RULES:
        part = pattern.sub(replacement, part)
    return max(1, len(_NUCLEUS.findall(part)))


def _composed(word: str) -> str:
    return unicodedata.normalize("NFC", word).lower()
