"""While somebody writes, the list of what is left to mend follows the autosaved draft."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.program import open_form, page_number
from tests.running_site import Site

pytestmark = pytest.mark.browser


def write_until(field: Locator, text: str, is_told: Callable[[], bool]) -> None:
    """Writes a text, letter by letter as people do, again and again: a form on a busy machine may overlook the first change."""
    for _ in range(6):
        field.fill("")
        field.press_sequentially(text, delay=20)
        for _ in range(50):
            if is_told():
                return
            field.page.wait_for_timeout(200)
    pytest.fail("the list did not follow")


def test_the_list_follows_what_is_typed_without_saving_by_hand(editor: Page, site: Site) -> None:
    number = page_number(editor, site, "Premier téléphone et contrôle")
    open_form(editor, f"{site.address}/admin/pages/{number}/edit/")
    summary = editor.locator("textarea[name=summary_fr]")
    before = summary.input_value()
    told = editor.locator(".messages [data-draft-findings]")

    write_until(summary, "Appelez le 3018.", lambda: told.count() > 0 and "Français, résumé" in told.inner_text())
    expect(told).to_contain_text("3018")

    write_until(summary, before, lambda: "3018" not in editor.locator(".messages").inner_text())
