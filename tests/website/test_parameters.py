"""What of an address counts: the parameters that views read, in one spelling; nothing else splits what is kept, or reaches a view."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from website.filing import FILING
from website.listing import AFTER, TYPE
from website.parameters import KNOWN, LONGEST, MOST, KnownParameters, is_page, known_part, question
from website.presenting.searching import PARAMETERS
from website.views import agenda, kits, people, reports, urgent_help


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        ("", ""),
        ("q=captures+d%27%C3%A9cran", "q=captures+d%27%C3%A9cran"),
        ("q=captures%20d'%c3%a9cran", "q=captures+d%27%C3%A9cran"),
        # Bytes that were not escaped, as WSGI has them.
        ("q=\xc3\xa9cran", "q=%C3%A9cran"),
        ("utm_source=lettre&fbclid=x&q=a&gclid=", "q=a"),
        ("theme=b&q=x&theme=a&theme=a", "q=x&theme=a&theme=b"),
        ("q=&theme=&tri=recent", "tri=recent"),
        ("q=+++", ""),
        ("q=a%00b", "q=ab"),
        ("q=%ff", "q=%EF%BF%BD"),
        ("Q=a&q[]=b&=c&&&", ""),
    ],
)
def test_one_spelling_of_what_counts(told: str, counts: str) -> None:
    assert known_part(told) == counts
    assert known_part(counts) == counts


def test_addresses_without_end_are_read_to_some_point() -> None:
    assert known_part("q=" + "a" * 10_000) == "q=" + "a" * LONGEST
    assert known_part("x=1&" * MOST + "q=a") == ""


@pytest.mark.parametrize("path", ["/", "/fr", "/fr/", "/ar/aide/suicide", "/en/no/such", "/sitemap.xml", "/sitemap-fr.xml", "/robots.txt"])
def test_pages_of_the_site_begin_with_a_language(path: str) -> None:
    assert (is_page(path), question(path, "utm_source=x"), question(path, "q=x")) == (True, "", "q=x")


@pytest.mark.parametrize(
    "path", ["/graphql", "/admin/", "/media/x", "/static/x.css", "/r/abc", "/de/", "/french", "/FR/", "/.well-known/security.txt"]
)
def test_other_addresses_are_others_business(path: str) -> None:
    assert (is_page(path), question(path, "q=x")) == (False, None)


def test_every_parameter_that_a_view_reads_counts() -> None:
    lists = {
        *(TYPE, *FILING),
        *(agenda.DEPARTMENT, agenda.KIND, agenda.PLACE, agenda.LANGUAGE, agenda.PAST),
        *(kits.LEVEL, kits.THEME, people.KIND, AFTER),
    }
    assert {*PARAMETERS, *lists, urgent_help.WHO, urgent_help.FROM, reports.PAGE} <= KNOWN


@pytest.mark.parametrize(
    ("method", "path", "seen"),
    [
        ("GET", "/fr/recherche", {"q": "a"}),
        ("HEAD", "/fr/recherche", {"q": "a"}),
        ("POST", "/fr/recherche", {"q": "a", "utm_source": "x"}),
        ("GET", "/admin/", {"q": "a", "utm_source": "x"}),
    ],
)
def test_a_view_of_the_site_sees_nothing_else(rf: RequestFactory, method: str, path: str, seen: dict[str, str]) -> None:
    told: list[dict[str, str]] = []

    def view(request: HttpRequest) -> HttpResponse:
        told.append(request.GET.dict())
        return HttpResponse()

    KnownParameters(view)(rf.generic(method, f"{path}?utm_source=x&q=a"))

    assert told == [seen]
