"""What the README and the guide of the API show is what the program answers."""

from __future__ import annotations

import http.client
import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from tests.running_site import ROOT, Site

pytestmark = pytest.mark.browser

SHOWN_ADDRESS = "http://127.0.0.1:8000"
"""Where the program is when it is not a test that starts it."""

EXAMPLE = re.compile(r"```(?P<kind>graphql|sh)\n(?P<asked>.*?)\n```\n\n```json\n(?P<answer>.*?)\n```", re.DOTALL)
EXCHANGE = re.compile(r"```http\n(?P<asked>.*?)\n\n(?P<answer>.*?)\n```", re.DOTALL)
SENT_BESIDE = re.compile(r"^# (variables|extensions): (.*)$", re.MULTILINE)

LEFT_OUT = "…"


def examples(kind: str, *files: str) -> Iterator[Any]:
    """What the files ask in code blocks of one kind, each with the answer they show."""
    for file in files:
        for match in EXAMPLE.finditer((ROOT / file).read_text(encoding="utf-8")):
            if match["kind"] == kind:
                yield pytest.param(match["asked"], json.loads(match["answer"]), id=f"{file}: {match['asked'][:60]}")


QUESTIONS = [*examples("graphql", "README.md", "docs/api.md")]
COMMANDS = [*examples("sh", "README.md", "docs/api.md")]
EXCHANGES = [match.groups() for match in EXCHANGE.finditer((ROOT / "docs" / "api.md").read_text(encoding="utf-8"))]


def is_as_shown(shown: Any, real: Any) -> bool:
    """Whether an answer is the one shown, of which texts and lists may end with “…” for what was left out."""
    if isinstance(shown, dict) and isinstance(real, dict):
        return list(shown) == list(real) and all(is_as_shown(shown[name], real[name]) for name in shown)
    if isinstance(shown, list) and isinstance(real, list):
        if shown[-1:] == [LEFT_OUT]:
            shown, real = shown[:-1], real[: len(shown) - 1]
        return len(shown) == len(real) and all(map(is_as_shown, shown, real))
    if isinstance(shown, str) and isinstance(real, str) and shown.endswith(LEFT_OUT):
        return real.startswith(shown.removesuffix(LEFT_OUT))
    return type(shown) is type(real) and shown == real


def check(shown: Any, answer: bytes, site: Site) -> None:
    real = json.loads(answer.decode().replace(site.address, SHOWN_ADDRESS))
    assert is_as_shown(shown, real), json.dumps(real, ensure_ascii=False, indent=2)


def test_all_that_is_shown_is_asked() -> None:
    assert (len(QUESTIONS), len(COMMANDS), len(EXCHANGES)) == (30, 2, 4)


@pytest.mark.parametrize(("document", "answer"), QUESTIONS)
def test_the_answer_shown_is_the_real_one(site: Site, document: str, answer: object) -> None:
    beside = {name: json.loads(value) for name, value in SENT_BESIDE.findall(document)}
    check(answer, site.post({"query": document, **beside}), site)


@pytest.mark.parametrize(("command", "answer"), COMMANDS)
def test_a_command_answers_what_is_shown(site: Site, command: str, answer: object) -> None:
    ran = subprocess.run(["sh", "-c", command.replace(SHOWN_ADDRESS, site.address)], capture_output=True, check=True)
    check(answer, ran.stdout, site)


@pytest.mark.parametrize(("asked", "answer"), EXCHANGES)
def test_the_headers_shown_are_the_real_ones(site: Site, asked: str, answer: str) -> None:
    (method, path), *sent = [line.split(" ", 1) for line in asked.split("\n")]
    with closing(http.client.HTTPConnection(urlsplit(site.address).netloc)) as connection:
        connection.request(method, quote(path, safe="/?=&:"), headers={name.removesuffix(":"): value for name, value in sent})
        response = connection.getresponse()
        body = response.read().decode()

    head, _empty, shown_body = answer.partition("\n\n")
    status, *lines = head.split("\n")
    shown = dict(line.split(": ", 1) for line in lines)
    assert f"HTTP/1.1 {response.status} {response.reason}" == status
    assert {name: response.headers[name] for name in shown} == shown
    assert body == shown_body
