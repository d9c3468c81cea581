"""From the list of editions to a link for a guest, with the keyboard alone: the focus is seen, goes in order, and is never trapped."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk_screens import EDITION
from tests.browser.program import edition_number
from tests.running_site import Site

pytestmark = pytest.mark.browser

MOST_STOPS = 150
"""More than any of these screens has; who presses Tab more often is in a trap."""

FOCUSED = """() => {
    const focused = document.activeElement;
    const style = getComputedStyle(focused);
    const isRound = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    const box = focused.getBoundingClientRect();
    return {
        isSeen: isRound || style.boxShadow !== "none",
        isInMain: !!focused.closest("main"),
        top: box.top + window.scrollY,
        words: (focused.textContent || focused.value || "").replace(/\\s+/g, " ").trim(),
        name: focused.name || "",
    };
}"""


def tab_to(page: Page, words: str = "", *, name: str = "") -> None:
    """Presses Tab until the focus is on what has these words, or is the field of this name; every stop has to be seen."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["isInMain"]:
            assert stop["isSeen"], stop
        if (words and words in stop["words"]) or (name and stop["name"] == name):
            return
    pytest.fail(f"Tab never comes to {words or name}")


def stops_in_main(page: Page) -> list[float]:
    """Presses Tab through the whole screen and out of it; returns how far down each stop of its main part is, in pixels."""
    places: list[float] = []
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["isInMain"]:
            assert stop["isSeen"], stop
            places.append(stop["top"])
        elif places:
            return places
    pytest.fail("the focus never leaves the screen")


def test_the_readiness_is_walked_from_top_to_bottom_and_left(editor: Page, site: Site) -> None:
    editor.goto(f"{site.address}/admin/desk/editions/")
    tab_to(editor, EDITION)
    editor.keyboard.press("Enter")
    expect(editor).to_have_url(re.compile(r"/desk/editions/\d+/$"))

    places = stops_in_main(editor)
    lines = editor.locator(".readiness a:visible, .readiness button:visible").count()
    # The header of the screen has its own stops first; those of the lines follow one another down the page.
    walked = places[-lines:]
    assert (len(walked), walked) == (lines, sorted(walked))


def test_a_guest_link_is_made_and_revoked(editor: Page, site: Site) -> None:
    editor.goto(f"{site.address}/admin/desk/pages/{edition_number(editor, site, EDITION)}/preview-link/")
    tab_to(editor, name="guest")
    editor.keyboard.type("M. Diallo, école Jules-Ferry")
    tab_to(editor, name="days")
    editor.keyboard.press("Control+A")
    editor.keyboard.type("3")
    tab_to(editor, "Créer un lien d’invité")
    editor.keyboard.press("Enter")

    expect(editor.get_by_label("Lien à envoyer")).to_be_focused()
    row = editor.get_by_role("row", name="M. Diallo, école Jules-Ferry").first
    expect(row).to_contain_text("Actif")
    tab_to(editor, "Révoquer le lien de M. Diallo")
    editor.keyboard.press("Enter")
    expect(editor.get_by_role("row", name="M. Diallo, école Jules-Ferry").first).to_contain_text("Révoqué")
