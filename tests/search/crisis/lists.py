"""The lists of the sample site as a lexicon, and the labelled sets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pages.models import CrisisCode
from pages.models.crisis import WORD_LISTS
from pages.starter_content.sources import crisis_words
from search.crisis.lexicon import Lexicon, WordList
from search.crisis.loading import WEIGHTS

LANGUAGES = ("fr", "en", "ar")

SETS = Path(__file__).parent


@dataclass(frozen=True)
class Labelled:
    """A search as it is typed: the reason ("" for what is harmless) and the speaker that it should be recognised by."""

    text: str
    reason: str
    speaker: str
    is_held_back: bool


@cache
def sample_lexicon() -> Lexicon:
    """The lists that a new site begins with."""
    return Lexicon(
        WordList(code, language, WEIGHTS[name], lists.get(name, ""))
        for code in CrisisCode.values
        for language, lists in crisis_words(code).items()
        for name in WORD_LISTS
    )


@cache
def labelled(language: str) -> tuple[Labelled, ...]:
    """The labelled set of a language; the second of each two phrases of a list is held back."""
    written: Any = yaml.safe_load((SETS / f"phrases.{language}.yaml").read_text(encoding="utf-8"))
    lists = [(reason, speaker, phrases) for reason, by_speaker in written["danger"].items() for speaker, phrases in by_speaker.items()] + [
        ("", "", written["harmless"])
    ]
    return tuple(
        Labelled(text, reason, speaker, bool(place % 2)) for reason, speaker, phrases in lists for place, text in enumerate(phrases)
    )


@cache
def fresh(language: str) -> tuple[tuple[str, str], ...]:
    """The second labelled set of a language: what is typed, and the reason it should be recognised by, "" for what is harmless."""
    return _by_reason("fresh", language)


@cache
def unseen(language: str) -> tuple[tuple[str, str], ...]:
    """The same of the third labelled set, to which nothing was ever adjusted."""
    return _by_reason("unseen", language)


def _by_reason(name: str, language: str) -> tuple[tuple[str, str], ...]:
    written: Any = yaml.safe_load((SETS / f"{name}.yaml").read_text(encoding="utf-8"))[language]
    by_reason = [*written["danger"].items(), ("", written["harmless"])]
    return tuple((text, reason) for reason, phrases in by_reason for text in phrases)
