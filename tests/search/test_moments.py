"""Where the words of a question are said in a film."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from search.engine import SpokenCue
from search.moments import LEAST_MS, MOST_MOMENTS, MOST_MS, Moment, best_moments
from search.stored import KeptCue


def cue(second: float, text: str, *, lasts: float = 5, speaker: str = "Anne", track: int = 1) -> KeptCue:
    start = int(second * 1000)
    return KeptCue(SpokenCue(start, start + int(lasts * 1000), speaker, text, 7, track), text.split())


def wanted(*stems: str) -> dict[str, float]:
    return dict.fromkeys(stems, 1.0)


FILM = [
    cue(second, text)
    for second, text in zip(range(0, 60, 5), ["a", "b", "chantage", "c", "d", "e", "f", "g", "photo", "h", "chantage", "i"], strict=True)
]


def test_a_moment_begins_with_the_words_and_lasts_twenty_seconds() -> None:
    assert best_moments(FILM, wanted("photo")) == [Moment(7, 1, 40_000, 60_000, "Anne", "photo h chantage i")]


def test_moments_do_not_touch_and_the_best_comes_first() -> None:
    found = best_moments(FILM, wanted("photo", "chantage"))
    assert [(moment.start_ms, moment.end_ms) for moment in found] == [(40_000, 60_000), (10_000, 30_000)]


def test_a_film_that_says_nothing_of_it_has_no_moment() -> None:
    assert best_moments(FILM, wanted("sommeil")) == []
    assert best_moments([], wanted("sommeil")) == []


def test_three_moments_at_most() -> None:
    film = [cue(50 * number, "chantage") for number in range(9)]
    assert [moment.start_ms for moment in best_moments(film, wanted("chantage"))] == [0, 50_000, 100_000]


def test_a_long_silence_another_track_and_the_end_of_the_film_end_a_moment() -> None:
    silence = [cue(0, "chantage"), cue(38, "plus"), cue(44, "tard")]
    assert [moment.end_ms for moment in best_moments(silence, wanted("chantage"))] == [5_000]
    tracks = [cue(0, "chantage"), cue(5, "autre", track=2)]
    assert [moment.end_ms for moment in best_moments(tracks, wanted("chantage"))] == [5_000]


def test_words_of_several_people_are_nobodys() -> None:
    film = [cue(0, "chantage"), cue(5, "oui", speaker="Paul")]
    assert best_moments(film, wanted("chantage")) == [Moment(7, 1, 0, 10_000, "", "chantage oui")]


def test_lines_of_captions_are_joined() -> None:
    assert best_moments([cue(0, "prenez rendez-\nvous\nvite")], wanted("prenez"))[0].text == "prenez rendez-vous vite"


cues = st.lists(st.tuples(st.floats(0, 12), st.sampled_from(["a", "b", "c"])), max_size=40)


@given(cues, st.sampled_from([("a",), ("a", "b")]))
def test_moments_are_apart_begin_with_a_wanted_word_and_are_no_longer_than_they_may(
    said: list[tuple[float, str]], stems: tuple[str, ...]
) -> None:
    film, second = [], 0.0
    for lasts, text in said:
        film.append(cue(second, text, lasts=lasts))
        second += lasts
    found = best_moments(film, wanted(*stems))
    assert len(found) <= MOST_MOMENTS
    assert bool(found) == any(text in stems for _lasts, text in said)
    for moment in found:
        assert moment.text.split()[0] in stems
        assert moment.end_ms - moment.start_ms <= MOST_MS
        is_last = moment.end_ms == film[-1].cue.end_ms
        following = next((each.cue for each in film if each.cue.start_ms >= moment.end_ms), None)
        is_short = moment.end_ms - moment.start_ms < LEAST_MS
        assert not is_short or is_last or following is None or following.end_ms - moment.start_ms > MOST_MS
    by_start = sorted(found, key=lambda moment: moment.start_ms)
    assert all(one.end_ms <= other.start_ms for one, other in pairwise(by_start))
