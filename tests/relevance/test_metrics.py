"""The measures, on rankings worked out by hand."""

from __future__ import annotations

from math import log2

import pytest

from tests.relevance.metrics import mean_by_family, ndcg, recall, reciprocal_rank


def test_the_best_order_gains_one() -> None:
    assert ndcg([3, 1, 2], {3: 2, 1: 1}) == 1


def test_a_grade_is_worth_less_further_down() -> None:
    # 1 at the first place and 2 at the third, where 2 and 1 would be best.
    assert ndcg([1, 9, 3], {3: 2, 1: 1}) == pytest.approx((1 + 2 / log2(4)) / (2 + 1 / log2(3)))


def test_only_ten_results_count() -> None:
    ranking = [*range(100, 110), 1]
    assert (ndcg(ranking, {1: 1}), recall(ranking, {1: 1}), reciprocal_rank(ranking, {1: 1})) == (0, 0, 0)
    assert (ndcg([], {1: 1}), recall([], {1: 1}), reciprocal_rank([], {1: 1})) == (0, 0, 0)


def test_more_answers_than_places_can_still_gain_one() -> None:
    grades = dict.fromkeys(range(20), 1)
    assert ndcg(list(range(10)), grades) == 1
    assert recall(list(range(10)), grades) == 0.5


def test_recall_counts_answers_and_the_reciprocal_rank_takes_the_first() -> None:
    grades = {1: 1, 2: 2, 3: 1, 4: 1}
    assert recall([9, 2, 8, 1], grades) == 0.5
    assert reciprocal_rank([9, 2, 8, 1], grades) == 0.5


def test_a_family_counts_once_and_a_question_alone_for_itself() -> None:
    assert mean_by_family([("a", 1.0), ("a", 0.0), ("a", 0.5), ("b", 1.0)]) == 0.75
    assert mean_by_family([("", 1.0), ("", 0.0), ("", 0.5)]) == 0.5
