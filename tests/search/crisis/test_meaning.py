"""What the model of meaning says of a direction, and how it is written down."""

from __future__ import annotations

import numpy as np
import pytest

from search.crisis import meaning
from search.crisis.meaning import Model, may_mean_danger, read
from search.encoder import DIMENSIONS

TOWARDS_DANGER = Model("an encoder 1", "sets", threshold=2.0, bias=-1.0, weights=(4.0, *[0.0] * (DIMENSIONS - 1)))


def direction(first: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Of length 1."""
    return np.array([first, (1 - first**2) ** 0.5, *[0.0] * (DIMENSIONS - 2)], np.float32)


@pytest.fixture
def _model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "current_model", lambda: TOWARDS_DANGER)


@pytest.mark.usefixtures("_model")
@pytest.mark.parametrize(("first", "expected"), [(1.0, True), (0.8, True), (0.75, False), (0.5, False), (-1.0, False)])
def test_what_scores_above_the_threshold_may_mean_danger(first: float, expected: bool) -> None:
    assert may_mean_danger(direction(first), "an encoder 1") is expected


@pytest.mark.usefixtures("_model")
def test_of_another_encoders_directions_nothing_is_said() -> None:
    assert may_mean_danger(direction(1.0), "an encoder 2") is False


def test_what_is_written_is_read_again() -> None:
    kept = meaning.current_model()

    assert read(kept.written()) == kept
    assert kept.written() == meaning.FILE.read_text(encoding="utf-8")
    assert len(kept.weights) == DIMENSIONS
