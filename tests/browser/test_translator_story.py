"""A translator works through a page with the keyboard alone, while the French changes and the network goes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.program import log_in, page_number
from tests.running_site import Site

pytestmark = pytest.mark.browser

CHANGE_OF_THE_FRENCH = """
from django.contrib.auth import get_user_model
from pages.models import BasePage
version = BasePage.objects.get(pk={number}).get_latest_revision_as_object()
version.summary_fr = "Oui. Au commissariat, avec votre enfant."
version.save_revision(user=get_user_model().objects.get(username="redaction.e-enfance"))
"""


def tab_to(page: Page, selector: str) -> None:
    """Presses the tabulator until the focus is there."""
    for _ in range(80):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} is not reached by the keyboard")


def test_a_page_is_translated_by_the_keyboard_and_nothing_typed_is_lost(visitor: Page, site: Site) -> None:
    log_in(visitor, site, "arabe.e-enfance")
    number = page_number(visitor, site, "Porter plainte")
    visitor.goto(f"{site.address}/admin/desk/translation/{number}/ar/")
    expect(visitor.locator("body[data-translation-ready]")).to_be_attached()
    left, state = visitor.locator("[data-remaining]"), visitor.locator("[data-state-of-all]")
    expect(left).to_have_text("18 phrases restantes")

    tab_to(visitor, "textarea#text-1")
    assert visitor.evaluate("getComputedStyle(document.activeElement).direction") == "rtl"
    visitor.keyboard.type("تقديم شكوى بسبب التنمّر")
    expect(left).to_have_text("17 phrases restantes")
    expect(state).to_have_text("Tout est enregistré")

    visitor.keyboard.press("Control+Enter")
    summary = visitor.locator("#text-2")
    expect(summary).to_be_focused()
    site.manage("shell", "-c", CHANGE_OF_THE_FRENCH.format(number=number))
    visitor.keyboard.type("نعم")
    part = visitor.locator(".translation-part").nth(1)
    expect(part.locator("[data-conflict]")).to_be_visible()
    expect(part.locator("[data-conflict-told]")).to_have_text("Le français a changé depuis que vous l’avez lu.")
    expect(part.locator("[data-difference] ins").first).to_contain_text("votre enfant")
    expect(part.locator("[data-source-html]")).to_contain_text("Oui. Au commissariat, avec votre enfant.")
    expect(summary).to_have_value("نعم")
    expect(state).to_have_text("Pas encore enregistré")
    tab_to(visitor, "[data-keep-mine]")
    visitor.keyboard.press("Enter")
    expect(left).to_have_text("16 phrases restantes")
    expect(part).to_have_attribute("data-state", "current")

    tab_to(visitor, ".public-DraftEditor-content")
    visitor.context.set_offline(True)
    visitor.keyboard.type("نعم، يمكنكم")
    expect(state).to_contain_text("pas de connexion")
    visitor.context.set_offline(False)
    expect(state).to_have_text("Tout est enregistré")
    visitor.reload()
    expect(visitor.locator(".translation-part").first).to_have_attribute("data-state", "missing")
    visitor.goto(f"{site.address}/admin/desk/translation/{number}/ar/?all=1")
    expect(visitor.locator(".translation-part[data-kind=rich] [data-rich]").first).to_contain_text("نعم، يمكنكم")
