"""While somebody writes, the list of what is left to mend follows the autosaved draft."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.program import Site, page_number

pytestmark = pytest.mark.browser


def test_the_list_follows_what_is_typed_without_saving_by_hand(editor: Page, site: Site) -> None:
    number = page_number(editor, site, "Premier téléphone et contrôle")
    editor.add_init_script('document.addEventListener("w-unsaved:watch-edits", () => { document.body.dataset.watched = ""; })')
    editor.goto(f"{site.address}/admin/pages/{number}/edit/")
    # Wagtail takes note of changes only some seconds after the form is there.
    expect(editor.locator("body[data-watched]")).to_be_attached(timeout=30_000)
    summary = editor.locator("textarea[name=summary_fr]")
    before = summary.input_value()
    told = editor.locator(".messages [data-draft-findings]")

    summary.fill("Appelez le 3018.")
    expect(told).to_contain_text("Français, résumé", timeout=20_000)
    expect(told).to_contain_text("3018")

    summary.fill(before)
    expect(editor.locator(".messages")).not_to_contain_text("3018", timeout=20_000)
