"""The decision: of the phrases found, which still speak of danger once denials, titles and idioms are taken off, and who speaks."""

from __future__ import annotations

from dataclasses import dataclass

from search.crisis.context import Context
from search.crisis.denials import is_denied
from search.crisis.joined import parted
from search.crisis.lexicon import Lexicon, Weight
from search.crisis.matching import matches
from search.crisis.speakers import speaker_of


@dataclass(frozen=True, slots=True)
class Recognition:
    """A text that speaks of danger: a value of CrisisCode, and one of Speaker."""

    reason: str
    speaker: str


def recognise(text: str, lexicon: Lexicon) -> Recognition | None:
    """Why somebody who typed this may need help, and who they are; None where nothing says so.

    Any text is read; of one that is longer than a page, the first words and the last.
    """
    tokens = list(parted(lexicon.read(text), lexicon))
    found = list(matches(lexicon, tokens))
    if not found:
        return None
    context = Context(tokens)
    covered = {place for match in found if match.phrase.weight is Weight.HARMLESS for place in match.places}
    left = [
        match
        for match in found
        if match.phrase.weight is not Weight.HARMLESS
        and covered.isdisjoint(match.places)
        and not is_denied(match, tokens)
        and not context.explains(match)
    ]
    if not left:
        return None
    best = min(left, key=lambda match: (match.phrase.weight is Weight.SUBJECT, match.phrase.place, match.start))
    return Recognition(best.phrase.reason, speaker_of(best, tokens))
