"""How long one question waits for the server, with a clock in our hands."""

from __future__ import annotations

from search.elasticsearch.patience import Patience
from tests.search.elasticsearch.test_breaker import Clock


def call(patience: Patience, clock: Clock, seconds: float) -> None:
    with patience.call():
        clock.now += seconds


def test_all_calls_of_a_question_have_the_time_of_one_connection_and_one_answer() -> None:
    clock = Clock()
    patience = Patience(4.0, clock)
    given = []
    with patience.asking():
        for seconds in (0.0, 2.0, 2.0, 3.5, 0.5):
            given.append(patience.seconds())
            call(patience, clock, seconds)
        given.append(patience.seconds())
    # Each call may take twice as long as it is given, and then the question is over.
    assert given == [4.0, 4.0, 3.0, 2.0, 0.25, 0.0]


def test_time_between_calls_is_the_readers_own() -> None:
    clock = Clock()
    patience = Patience(4.0, clock)
    with patience.asking():
        clock.now += 100
        assert patience.seconds() == 4.0


def test_the_next_question_and_what_is_no_question_have_all_their_time() -> None:
    clock = Clock()
    patience = Patience(4.0, clock)
    with patience.asking():
        call(patience, clock, 8.0)
    call(patience, clock, 8.0)
    assert patience.seconds() == 4.0
    with patience.asking():
        assert patience.seconds() == 4.0
