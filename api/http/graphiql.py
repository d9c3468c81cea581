"""The page at /graphiql: GraphiQL from our own static files, with the operations of `graphql/operations/examples/`."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from api.documents.operations import operation_in, operations_folder
from api.http import exploration

# Each file holds one operation; its first comment line says in a few words what it shows.
EXAMPLES_FOLDER = operations_folder() / "examples"
# In the order of somebody who comes to know the site; the file names say nothing about it, so that it can change without touching them.
EXAMPLES = (
    *("Edition", "Page", "Interview", "Resources", "Search"),
    *("CrisisReasons", "Helplines", "Events", "Kit", "Site"),
)

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
    """The examples in their order."""
    return [example_in(operation_in(EXAMPLES_FOLDER / f"{name}.graphql").text) for name in EXAMPLES]


def example_in(query: str) -> dict[str, str]:
    """What the text of an operation shows: name (its first comment), the text itself, variables (JSON, from `# variables: …`)."""
    comments = [match["name"] for match in _NAME.finditer(query)]
    variables = next((line.removeprefix("variables: ") for line in comments if line.startswith("variables: ")), "")
    return {"name": comments[0], "query": query, "variables": variables}


@csp(POLICY)
@require_safe
def graphiql_view(request: HttpRequest) -> HttpResponse:
    """The page, which reads only our endpoint, without cookies; not found where exploration is off."""
    if not exploration.is_open():
        raise Http404
    context: dict[str, Any] = {
        "site_name": settings.WAGTAIL_SITE_NAME,
        "settings": {"endpoint": reverse("graphql"), "examples": examples()},
    }
    return render(request, "api/graphiql.html", context)
