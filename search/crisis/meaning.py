"""Danger that no list holds: whether a text means what people in danger write, reckoned from its direction alone (`search.encoder`).

A sum of 512 products is compared with a threshold. The numbers stand in `meaning.json`, which `manage.py train_crisis_model` writes from
the labelled sets (`training`). They say nothing of the reason: whoever asks may show where help is, quietly, and no more than that.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

FILE = Path(__file__).parent / "meaning.json"

NUMBERS_A_LINE = 16
DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned, from which texts (their digest), and of which encoder's directions: of another's it knows nothing."""

    encoder: str
    trained_on: str
    threshold: float
    bias: float
    weights: tuple[float, ...]

    def score(self, direction: NDArray[np.float32]) -> float:
        """How much a text means danger: the logarithm of the odds, as the labelled sets have it."""
        return float(np.dot(np.asarray(self.weights), direction.astype(np.float64))) + self.bias

    def written(self) -> str:
        """As the file has it, whose difference can be read."""
        numbers = [f"{weight:.{DECIMALS}f}" for weight in self.weights]
        lines = [", ".join(numbers[at : at + NUMBERS_A_LINE]) for at in range(0, len(numbers), NUMBERS_A_LINE)]
        head = {"encoder": self.encoder, "trained_on": self.trained_on, "threshold": self.threshold, "bias": self.bias}
        return json.dumps(head, indent=2).removesuffix("\n}") + ',\n  "weights": [\n    ' + ",\n    ".join(lines) + "\n  ]\n}\n"


def read(text: str) -> Model:
    """The model that a file of this text holds."""
    kept = json.loads(text)
    return Model(kept["encoder"], kept["trained_on"], kept["threshold"], kept["bias"], tuple(kept["weights"]))


@cache
def current_model() -> Model:
    """The model of this code."""
    return read(FILE.read_text(encoding="utf-8"))


def may_mean_danger(direction: NDArray[np.float32], encoder: str) -> bool:
    """Whether a text of this direction, given by the encoder of this version, probably speaks of danger; never for another encoder's."""
    model = current_model()
    return encoder == model.encoder and model.score(direction) > model.threshold
