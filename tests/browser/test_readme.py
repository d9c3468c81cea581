"""What the README shows is what the program answers."""

from __future__ import annotations

import json
import re

import pytest

from tests.running_site import ROOT, Site

pytestmark = pytest.mark.browser

EXAMPLE = re.compile(r"```graphql\n(?P<document>.*?)\n```\n\n```json\n(?P<answer>.*?)\n```", re.DOTALL)

README = (ROOT / "README.md").read_text(encoding="utf-8")

EXAMPLES = [(match["document"], json.loads(match["answer"])) for match in EXAMPLE.finditer(README)]


def test_the_readme_has_its_four_examples() -> None:
    assert len(EXAMPLES) == 4


@pytest.mark.parametrize(("document", "answer"), EXAMPLES)
def test_the_answer_in_the_readme_is_the_real_one(site: Site, document: str, answer: object) -> None:
    assert {"data": site.ask(document)} == answer
