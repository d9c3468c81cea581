"""The page at /graphiql: from our own files alone, on our endpoint alone."""

from __future__ import annotations

import json
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client

from api.http.graphiql import EXAMPLES, EXAMPLES_FOLDER


def test_the_page_holds_the_operations_kept_with_the_contract() -> None:
    response = Client().get("/graphiql")

    page = response.content.decode()
    settings = json.loads(re.search(r'<script id="graphiql-settings" type="application/json">(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]
    assert settings["endpoint"] == "/graphql"
    assert [example["query"] for example in settings["examples"]] == [
        (EXAMPLES_FOLDER / f"{name}.graphql").read_text(encoding="utf-8") for name in EXAMPLES
    ]
    assert [example["name"] for example in settings["examples"]] == [
        "The current edition",
        "A page by its path",
        "An interview and its film",
        "Resources, page by page",
        "Search",
        "Urgent help",
        "Who answers now",
        "Events around a place",
        "A kit for a parents' evening",
        "The site and its menu",
    ]
    assert json.loads(settings["examples"][0]["variables"]) == {"locale": "FR"}
    assert not response.cookies


def test_everything_on_the_page_is_a_file_of_ours() -> None:
    page = Client().get("/graphiql").content.decode()

    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    # No icon: browsers would ask for one at the root.
    assert addresses.pop(0) == "data:,"
    assert addresses == [
        "/static/api/graphiql/graphiql.min.css",
        "/static/api/graphiql/page.css",
        "/static/api/graphiql/react.production.min.js",
        "/static/api/graphiql/react-dom.production.min.js",
        "/static/api/graphiql/graphiql.min.js",
        "/static/api/graphiql/start.js",
    ]
    for address in addresses:
        file = finders.find(address.removeprefix("/static/"))
        assert file is not None
        # Django's manifest would look for the map of a file that names one.
        assert b"sourceMappingURL" not in Path(str(file)).read_bytes()
    assert finders.find("api/graphiql/LICENSES.txt") is not None


def test_the_page_may_run_our_files_and_nothing_else() -> None:
    policy = Client().get("/graphiql")["Content-Security-Policy"]

    assert sorted(directive.strip() for directive in policy.split(";")) == [
        "base-uri 'none'",
        "connect-src 'self'",
        "default-src 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
        "script-src 'self'",
        "style-src 'self'",
    ]


def test_the_page_is_only_read() -> None:
    assert Client().post("/graphiql").status_code == 405
