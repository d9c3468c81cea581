"""A page before its publication, as the website shows it: beside the form, in a window of its own, on a guest's telephone.

Browsers say in their console what a content security policy keeps from a page: nothing is, and nothing else goes wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.browser.program import open_form, page_number
from tests.running_site import Site

pytestmark = pytest.mark.browser

GUIDE = "Vérifier une information"
# Wagtail's own log of what its checks found.
CHECKS = "axe.run results"


@contextmanager
def nothing_wrong(page: Page) -> Iterator[None]:
    """Nothing goes wrong on a page, nor in its frames, meanwhile."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(CHECKS):
            said.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield
    page.wait_for_load_state("networkidle")
    assert said == []


def test_what_is_typed_is_seen_beside_the_form_and_checked(editor: Page, site: Site) -> None:
    number = page_number(editor, site, GUIDE)
    with nothing_wrong(editor):
        open_form(editor, f"{site.address}/admin/pages/{number}/edit/")
        editor.locator("[data-side-panel-toggle=preview]").first.click()
        seen = editor.frame_locator("#w-preview-iframe")
        expect(seen.get_by_role("heading", level=1)).to_contain_text(GUIDE, timeout=30_000)
        # Its draft is saved by itself, and others find the page by its title.
        editor.fill("[name=summary_fr]", "Un résumé à l’essai.")
        expect(seen.locator("main .lead")).to_have_text("Un résumé à l’essai.", timeout=30_000)
        expect(seen.locator("wagtail-userbar")).to_have_count(1)
        # The panel has its own choice of a language.
        expect(seen.locator("header .languages")).to_have_count(0)
        editor.get_by_label("Mode prévisualisation").select_option("ar")
        expect(seen.locator("html")).to_have_attribute("dir", "rtl", timeout=30_000)
        expect(seen.locator(".draft-note p")).to_have_count(1)
        editor.locator("[data-side-panel-toggle=checks]").first.click()
        expect(editor.locator("[data-checks-panel]")).to_contain_text("Titre vide trouvé", timeout=30_000)


def test_a_new_window_leads_from_language_to_language(editor: Page, site: Site) -> None:
    number = page_number(editor, site, GUIDE)
    with nothing_wrong(editor):
        editor.goto(f"{site.address}/admin/pages/{number}/view_draft/?mode=ar")
        expect(editor.locator("html")).to_have_attribute("dir", "rtl")
        editor.locator("wagtail-userbar button[aria-haspopup=true]").click()
        expect(editor.locator("wagtail-userbar [role=menuitem]").first).to_be_visible()
        editor.keyboard.press("Escape")
        editor.locator("header .languages summary").click()
        editor.locator("header .languages a[lang=en]").click()
        editor.wait_for_url("**/view_draft/?mode=en")
        expect(editor.locator("html")).to_have_attribute("lang", "en")


def test_a_guest_reads_it_on_a_telephone_without_scripts(editor: Page, browser: Browser, site: Site) -> None:
    editor.goto(f"{site.address}/admin/desk/pages/{page_number(editor, site, GUIDE)}/preview-link/")
    editor.fill("[name=guest]", "Mme Martin, mairie de Lyon")
    editor.locator("form:has([value=guest]) button[type=submit]").click()
    address = editor.get_by_label("Lien à envoyer").input_value()
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="fr-FR")
    guest = context.new_page()
    with nothing_wrong(guest):
        guest.goto(address)
        expect(guest.get_by_role("complementary", name="Avant publication")).to_contain_text("Mme Martin, mairie de Lyon")
        assert guest.evaluate("document.documentElement.scrollWidth") == 360
        guest.locator("header .languages summary").click()
        guest.locator("header .languages a[lang=ar]").click()
        expect(guest.locator("html")).to_have_attribute("dir", "rtl")
        assert guest.url == f"{address}ar/"
        # The search is the site's own, and public.
        guest.locator("header [name=q]").fill("harcèlement")
        guest.keyboard.press("Enter")
        guest.wait_for_url("**/ar/recherche?*")
    assert context.cookies() == []
    context.close()
