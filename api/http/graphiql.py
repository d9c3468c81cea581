"""The page at /graphiql: GraphiQL from our own static files, with the operations of `graphql/operations/` as examples."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

# Each file holds one operation; its first comment line says in a few words what it shows.
OPERATIONS_FOLDER = settings.BASE_DIR / "graphql" / "operations"

# The page may run and read what this server gives, and nothing else.
POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "connect-src": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [NONE],
}

_NAME = re.compile(r"^# (?P<name>.+)$", re.MULTILINE)


@cache
def examples() -> list[dict[str, str]]:
    """The operations kept with the contract: name, text and variables (JSON, from the line `# variables: …`)."""
    found = []
    for file in sorted(OPERATIONS_FOLDER.glob("*.graphql")):
        query = file.read_text(encoding="utf-8")
        comments = [match["name"] for match in _NAME.finditer(query)]
        variables = next((line.removeprefix("variables: ") for line in comments if line.startswith("variables: ")), "")
        found.append({"name": comments[0], "query": query, "variables": variables})
    return found


@csp(POLICY)
@require_safe
def graphiql_view(request: HttpRequest) -> HttpResponse:
    """The page. It reads only our endpoint, without cookies."""
    context: dict[str, Any] = {
        "site_name": settings.WAGTAIL_SITE_NAME,
        "settings": {"endpoint": reverse("graphql"), "examples": examples()},
    }
    return render(request, "api/graphiql.html", context)
