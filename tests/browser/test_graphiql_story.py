"""Somebody new opens GraphiQL and runs every example."""

from __future__ import annotations

import json

from playwright.sync_api import ConsoleMessage, Page

import pytest

from tests.running_site import Site

pytestmark = pytest.mark.browser


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
        with visitor.expect_response(lambda response: response.request.method == "POST" and "query " in (response.request.post_data or "")) as sent:
            visitor.locator(".graphiql-execute-button").click()
        asked = json.loads(sent.value.request.post_data or "")
        answers[button.text_content()] = (f"# {button.text_content()}\n" in asked["query"], list(sent.value.json()))

    assert len(answers) == 10
    assert answers == dict.fromkeys(answers, (True, ["data"]))
    assert said == []
