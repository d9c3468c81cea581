"""What a text says around a phrase that makes it the words of a song, a game or a lesson."""

from __future__ import annotations

from collections.abc import Sequence

from pages.models.crisis import CrisisCode
from search.crisis.languages import ANY
from search.crisis.lexicon import Weight
from search.crisis.matching import Match
from search.crisis.speakers import is_named
from search.crisis.tokens import Token

# Reasons whose very words are sung, filmed and played: a film or a game beside them makes them its own.
PLAYED = frozenset({CrisisCode.SUICIDE.value, CrisisCode.SELF_HARM.value})
# A work named before this place is what the whole text asks for.
FIRST_PLACES = 2
# Who begins to say something of somebody: "I want to die I am bad at …" is two clauses.
SUBJECTS = ANY.openers & (ANY.first | ANY.third)


class Context:
    """The works, games and lessons that one text names."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.works = self._places(ANY.works)
        # "In the game and in real life": then the game explains nothing.
        games = self._places(ANY.games)
        is_real = bool(games) and any(is_named(place, tokens, ANY.reality) for place in range(len(tokens)))
        self.games = set() if is_real else games
        self.studies = self._places(ANY.studies)

    def _places(self, words: frozenset[str]) -> set[int]:
        return {place for place, token in enumerate(self.tokens) if not words.isdisjoint(token.forms)}

    def explains(self, match: Match) -> bool:
        """Whether what the phrase says is said by a work, or is a subject to learn of."""
        is_played = match.phrase.reason in PLAYED
        # Children are harassed and approached in games: there a game explains nothing.
        told = (self.works | self.games if is_played else self.works).difference(match.places)
        if match.phrase.weight is Weight.SUBJECT:
            return bool(told or self.studies.difference(match.places))
        if is_played:
            return any(
                self._is_one_clause(place, match) and not (place in self.games and self._is_of_another(place, match)) for place in told
            )
        # « film sur une fille harcelée »: the work comes first, and nobody speaks of themselves.
        return bool(told) and min(told) < min(match.start, FIRST_PLACES) and not self._places(ANY.first | ANY.possessives)

    def _is_one_clause(self, place: int, match: Match) -> bool:
        between = range(place + 1, match.start + 1) if place < match.start else range(match.end + 1, place + 1)
        return not any(
            self.tokens[other].after_break
            or self.tokens[other].after_comma
            or (other not in match.places and self.tokens[other].word in ANY.breaks)
            for other in between
        )

    def _is_of_another(self, game: int, match: Match) -> bool:
        """Whether the game has a subject of its own: when unsure, help is shown."""
        if game > match.end:
            return self._has_subject(match.end + 1, game)
        return self._has_subject(0, game) and self._has_subject(game + 1, match.start)

    def _has_subject(self, start: int, end: int) -> bool:
        return any(token.word in SUBJECTS for token in self.tokens[start:end])
