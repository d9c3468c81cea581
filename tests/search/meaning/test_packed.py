"""A meaning is kept in few bits, and a question finds in them nearly what it would in the numbers themselves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from search.encoder import DIMENSIONS
from search.meaning.packed import DIGEST, HEAD, PLANE, digest_of, direction_of, nearness, packed, passages_nearness, signs, signs_of

NAME = b"0123456789abcdef"

seeds = st.integers(0, 2**32 - 1)


def drawn(seed: int, number: int) -> NDArray[np.float32]:
    """Directions with numbers spread like a bell, as an encoder's are."""
    rows = np.random.default_rng(seed).normal(size=(number, DIMENSIONS))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.mark.parametrize("passages", [1, 2, 200])
def test_a_document_takes_its_digest_two_planes_and_one_for_each_passage(passages: int) -> None:
    kept = packed(NAME, drawn(1, passages))
    assert len(kept) == 16 + 64 + 64 + 64 * passages == HEAD + PLANE * passages
    assert digest_of(kept) == NAME
    assert len(signs_of(kept)) == PLANE == DIMENSIONS // 8


def test_the_signs_of_a_document_are_those_of_the_middle_of_its_passages() -> None:
    passages = drawn(2, 3)
    kept = packed(NAME, passages)
    assert signs_of(kept) == signs(passages.mean(axis=0))
    assert kept[HEAD:] == b"".join(signs(each) for each in passages)
    assert packed(NAME, passages[:1])[HEAD:] == signs_of(packed(NAME, passages[:1]))


def test_a_number_is_large_from_nearly_one_spread_on() -> None:
    numbers = np.full(DIMENSIONS, 0.5, np.float32)
    numbers[:8] = [3, -3, 1.9, -1.9, 0.4, -0.4, 2.5, -2.5]
    numbers /= np.linalg.norm(numbers)
    kept = packed(NAME, numbers[None])
    large = np.unpackbits(np.frombuffer(kept, np.uint8)[DIGEST + PLANE : HEAD])
    assert list(large) == list((np.abs(numbers) > 0.9816 * DIMENSIONS**-0.5).astype(int))
    assert list(large[:8]) == [1, 1, 1, 1, 0, 0, 1, 1]


@given(seeds)
@settings(max_examples=50, deadline=None)
def test_the_direction_kept_is_nearly_the_one_it_was_made_of(seed: int) -> None:
    passages = drawn(seed, 1 + seed % 4)
    whole = passages.mean(axis=0)
    kept = direction_of(packed(NAME, passages))
    assert np.linalg.norm(kept) == pytest.approx(1, abs=1e-5)
    # Two bits keep 0.94 of a direction whose numbers are spread like a bell.
    assert 0.92 < float(kept @ whole / np.linalg.norm(whole)) < 0.96


@given(seeds, st.lists(st.integers(0, 5), max_size=6))
@settings(max_examples=50, deadline=None)
def test_nearness_is_the_cosine_to_the_whole_and_half_of_that_to_the_nearest_passage(seed: int, sizes: list[int]) -> None:
    question = drawn(seed, 1)[0]
    passages = [drawn(seed + place, size) for place, size in enumerate(sizes, start=1)]
    documents = [packed(NAME, each) if len(each) else b"" for each in passages]
    wanted = []
    for kept, each in zip(documents, passages, strict=True):
        nearest = max((float(np.where(row > 0, 1, -1) @ question) * DIMENSIONS**-0.5 for row in each), default=0.0)
        wanted.append(float(direction_of(kept) @ question) + 0.7 * nearest if kept else 0.0)
    assert nearness(question, documents) == pytest.approx(wanted, abs=1e-5)


@given(seeds, st.floats(-1, 1))
@settings(max_examples=100, deadline=None)
def test_nearness_is_within_a_tenth_of_what_the_numbers_themselves_would_give(seed: int, cosine: float) -> None:
    passage, other = drawn(seed, 2).astype(np.float64)
    other -= (other @ passage) * passage
    question = cosine * passage + (1 - cosine**2) ** 0.5 * other / np.linalg.norm(other)
    [found] = nearness(question.astype(np.float32), [packed(NAME, passage[None].astype(np.float32))])
    # Of a cosine, two bits keep 0.94, and one bit the square root of two over pi.
    assert found == pytest.approx((0.94 + 0.7 * (2 / np.pi) ** 0.5) * cosine, abs=0.1)


def test_of_what_is_not_known_the_nearness_is_0_beside_what_is() -> None:
    question = drawn(3, 1)
    found = nearness(question[0], [b"", packed(NAME, question), b""])
    assert (found[0], found[2]) == (0.0, 0.0)
    assert found[1] > 1.2
    assert nearness(question[0], [b"", b""]) == [0.0, 0.0]
    assert nearness(question[0], []) == []


@given(seeds, st.integers(1, 5))
@settings(max_examples=20, deadline=None)
def test_each_passage_has_a_cosine_of_its_own_in_order(seed: int, number: int) -> None:
    passages, question = drawn(seed, number), drawn(seed + 1, 1)[0]
    wanted = [float(np.where(row > 0, 1, -1) @ question) * DIMENSIONS**-0.5 for row in passages]
    assert passages_nearness(question, packed(NAME, passages)) == pytest.approx(wanted, abs=1e-5)
