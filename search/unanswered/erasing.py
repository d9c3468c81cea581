"""Erasing a person from what was asked in vain: a name that enough people typed stands in the report until it is deleted."""

from __future__ import annotations

from collections.abc import Iterable

from search.analysis import QUERY_CHARACTERS
from search.analysis.words import words
from search.models import UnansweredQuestion


def questions_with(names: Iterable[str]) -> list[UnansweredQuestion]:
    """The counted questions that have all words of one of these names, in whatever order and however spelled."""
    wanted = [said for name in names if (said := frozenset(words(name, QUERY_CHARACTERS)))]
    told = UnansweredQuestion.objects.exclude(words="").order_by("pk")
    return [question for question in told.iterator(chunk_size=500) if any(said <= set(question.words.split()) for said in wanted)]
