"""Interviews: what is said in the film, all of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from website.asking import ask
from website.languages import Language
from website.presenting.interviews import interview_shown

CUES_AT_A_TIME = 100
"""As many as the API answers in one list."""


def interview(request: HttpRequest, language: Language, page: Mapping[str, Any]) -> Mapping[str, Any]:
    """What an interview shows beside its own fields."""
    return interview_shown(page, _cues(request, language, page))


def _cues(request: HttpRequest, language: Language, page: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """All cues of the film: those that came with the page, and the rest of a long one."""
    cues = list(page["video"]["cues"]) if page["video"] else []
    is_more = len(cues) == CUES_AT_A_TIME
    while is_more:
        known = cues[-CUES_AT_A_TIME:]
        variables = {"path": page["canonicalPath"], "locale": language.enum, "fromMs": known[-1]["endMs"]}
        film = (ask(request, "InterviewCues", variables)["interview"] or {}).get("video")
        answered = film["cues"] if film else []
        new = [cue for cue in answered if cue not in known]
        cues += new
        is_more = len(answered) == CUES_AT_A_TIME and bool(new)
    return cues
