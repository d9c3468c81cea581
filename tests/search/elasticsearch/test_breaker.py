"""The circuit breaker, with a clock in our hands."""

from __future__ import annotations

import pytest

from search.elasticsearch.breaker import CircuitBreaker


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> CircuitBreaker:
    return CircuitBreaker(3.0, clock)


def test_calls_go_through_while_they_succeed(breaker: CircuitBreaker) -> None:
    for _ in range(3):
        assert breaker.lets_through()
        assert not breaker.succeeded()


def test_after_one_failure_no_call_goes_through_until_the_rest_is_over(breaker: CircuitBreaker, clock: Clock) -> None:
    assert breaker.lets_through()
    assert breaker.failed()
    assert not breaker.lets_through()
    clock.now += 2.999
    assert not breaker.lets_through()
    clock.now += 0.001
    assert breaker.lets_through()


def test_one_call_at_a_time_tries_whether_it_is_over(breaker: CircuitBreaker, clock: Clock) -> None:
    breaker.failed()
    clock.now += 3
    assert [breaker.lets_through() for _ in range(3)] == [True, False, False]
    assert breaker.succeeded()
    assert [breaker.lets_through() for _ in range(3)] == [True, True, True]
    assert not breaker.succeeded()


def test_a_try_that_fails_begins_the_rest_anew_and_is_no_new_failure(breaker: CircuitBreaker, clock: Clock) -> None:
    breaker.failed()
    clock.now += 3
    assert breaker.lets_through()
    assert not breaker.failed()
    assert not breaker.lets_through()
    clock.now += 3
    assert breaker.lets_through()


def test_a_try_that_never_tells_how_it_went_is_followed_by_another(breaker: CircuitBreaker, clock: Clock) -> None:
    breaker.failed()
    clock.now += 3
    assert breaker.lets_through()
    clock.now += 3
    assert breaker.lets_through()
