"""Two people change the same thing at once: nothing either of them did is lost, unless it is told."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.form_merging import MergedFields, RowConflict, merge_fields, merge_rows

NAMES = ("title", "summary", "text")
FIELDS = st.fixed_dictionaries({name: st.sampled_from("abc") for name in NAMES})


@st.composite
def rows(draw: st.DrawFn) -> dict[str, dict[str, str]]:
    keys = draw(st.lists(st.sampled_from("12345678"), unique=True, max_size=6))
    return {key: draw(FIELDS) for key in keys}


def one(**fields: str) -> dict[str, Any]:
    return {"1": fields}


@given(FIELDS, FIELDS, FIELDS)
def test_a_field_takes_the_side_that_changed_it(base: dict[str, str], theirs: dict[str, str], mine: dict[str, str]) -> None:
    merged = merge_fields(base, theirs, mine)
    for name in NAMES:
        changed = {side[name] for side in (theirs, mine)} - {base[name]}
        assert (name in merged.conflicts) == (len(changed) == 2)
        assert merged.values[name] == (theirs[name] if len(changed) == 2 else min(changed, default=base[name]))


@given(FIELDS, FIELDS)
def test_where_nobody_knows_what_a_field_said_a_difference_is_told(theirs: dict[str, str], mine: dict[str, str]) -> None:
    assert merge_fields({}, theirs, mine).conflicts == {name for name in NAMES if theirs[name] != mine[name]}


def test_fields_that_are_not_in_my_form_are_not_looked_at() -> None:
    assert merge_fields({"a": 1, "b": 1}, {"a": 2, "b": 1}, {"b": 3}) == MergedFields({"b": 3}, frozenset())


@given(rows(), rows())
def test_where_they_did_nothing_the_rows_are_mine(base: dict[str, Any], mine: dict[str, Any]) -> None:
    merged = merge_rows(base, base, mine)
    assert (list(merged.rows.items()), merged.conflicts, merged.order_conflicts) == (list(mine.items()), {}, False)


@given(rows(), rows())
def test_where_i_did_nothing_the_rows_are_theirs(base: dict[str, Any], theirs: dict[str, Any]) -> None:
    merged = merge_rows(base, theirs, base)
    assert (list(merged.rows.items()), merged.conflicts, merged.order_conflicts) == (list(theirs.items()), {}, False)


@given(rows(), rows())
def test_where_we_did_the_same_there_is_nothing_to_tell(base: dict[str, Any], ours: dict[str, Any]) -> None:
    merged = merge_rows(base, ours, ours)
    assert (list(merged.rows.items()), merged.conflicts, merged.order_conflicts) == (list(ours.items()), {}, False)


@given(rows(), rows(), rows())
def test_no_row_and_no_word_of_either_side_is_lost_unless_told(base: dict[str, Any], theirs: dict[str, Any], mine: dict[str, Any]) -> None:
    merged = merge_rows(base, theirs, mine)
    for key in {*base, *theirs, *mine} - set(merged.conflicts):
        before, there, wanted = base.get(key), theirs.get(key), mine.get(key)
        if before is not None and (there is None or wanted is None):
            assert key not in merged.rows
            # Whoever kept the row had changed nothing in it.
            assert all(side == before for side in (there, wanted) if side is not None)
            continue
        for name in NAMES:
            said = {side[name] for side in (there, wanted) if side is not None}
            changed = said - {before[name]} if before is not None else said
            assert merged.rows[key][name] == min(changed or said)
            assert len(changed) < 2
    # Whatever is told, what they have is still there.
    assert {key for key in merged.conflicts if key in theirs} <= set(merged.rows)


@given(rows(), rows(), rows())
def test_the_order_is_that_of_the_side_that_changed_it(base: dict[str, Any], theirs: dict[str, Any], mine: dict[str, Any]) -> None:
    merged = merge_rows(base, theirs, mine)
    in_all = set(merged.rows) & set(base) & set(theirs) & set(mine)
    before, there, wanted, result = ([key for key in side if key in in_all] for side in (base, theirs, mine, merged.rows))
    orders = {tuple(side) for side in (there, wanted)} - {tuple(before)}
    assert merged.order_conflicts == (len(orders) == 2)
    assert tuple(result) == (tuple(there) if len(orders) == 2 else min(orders, default=tuple(before)))


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "row", "conflict"),
    [
        (one(fr="a", ar=""), one(fr="b", ar=""), one(fr="a", ar="c"), {"fr": "b", "ar": "c"}, None),
        (one(fr="a"), one(fr="b"), one(fr="c"), {"fr": "b"}, RowConflict.CHANGED_BY_BOTH),
        (one(fr="a"), {}, one(fr="c"), None, RowConflict.REMOVED_BY_THEM),
        (one(fr="a"), one(fr="b"), {}, {"fr": "b"}, RowConflict.REMOVED_BY_ME),
        (one(fr="a"), {}, one(fr="a"), None, None),
    ],
)
def test_a_row_both_touched(base: Any, theirs: Any, mine: Any, row: Any, conflict: RowConflict | None) -> None:
    merged = merge_rows(base, theirs, mine)
    assert (merged.rows.get("1"), merged.conflicts.get("1")) == (row, conflict)


def test_both_add_a_row_at_the_end() -> None:
    base = {"1": {"fr": "a"}}
    merged = merge_rows(base, {**base, "2": {"fr": "b"}}, {**base, "3": {"fr": "c"}})
    assert (list(merged.rows), merged.conflicts) == (["1", "2", "3"], {})
