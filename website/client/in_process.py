"""Answers from the same process: a callable that the settings name, which is given plain values and gives plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from website.client.answers import Answer, answer_of
from website.client.documents import Document

Answering = Callable[[str, dict[str, Any], str], tuple[int, dict[str, str], dict[str, Any]]]
"""From a document's id, its variables and the visitor's address to an HTTP status, headers and the body of a GraphQL response."""


class InProcess:
    """Asks the callable."""

    def __init__(self, answering: Answering) -> None:
        self.answering = answering

    @property
    def is_away(self) -> bool:
        """Never: it is here."""
        return False

    def ask(self, document: Document, variables: Mapping[str, Any], address: str) -> Answer:
        """As `Client.ask`."""
        return answer_of(*self.answering(document.identity, dict(variables), address))
