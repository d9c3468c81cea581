"""Reading a screen of the site: asked by the test client, as a browser without JavaScript does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

# What surrounds the statements of an operation.
TRANSACTIONAL = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


@dataclass(frozen=True)
class Read:
    """A response, its tree, and the statements it took."""

    response: Any
    tree: BeautifulSoup
    statements: list[str]

    def texts(self, selector: str) -> list[str]:
        """The words of the elements that a selector of CSS finds."""
        return [words(element) for element in self.tree.select(selector)]

    def links(self, selector: str) -> list[str]:
        """Where the links lead that it finds."""
        return [str(element["href"]) for element in self.tree.select(selector)]


def words(element: Tag) -> str:
    """The words of an element, with single spaces."""
    return " ".join(element.get_text(" ").split())


def read(address: str, form: dict[str, Any] | None = None, **headers: str) -> Read:
    """The screen at an address; with `form`, the answer to a form sent there."""
    client = Client(enforce_csrf_checks=True)
    with CaptureQueriesContext(connections[settings.SNAPSHOT_DATABASE]) as captured:
        response = client.get(address, headers=headers) if form is None else client.post(address, form, headers=headers)
    statements = [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(TRANSACTIONAL)]
    page = response.content if "html" in response["Content-Type"] else b""
    return Read(response, BeautifulSoup(page, "html.parser"), statements)
