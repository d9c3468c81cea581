"""The door and its clock."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.api.answers.house import Clock, House


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock(dt.datetime.now(dt.UTC))
    clock.pass_on(monkeypatch)
    return clock


@pytest.fixture
def house(db: None, clock: Clock) -> House:
    house = House(clock)
    house.look()
    return house
