"""A date stays in its field as somebody typed it: nothing is put in its place, and the server says what it cannot read."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.running_site import Site

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("typed", ["05/11/2027", "31/02/2027", "hier"])
def test_what_is_typed_is_neither_replaced_nor_lost(editor: Page, site: Site, typed: str) -> None:
    editor.goto(f"{site.address}/admin/snippets/pages/promotedanswer/add/")
    field = editor.locator("[name=valid_from]")
    field.click()
    editor.keyboard.type(typed)
    editor.locator("[name=note]").click()
    expect(field).to_have_value(typed)
    editor.get_by_role("button", name="Enregistrer").first.click()
    expect(editor.locator(".messages .error")).to_be_visible()
    if typed == "05/11/2027":
        expect(field).to_have_value(typed)
        expect(editor.get_by_text("Saisissez une date valide.")).to_have_count(0)
    else:
        expect(editor.get_by_text("Saisissez une date valide.")).to_be_visible()
        expect(field).to_have_value(typed)
