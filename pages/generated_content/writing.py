"""Writes texts and streams by drawing pieces of sentences; the same seed writes the same words everywhere."""

from __future__ import annotations

import random
from typing import Any

from pages.generated_content.phrases import ACTIONS, AGES, ANGLES, CONDITIONS, MOMENTS, OBJECTS, REASONS, Phrase
from pages.starter_content.keys import stable_key

LANGUAGES = ("fr", "en")
Text = dict[str, str]
Block = tuple[str, Any]

STRIDE = 787
"""A number that shares no factor with 2,000: stepping by it visits every combination once."""


def text(phrase: Phrase) -> Text:
    """A phrase by language."""
    return dict(zip(LANGUAGES, phrase, strict=True))


def lower_first(words: str) -> str:
    """The words as they stand inside a sentence."""
    return words[0].lower() + words[1:]


def title(number: int) -> Text:
    """The title of the page with this number (from 0): different for each of 2,000, and told apart by a number beyond.

    Neighbours differ in all their parts, and each thing is spoken of by the same number of pages.
    """
    distinct = len(OBJECTS) * len(ANGLES) * len(AGES)
    round_number, place = divmod(number, distinct)
    place = place * STRIDE % distinct
    thing, angle, age = (
        OBJECTS[place % len(OBJECTS)],
        ANGLES[place // len(OBJECTS) % len(ANGLES)],
        AGES[place // (len(OBJECTS) * len(ANGLES))],
    )
    ending = f" ({round_number + 1})" if round_number else ""
    colon = {"fr": "\N{NO-BREAK SPACE}:", "en": ":"}
    return {code: f"{thing[i]}{colon[code]} {angle[i]} {age[i]}{ending}" for i, code in enumerate(LANGUAGES)}


class Writer:
    """Somebody who always writes the same thing about the same subject."""

    def __init__(self, subject: str) -> None:
        self._draw = random.Random(subject)  # noqa: S311 - the same words everywhere is the point
        self._subject = subject

    def sentence(self) -> Text:
        """One piece of advice."""
        opening, action, reason = (self._draw.choice(pieces) for pieces in ((*MOMENTS, *CONDITIONS), ACTIONS, REASONS))
        return {code: f"{opening[i]}, {action[i]}, {reason[i]}." for i, code in enumerate(LANGUAGES)}

    def question(self) -> Text:
        """One question that a parent might ask."""
        condition = self._draw.choice(CONDITIONS)
        return {
            "fr": f"{condition[0]}, que faut-il faire d'abord\N{NARROW NO-BREAK SPACE}?",
            "en": f"{condition[1]}, what should be done first?",
        }

    def heading(self) -> Text:
        """A few words that name something to do."""
        action = self._draw.choice(ACTIONS)
        return {code: action[i][0].upper() + action[i][1:] for i, code in enumerate(LANGUAGES)}

    def paragraph(self, sentences: int) -> Text:
        """A paragraph of rich text."""
        written = [self.sentence() for _ in range(sentences)]
        return {code: "<p>" + " ".join(sentence[code] for sentence in written) + "</p>" for code in LANGUAGES}

    def stream(self, blocks: list[Block]) -> dict[str, list[dict[str, Any]]]:
        """The raw data of a stream per language, with the same blocks in the same order."""
        return {
            code: [
                {"type": kind, "value": _in_language(value, code), "id": str(stable_key("generated", self._subject, position))}
                for position, (kind, value) in enumerate(blocks)
            ]
            for code in LANGUAGES
        }

    def guide_steps(self) -> dict[str, list[dict[str, Any]]]:
        """The six blocks of a resource."""
        steps: list[Block] = [("step", {"title": self.heading(), "text": self.paragraph(3), "image": None}) for _ in range(3)]
        return self.stream(
            [
                ("paragraph", self.paragraph(3)),
                *steps,
                ("tip", {"title": self.heading(), "text": self.paragraph(2)}),
                ("warning", {"title": self.heading(), "text": self.paragraph(2)}),
            ]
        )

    def interview_introduction(self) -> dict[str, list[dict[str, Any]]]:
        """About two thousand characters that present an interview."""
        return self.stream([("paragraph", self.paragraph(5)) for _ in range(4)])

    def editorial(self) -> dict[str, list[dict[str, Any]]]:
        """The text of an edition."""
        heading: Block = ("heading", {"text": self.heading(), "level": "2", "anchor": ""})
        return self.stream([("paragraph", self.paragraph(4)), heading, ("paragraph", self.paragraph(4))])


def _in_language(value: Any, code: str) -> Any:
    if not isinstance(value, dict):
        return value
    if set(value) == set(LANGUAGES):
        return value[code]
    return {name: _in_language(part, code) for name, part in value.items()}
