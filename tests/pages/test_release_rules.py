"""The rule of releases, case by case, without a database."""

from __future__ import annotations

import pytest

from pages.release_rules import Approved, Part, Refusal, Reviewer, Version, may_go_live, refusal

ENFANCE, UNAF = 1, 2
AUTHOR, OTHER = 10, 20
ORDINARY = Version(organisations=frozenset({ENFANCE}))
CRISIS = Version(is_crisis=True, organisations=frozenset({ENFANCE}))
EDITION = Version(is_edition=True)
BY_UNAF = Approved(user=OTHER, organisation=UNAF, digest="d")


@pytest.mark.parametrize(
    ("new", "live", "approvals", "corrections", "goes"),
    [
        (ORDINARY, None, [], [], True),
        (ORDINARY, ORDINARY, [], [], True),
        (CRISIS, None, [], [], False),
        (EDITION, None, [], [], False),
        (ORDINARY, CRISIS, [], [], False),
        (CRISIS, ORDINARY, [], [], False),
        (CRISIS, None, [BY_UNAF], [], True),
        (EDITION, EDITION, [BY_UNAF], [], True),
        (ORDINARY, CRISIS, [BY_UNAF], [], True),
        (CRISIS, None, [Approved(OTHER, UNAF, "another text")], [], False),
        (CRISIS, None, [Approved(OTHER, ENFANCE, "d")], [], False),
        (CRISIS, None, [Approved(OTHER, None, "d")], [], False),
        (CRISIS, None, [Approved(AUTHOR, UNAF, "d")], [], False),
        (CRISIS, None, [Approved(OTHER, UNAF, "d", language="ar")], [], False),
        (CRISIS, None, [Approved(OTHER, None, "d", is_superuser=True)], [], True),
        (CRISIS, None, [Approved(OTHER, None, "another text", is_superuser=True)], [], False),
        (Version(is_crisis=True, organisations=frozenset({ENFANCE, UNAF})), None, [BY_UNAF], [], False),
        (CRISIS, Version(organisations=frozenset({UNAF})), [BY_UNAF], [], False),
        (CRISIS, None, [], ["d"], True),
        (CRISIS, None, [], ["another text"], False),
    ],
)
def test_what_may_go_live(new: Version, live: Version | None, approvals: list[Approved], corrections: list[str], goes: bool) -> None:
    assert may_go_live(new, live, "d", parts=[Part(authors=frozenset({AUTHOR}))], approvals=approvals, corrections=corrections) is goes


@pytest.mark.parametrize(
    ("reviewer", "new", "authors_organisations", "why"),
    [
        (Reviewer(OTHER, frozenset({UNAF})), CRISIS, [ENFANCE], None),
        (Reviewer(OTHER, frozenset({ENFANCE}), publishes_here=True), CRISIS, [], Refusal.SAME_ASSOCIATION),
        (Reviewer(OTHER, frozenset({UNAF})), CRISIS, [UNAF], Refusal.SAME_ASSOCIATION),
        (Reviewer(OTHER, frozenset({ENFANCE, UNAF})), CRISIS, [], None),
        (Reviewer(AUTHOR, frozenset({UNAF})), CRISIS, [], Refusal.OWN_TEXT),
        (Reviewer(OTHER, frozenset(), publishes_here=True), EDITION, [], Refusal.NO_PUBLISHER),
        (Reviewer(OTHER, frozenset({ENFANCE})), EDITION, [], None),
        (Reviewer(OTHER, frozenset({ENFANCE}), publishes_here=True), ORDINARY, [ENFANCE], None),
        (Reviewer(OTHER, frozenset({UNAF})), ORDINARY, [], Refusal.NO_PUBLISHER),
        (Reviewer(AUTHOR, frozenset({ENFANCE}), publishes_here=True), ORDINARY, [], Refusal.OWN_TEXT),
        (Reviewer(AUTHOR, is_superuser=True), CRISIS, [], None),
    ],
)
def test_who_may_approve(reviewer: Reviewer, new: Version, authors_organisations: list[int], why: Refusal | None) -> None:
    assert refusal(reviewer, [AUTHOR], authors_organisations, new, None) is why
