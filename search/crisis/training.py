"""How the model of meaning is learned: a logistic regression over the directions of labelled texts, the same for the same texts.

Regularisation and threshold were chosen inside the labelled sets; `docs/search.md` tells what else was tried. The threshold is the score
that few of the texts that only look like danger pass when neither they nor anything near them has been learned: texts near in meaning are
held back together, or the repetitions of a set would praise themselves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import yaml

from search.crisis.meaning import DECIMALS, Model
from search.encoder import Encoder

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

SHRINKING = 0.1
"""How much a large weight costs. From 0.03 to 0.3 little changes."""

MOST_ALARMS = 0.02
"""The part of the harmless texts that look like danger that may pass."""

CLUSTERS, FOLDS, DRAWS = 60, 10, 5
CLUSTERING_STEPS, FITTING_STEPS = 30, 30
SMALLEST_STEP = 1e-8

TEXTS_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled text. One that is not of danger looks like it, or is quite ordinary."""

    text: str
    is_danger: bool
    is_ordinary: bool = False


def examples(folder: Path) -> list[Example]:
    """The labelled texts of `phrases.<language>.yaml`, `fresh.yaml` and `ordinary.yaml`, language by language, in their order."""
    fresh, ordinary = _read(folder / "fresh.yaml"), _read(folder / "ordinary.yaml")
    found = []
    for language in fresh:
        for lists in (_read(folder / f"phrases.{language}.yaml"), fresh[language]):
            found += [Example(text, is_danger=True) for text in _texts(lists["danger"])]
            found += [Example(text, is_danger=False) for text in lists["harmless"]]
        found += [Example(text, is_danger=False, is_ordinary=True) for text in ordinary[language]]
    return found


def digest(learned: Sequence[Example]) -> str:
    """Names the texts and what is said of them."""
    lines = (f"{example.is_danger:d}{example.is_ordinary:d} {example.text}\n" for example in learned)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def trained(learned: Sequence[Example], encoder: Encoder) -> Model:
    """The model of these examples."""
    texts = [example.text for example in learned]
    parts = [encoder.encode(texts[at : at + TEXTS_AT_ONCE]) for at in range(0, len(texts), TEXTS_AT_ONCE)]
    directions = np.vstack(parts).astype(np.float64)
    is_danger = np.array([example.is_danger for example in learned])
    looks_like_it = np.array([not (example.is_danger or example.is_ordinary) for example in learned])
    numbers = _fitted(directions, is_danger, np.zeros(directions.shape[1] + 1))
    threshold = round(_threshold(directions, is_danger, looks_like_it, numbers), 1)
    *weights, bias = numbers.round(DECIMALS).tolist()
    return Model(encoder.version, digest(learned), threshold, bias, tuple(weights))


def _read(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def _texts(lists: Any) -> list[str]:
    """All texts of lists within lists by name, in order."""
    return list(lists) if isinstance(lists, list) else [text for part in lists.values() for text in _texts(part)]


def _fitted(directions: Numbers, is_danger: Flags, start: Numbers) -> Numbers:
    """The weights, and last the bias, at which both labels, counting the same whatever their numbers, are told apart best.

    There is one such place; Newton's steps lead to it from any `start`, and sooner from near it.
    """
    count = len(directions)
    given = np.hstack([directions, np.ones((count, 1))])
    counts = np.where(is_danger, count / 2 / is_danger.sum(), count / 2 / (~is_danger).sum())
    costs = np.append(np.full(directions.shape[1], SHRINKING), 0.0)
    weights = start
    for _step in range(FITTING_STEPS):
        chances = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (counts * (chances - is_danger)) + costs * weights
        bend = (given.T * (counts * chances * (1 - chances))) @ given + np.diag(costs)
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if np.abs(step).max() < SMALLEST_STEP:
            break
    return weights


def _threshold(directions: Numbers, is_danger: Flags, looks_like_it: Flags, start: Numbers) -> float:
    """The score that MOST_ALARMS of what looks like danger pass unlearned, on the average of several draws."""
    found = []
    for draw in range(DRAWS):
        folds = np.random.default_rng(draw).integers(0, FOLDS, CLUSTERS)[_clusters(directions, draw)]
        scores = np.zeros(len(directions))
        for fold in range(FOLDS):
            held_back = folds == fold
            *weights, bias = _fitted(directions[~held_back], is_danger[~held_back], start)
            scores[held_back] = directions[held_back] @ np.array(weights) + bias
        found.append(np.quantile(scores[looks_like_it], 1 - MOST_ALARMS, method="higher"))
    return float(np.mean(found))


def _clusters(directions: Numbers, draw: int) -> NDArray[np.intp]:
    """The number of the cluster of each direction (k-means, by the angle)."""
    chance = np.random.default_rng(draw)
    centres = directions[chance.choice(len(directions), CLUSTERS, replace=False)]
    nearest: NDArray[np.intp] = np.argmax(directions @ centres.T, axis=1)
    for _step in range(CLUSTERING_STEPS):
        sums = np.vstack([directions[nearest == number].sum(axis=0) for number in range(CLUSTERS)])
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        # A cluster that lost all of its members stays where it was.
        centres = np.where(lengths > 0, sums / np.maximum(lengths, SMALLEST_STEP), centres)
        nearest = np.argmax(directions @ centres.T, axis=1)
    return nearest
