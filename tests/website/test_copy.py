"""Passing an answer on: the text, the short address that stays good, whom to call on pages of help, and a code to scan."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from urllib.parse import unquote

import pytest
import segno
from django.template.loader import render_to_string
from django.utils import translation

from pages.models import HomePage
from search import indexing
from tests.api.asking import data_of
from tests.factories import GuidePageFactory, HelplineFactory
from tests.website.reading import read
from website.languages import language_called
from website.presenting.sharing import message

ALWAYS = [(day, dt.time(0), dt.time(0)) for day in range(7)]

CLOSED, OPEN, LATER = (
    {"number": number, "name": name, "isOpen": is_open, "isTextMessage": False}
    for number, name, is_open in (("3018", "3018: harassment", False), ("119", "Child in danger", True), ("17", "17: police", True))
)


@pytest.mark.parametrize(
    ("lines", "calls"),
    [
        ((), []),
        ((OPEN, LATER), ["Call 119 (Child in danger)"]),
        ((CLOSED, OPEN, LATER), ["Call 3018: harassment", "Call 119 (Child in danger)"]),
        ((CLOSED,), ["Call 3018: harassment"]),
        (({**OPEN, "number": "114", "name": "114: by message", "isTextMessage": True},), ["Write to 114: by message"]),
    ],
)
def test_the_message_holds_the_fitting_line_and_one_that_answers(lines: Any, calls: list[str]) -> None:
    with translation.override("en"):
        text = message("Title", "Words", "https://a.invalid/r/AB", lines)

    assert text.splitlines() == ["Title", "Words", *calls, "https://a.invalid/r/AB"]


def test_words_that_are_the_title_are_not_said_twice() -> None:
    assert message("Title", "Title", "https://a.invalid/r/AB", ()) == "Title\nhttps://a.invalid/r/AB"


SHARED = "query($path: String!) { page(path: $path) { title shareText shortLink canonicalPath isCrisis path locale isFallback } }"


def shown(page: Any, **context: Any) -> str:
    """The part on the screen of a page in French."""
    return render_to_string("website/parts/copy_answer.html", {"page": page, "language": language_called("fr"), "layout": None, **context})


@pytest.mark.django_db
def test_a_page_of_help_is_passed_on_with_its_line_and_another_without(home: HomePage) -> None:
    HelplineFactory(name_fr="3018 : harcèlement", hours=ALWAYS)
    for slug, is_crisis in (("aide", True), ("idee", False)):
        GuidePageFactory(title_fr=slug, slug=slug, share_text_fr="À savoir.", is_crisis=is_crisis)
    layout = {"helplines": [{**CLOSED, "name": "3018 : harcèlement", "isOpen": True}]}
    texts = {}
    for slug in ("aide", "idee"):
        page = data_of(SHARED, {"path": f"/ressources/{slug}"})["page"]
        html = shown(page, layout=layout)
        [text] = re.findall(r"<textarea[^>]*readonly[^>]*>([^<]*)</textarea>", html)
        texts[slug] = text.splitlines()
        assert unquote(re.findall(r'href="https://wa.me/\?text=([^"]*)"', html)[0]).splitlines() == texts[slug]
        assert f'src="/fr/qr/ressources/{slug}.svg"' in html
        assert texts[slug][-1] == page["shortLink"]

    assert [texts["aide"][:2], len(texts["aide"])] == [["aide", "À savoir."], 4]
    assert [texts["idee"][:2], len(texts["idee"])] == [["idee", "À savoir."], 3]


def test_where_there_is_no_short_link_the_address_of_the_page_is_passed_on() -> None:
    page = {"title": "A", "shareText": "B", "shortLink": None, "canonicalPath": "/a", "isCrisis": False, "path": "/a"}

    assert "A\nB\nhttps://lecteurs.invalid/fr/a</textarea>" in shown(page)


@pytest.mark.django_db
def test_without_javascript_the_text_stands_there_and_no_dead_button(home: HomePage) -> None:
    GuidePageFactory(title_fr="Idée", slug="idee")
    html = shown(data_of(SHARED, {"path": "/ressources/idee"})["page"])

    assert re.findall(r"<button[^>]*>", html) == re.findall(r"<button[^>]* hidden>", html)
    assert "<script" not in html


@pytest.mark.django_db
def test_every_result_can_be_passed_on(home: HomePage, tmp_path: Any, settings: Any) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path
    for number in range(3):
        GuidePageFactory(title_fr=f"Cyberviolence {number}", slug=f"guide-{number}")
    indexing.ensure_index()
    screen = read("/en/recherche?q=cyberviolence")

    links = {row.get_text().splitlines()[-1] for row in screen.tree.select(".result textarea")}
    pages = [
        data_of(SHARED.replace("page(path: $path)", "page(path: $path, locale: EN)"), {"path": f"/ressources/guide-{n}"}) for n in range(3)
    ]
    assert links == {page["page"]["shortLink"] for page in pages}
    ids = [element["id"] for element in screen.tree.select("[id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.django_db
def test_the_code_to_scan_holds_the_short_link(home: HomePage) -> None:
    GuidePageFactory(title_fr="Idée", slug="idee")
    link = data_of(SHARED, {"path": "/ressources/idee"})["page"]["shortLink"]
    response = read("/fr/qr/ressources/idee.svg").response

    assert (response.status_code, response["Content-Type"], response["X-Robots-Tag"]) == (200, "image/svg+xml", "noindex")
    [drawn] = re.findall(r'<path[^>]*stroke[^>]* d="([^"]*)"', response.content.decode())
    assert drawn in segno.make(link, error="m", micro=False).svg_inline(border=4, dark="#000", light="#fff")
    assert "style=" not in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/fr/qr/ressources/nothing.svg", "/fr/qr/x.svg"])
def test_there_is_no_code_for_what_is_not_there(home: HomePage, address: str) -> None:
    assert read(address).response.status_code == 404
