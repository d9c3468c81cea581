"""A page's address is its own among its siblings, in every language (``pages.addresses`` compares them)."""

from __future__ import annotations

from collections.abc import Iterator

from pages.editorial_checks.content import Content
from pages.editorial_checks.findings import Finding, Place


def check(content: Content) -> Iterator[Finding]:
    """Tells of each address that a sibling has: also before the language is ready, since a page keeps its place there."""
    for field, message in (content.taken_addresses or {}).items():
        yield Finding(Place(field), message)
