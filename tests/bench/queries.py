"""The five questions, as each system is asked them, and the fifth with words that nobody asked before."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from pages.generated_content.phrases import ANGLES, OBJECTS
from tests.bench.load import Request, by_post_in_turn

HERE = Path(__file__).parent
OWN_PATH = "/graphql"
STOCK_PATH = "/api/graphql/"
OWN = HERE / "queries"
STOCK = HERE / "stock_grapple" / "queries"

SEARCH, NEW_SEARCH = "Q5", "Q5 new"

# As many as the load generator has readers.
AT_ONCE = 4_096
# Letters of a word that a search is made of, at least; and so many words, words of titles as they are.
LETTERS = 4
WORDS = (2, 4)


def texts(folder: Path) -> dict[str, str]:
    """The queries of a folder by name, Q1 first."""
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.graphql"))}


def new_searches(text: str) -> Iterator[Request]:
    """Q5 without end, for one load after the other: no two answers are of the same words."""
    searches = _searches()
    while True:
        yield by_post_in_turn(OWN_PATH, text, [{"words": words} for words in islice(searches, AT_ONCE)])


def _searches() -> Iterator[str]:
    words = sorted({word for french, _english in (*OBJECTS, *ANGLES) for word in french.lower().split() if len(word) >= LETTERS})
    draw = random.Random("searches")  # noqa: S311 - the same everywhere is the point
    seen: set[str] = set()
    while True:
        typed = " ".join(draw.sample(words, draw.randint(*WORDS)))
        if typed not in seen:
            seen.add(typed)
            yield typed
