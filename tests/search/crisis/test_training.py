"""The model of meaning is what the labelled sets teach: the file in the repository, and the command that writes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from search.crisis import meaning
from search.crisis.training import digest, examples
from tests.search.crisis.lists import LANGUAGES, SETS, unseen

AGAIN = "The labelled sets changed: run `manage.py train_crisis_model tests/search/crisis`, then `test_unseen_phrases`."


def test_the_model_was_learned_from_these_sets() -> None:
    assert meaning.current_model().trained_on == digest(examples(SETS)), AGAIN


def test_all_sets_are_learned_but_the_unseen_one() -> None:
    learned = examples(SETS)

    assert sum(example.is_danger for example in learned) == 305
    assert sum(example.is_ordinary for example in learned) == 163
    assert len(learned) == 712
    assert {example.text for example in learned}.isdisjoint(text for language in LANGUAGES for text, _reason in unseen(language))


def test_the_command_writes_the_same_file_each_time(tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    settings.SEARCH_BY_MEANING = True
    call_command("train_crisis_model", SETS, to=tmp_path / "model.json")
    again = meaning.read((tmp_path / "model.json").read_text(encoding="utf-8"))
    kept = meaning.current_model()

    assert capsys.readouterr().out == "Learned from 712 texts: threshold 2.2. Look at the difference, and run the tests.\n"
    assert (again.encoder, again.trained_on, again.threshold) == (kept.encoder, kept.trained_on, kept.threshold)
    # Another processor adds up in another order: a number may be rounded to its neighbour, none further.
    apart = np.abs(np.array((*again.weights, again.bias)) - np.array((*kept.weights, kept.bias)))
    assert apart.max().round(meaning.DECIMALS) in (0, 10**-meaning.DECIMALS)


@pytest.mark.parametrize(
    ("is_on", "says"),
    [
        (False, "There is no encoder: SEARCH_BY_MEANING is off, or its package is not installed."),
        (True, "{folder}/fresh.yaml is missing."),
    ],
)
def test_without_an_encoder_or_the_sets_nothing_is_written(is_on: bool, says: str, tmp_path: Path, settings: Any) -> None:
    settings.SEARCH_BY_MEANING = is_on
    with pytest.raises(CommandError) as refused:
        call_command("train_crisis_model", tmp_path, to=tmp_path / "model.json")

    assert str(refused.value) == says.format(folder=tmp_path)
    assert list(tmp_path.iterdir()) == []
