"""Plugin of pytest: leaves out the tests that ask neither a database nor a search engine, whose answer is the same on any of them.

Those that start programs of their own are among them: such a program runs on the embedded ones, whatever the suite runs on.
"""

from __future__ import annotations

import pytest

ENGINES = "tests/search/elasticsearch/"
ASKING = {"db", "transactional_db", "engine_name"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselects them."""
    left_out = [item for item in items if not _asks(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if _asks(item)]


def _asks(item: pytest.Item) -> bool:
    fixtures = ASKING.intersection(item.fixturenames)  # type: ignore[attr-defined]
    return bool(fixtures or item.get_closest_marker("django_db")) or item.nodeid.startswith(ENGINES)
