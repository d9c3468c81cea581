"""How many of each thing a generated site of a given size has."""

from __future__ import annotations

from dataclasses import dataclass

INTERVIEWS_PER_EDITION = 6
PAGES_PER_EDITION = 57
PAGES_PER_PERSON = 38
FEWEST_PEOPLE = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """The numbers of pages and people; at 2,280 pages: 40 editions of 6 interviews, 2,000 resources, 60 people."""

    editions: int
    interviews: int
    resources: int
    people: int


def plan(pages: int) -> Plan:
    """The plan of a site with exactly ``pages`` generated pages (the list that holds them comes on top)."""
    editions = pages // PAGES_PER_EDITION
    interviews = editions * INTERVIEWS_PER_EDITION
    return Plan(
        editions=editions,
        interviews=interviews,
        resources=pages - editions - interviews,
        people=max(FEWEST_PEOPLE, pages // PAGES_PER_PERSON),
    )
