"""Somebody new opens GraphiQL and runs every example."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page, Response

from tests.running_site import Site

pytestmark = pytest.mark.browser


def asked_in(response: Response) -> Any:
    return json.loads(response.request.post_data or "{}")


def is_of_the_reader(response: Response) -> bool:
    """Whether it answers what the reader runs, and not GraphiQL's own question for the schema."""
    return response.url.endswith("/graphql") and asked_in(response).get("operationName") != "IntrospectionQuery"


def test_every_example_is_shown_and_answers_without_an_error(visitor: Page, site: Site) -> None:
    said: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            said.append(message.text)

    visitor.on("console", listen)
    visitor.goto(f"{site.address}/graphiql")

    answers = {}
    for button in visitor.locator("#examples button").all():
        button.click()
        assert button.get_attribute("aria-pressed") == "true"
        # At once, as somebody in a hurry would.
        with visitor.expect_response(is_of_the_reader) as sent:
            visitor.locator(".graphiql-execute-button").click()
        asked = asked_in(sent.value)
        answers[button.text_content()] = (f"# {button.text_content()}\n" in asked["query"], list(sent.value.json()))

    assert len(answers) == 10
    assert answers == dict.fromkeys(answers, (True, ["data"]))
    assert said == []
