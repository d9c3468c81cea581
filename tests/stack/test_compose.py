"""compose.yaml: the servers that the tests of the stack know, on loopback addresses alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from tests.stack.elasticsearch import VERSION


@pytest.fixture
def services() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((Path(settings.BASE_DIR) / "compose.yaml").read_text(encoding="utf-8"))["services"]
    return read


def test_the_search_server_is_the_one_that_the_tests_start(services: dict[str, Any]) -> None:
    assert services["elasticsearch"]["image"] == f"elasticsearch:{VERSION}"


def test_no_server_listens_to_other_machines(services: dict[str, Any]) -> None:
    ports = [port for service in services.values() for port in service["ports"]]
    assert ports == ["127.0.0.1:5432:5432", "127.0.0.1:9200:9200"]
