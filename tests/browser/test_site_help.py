"""What the scripts of search, urgent help and reporting add, by keyboard and in place; without them the rest of the tests holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.running_site import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def reader(browser: Browser, site: Site) -> Iterator[Page]:
    """Somebody on a telephone; the site that the way out leads to is played."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="fr-FR", base_url=site.address)
    context.route("https://meteofrance.com/**", lambda route: route.fulfill(body="Il pleut."))
    yield context.new_page()
    context.close()


def test_suggestions_are_chosen_by_keyboard_and_what_is_typed_stands_in_no_address(reader: Page) -> None:
    sent: list[Request] = []
    reader.on("request", lambda request: sent.append(request) if "suggestions" in request.url and request.method == "POST" else None)
    reader.goto("/fr/recherche")
    box = reader.get_by_role("combobox")
    box.press_sequentially("harcelement en")
    options = reader.get_by_role("option")
    expect(options.first).to_be_visible()

    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    box.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.nth(1).get_attribute("id")
    assert {re.sub("^https?://[^/]+", "", request.url) for request in sent} == {"/fr/recherche/suggestions"}

    box.press("Escape")
    expect(options.first).to_be_hidden()
    expect(box).to_have_value("harcelement en")
    box.press("Enter")
    expect(reader).to_have_url(re.compile(r"/fr/recherche\?q=harcelement\+en$"))


def test_a_suggestion_leads_to_its_page(reader: Page) -> None:
    reader.goto("/fr/recherche")
    box = reader.get_by_role("combobox")
    box.press_sequentially("harc")
    reader.get_by_role("option").filter(has_text="Thème").click()
    expect(reader).to_have_url(re.compile(r"/fr/themes/harcelement-en-ligne$"))


@pytest.mark.parametrize("is_by_keyboard", [False, True])
def test_the_quick_way_out_takes_the_place_of_the_page(reader: Page, is_by_keyboard: bool) -> None:
    reader.goto("/fr/")
    reader.goto("/fr/aide/suicide")
    if is_by_keyboard:
        for _time in range(3):
            reader.keyboard.press("Escape")
    else:
        reader.locator("[data-quick-exit]").click()
    expect(reader).to_have_url("https://meteofrance.com/")
    assert reader.evaluate("document.referrer") == ""

    reader.go_back()
    expect(reader).to_have_url(re.compile(r"/fr/$"))


def test_a_vote_is_thanked_for_in_its_place(reader: Page) -> None:
    reader.goto("/fr/a-propos")
    reader.locator("[data-report] button[value=helped]").click()
    expect(reader.locator("[data-report-status]")).to_have_text("Merci. Votre réponse va à celles et ceux qui écrivent cette page.")
    expect(reader.locator("[data-report] button[value=helped]")).to_be_hidden()
    expect(reader).to_have_url(re.compile(r"/fr/a-propos$"))


def test_a_report_without_words_says_so_in_its_place(reader: Page) -> None:
    reader.goto("/fr/a-propos")
    reader.locator("[data-report] summary").click()
    reader.locator("[data-report] button[value=mistake]").click()
    expect(reader.locator("[data-report-status]")).to_have_text(
        "Dites en quelques mots ce qui ne va pas, pour que quelqu’un puisse corriger."
    )
    expect(reader.locator("#report-message")).to_be_visible()
