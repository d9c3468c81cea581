"""The departments of France, and the one in which a commune lies."""

from __future__ import annotations

import pytest

from pages.departments import NAMES, choices, department_of


def test_there_are_a_hundred_and_one() -> None:
    mainland = [f"{number:02}" for number in range(1, 96) if number != 20]
    assert sorted(NAMES) == sorted([*mainland, "2A", "2B", "971", "972", "973", "974", "976"])
    assert len(NAMES) == 101
    assert len(set(NAMES.values())) == 101


def test_forms_show_code_and_name() -> None:
    assert choices()[0] == ("01", "01 – Ain")
    assert dict(choices())["2A"] == "2A – Corse-du-Sud"


@pytest.mark.parametrize(
    ("commune", "department"),
    [
        ("69123", "69"),
        ("01001", "01"),
        ("75112", "75"),
        ("2A004", "2A"),
        ("2B033", "2B"),
        ("97209", "972"),
        ("97611", "976"),
        # No department: Saint-Barthélemy, Nouméa, Corsica before 1976, and what is no code at all.
        *(("97701", None), ("98818", None), ("20004", None), ("96001", None)),
        *(("", None), ("6912", None), ("691234", None), ("2C001", None), ("ABCDE", None), ("69123\n", None), ("٦٩١٢٣", None)),
    ],
)
def test_the_code_of_a_commune_says_its_department(commune: str, department: str | None) -> None:
    assert department_of(commune) == department
