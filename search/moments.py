"""Moments: where in a film the words of a question, or words near to it in meaning, are said, each some 20 to 40 seconds long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from search.stored import KeptCue

# How long a moment is (milliseconds): it goes on to the end of the cue that makes it so long, but not beyond the second, where the film
# ends, or where nobody speaks for a while.
LEAST_MS = 20_000
MOST_MS = 40_000

# Moments of one page in an answer.
MOST_MOMENTS = 3

# The cosine to the question from which on a stretch that has none of its words makes a moment. Where words are said, they know better: on
# the sample films a cosine beside them put the general before what was asked.
NEAR = 0.25


@dataclass(frozen=True, slots=True)
class Moment:
    """Some seconds of a film; `speaker` is "" where several speak, or the captions do not say who."""

    video_id: int
    track_id: int
    start_ms: int
    end_ms: int
    speaker: str
    text: str


def best_moments(cues: Sequence[KeptCue], wanted: Mapping[str, float], near: Sequence[tuple[range, float]] = ()) -> list[Moment]:
    """At most MOST_MOMENTS moments in which wanted stems (by weight) are said, the best first, none touching another.

    A stem counts once in a moment, by its weight and the more the fewer cues have it. Where none is said at all, moments begin with those
    of the stretches of cues that are `near` enough by their cosine to the question.
    """
    having = Counter(stem for cue in cues for stem in wanted.keys() & cue.stems)
    values = {stem: wanted[stem] * log(1 + len(cues) / count) for stem, count in having.items()}
    scores = {window: _value(cues, window, values) for window in _windows(cues, values)} or {
        _window_from(cues, stretch.start): cosine for stretch, cosine in near if cosine >= NEAR
    }
    taken: list[range] = []
    for window in sorted(scores, key=lambda window: (-scores[window], window.start)):
        if all(window.stop <= other.start or other.stop <= window.start for other in taken):
            taken.append(window)
        if len(taken) == MOST_MOMENTS:
            break
    return [_moment([cues[place] for place in window]) for window in taken]


def _windows(cues: Sequence[KeptCue], values: Mapping[str, float]) -> Iterator[range]:
    """The windows that begin with a cue that has one of the stems, as places of cues."""
    for begin, first in enumerate(cues):
        if not values.keys().isdisjoint(first.stems):
            yield _window_from(cues, begin)


def _window_from(cues: Sequence[KeptCue], begin: int) -> range:
    end = begin + 1
    while end < len(cues) and _goes_on(cues[begin], cues[end - 1], cues[end]):
        end += 1
    return range(begin, end)


def _goes_on(first: KeptCue, last: KeptCue, following: KeptCue) -> bool:
    start = first.cue.start_ms
    return (
        following.cue.track_id == first.cue.track_id
        and last.cue.end_ms - start < LEAST_MS
        and start <= following.cue.start_ms
        and following.cue.end_ms - start <= MOST_MS
    )


def _value(cues: Sequence[KeptCue], window: range, values: Mapping[str, float]) -> float:
    said = {stem for place in window for stem in cues[place].stems}
    return sum(values[stem] for stem in sorted(values.keys() & said))


def _moment(said: Sequence[KeptCue]) -> Moment:
    first, last = said[0].cue, said[-1].cue
    speakers = {each.cue.speaker for each in said}
    return Moment(
        video_id=first.video_id,
        track_id=first.track_id,
        start_ms=first.start_ms,
        end_ms=max(last.end_ms, first.end_ms),
        speaker=first.speaker if len(speakers) == 1 else "",
        text=" ".join(_in_one_line(each.cue.text) for each in said),
    )


def _in_one_line(text: str) -> str:
    """Captions are broken into lines to fit under a film; a word broken at its hyphen is whole again."""
    return " ".join(text.replace("-\n", "-").split())
