"""An interview by e-Enfance, approved by UNAF; its English written by a translator, approved by a reader, and published alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.program import log_in, page_number
from tests.running_site import Site, wait_until

pytestmark = pytest.mark.browser

PATH = "/e-enfance/un-entretien-durgence"

READ = """
query Read($path: String!, $locale: Locale!) {
  page(path: $path, locale: $locale) {
    title summary bodyText bodyHtml locale isFallback path publishedAt updatedAt
  }
}
"""


@pytest.fixture
def person(browser: Browser, site: Site) -> Iterator[Callable[[str], Page]]:
    """The admin in the browser of somebody with a demo account."""
    contexts = []

    def logged_in(username: str) -> Page:
        context = browser.new_context(viewport={"width": 1366, "height": 1200}, locale="fr-FR")
        contexts.append(context)
        page = context.new_page()
        log_in(page, site, username)
        return page

    yield logged_in
    for context in contexts:
        context.close()


def read(site: Site, locale: str) -> Any:
    return site.ask(READ, path=PATH, locale=locale)["page"]


def add_helpline(page: Page, field: str) -> None:
    """Adds the block with the 3018 to a text, as the check of urgent help asks."""
    text = page.locator(f"[data-contentpath={field}]")
    text.get_by_role("button", name="Insérer un bloc").first.click()
    page.get_by_role("option", name="Numéro d’aide").click()
    text.get_by_role("button", name="Choisir").first.click()
    page.locator(".modal-body").get_by_role("link", name="3018").first.click()
    expect(text.get_by_text("3018").first).to_be_visible()


def use_menu(page: Page, button: str) -> None:
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.get_by_role("button", name=button).click()


def write_french(writer: Page, site: Site) -> None:
    writer.goto(f"{site.address}/admin/pages/add/pages/interviewpage/{page_number(writer, site, 'Association e-Enfance')}/")
    writer.fill("[name=title_fr]", "Un entretien d’urgence")
    writer.fill("[name=summary_fr]", "Que faire tout de suite.")
    add_helpline(writer, "introduction_fr")
    writer.get_by_role("tab", name="Plus d’options").click()
    writer.check("[name=is_crisis]")
    use_menu(writer, "Soumettre")
    expect(writer.locator(".messages .success")).to_contain_text("Un entretien d’urgence")


def approve(reviewer: Page, site: Site) -> None:
    reviewer.goto(f"{site.address}/admin/")
    reviewer.get_by_role("link", name="Un entretien d’urgence").first.click()
    reviewer.get_by_role("button", name="Approuver").click()
    expect(reviewer.locator(".messages .success")).to_contain_text("Vous avez approuvé")


def write_english(translator: Page, site: Site) -> None:
    translator.goto(f"{site.address}/admin/pages/{page_number(translator, site, 'Un entretien d’urgence')}/edit/")
    expect(translator.locator("[name=title_fr]")).to_have_count(0)
    expect(translator.locator("[name=title_ar]")).to_have_count(0)
    expect(translator.locator("[name=is_crisis]")).to_have_count(0)
    expect(translator.get_by_text("Que faire tout de suite.").first).to_be_attached()
    translator.get_by_role("tab", name="English").click()
    translator.check("[name=is_ready_en]")
    translator.fill("[name=title_en]", "An urgent interview")
    translator.fill("[name=summary_en]", "What to do at once.")
    add_helpline(translator, "introduction_en")
    use_menu(translator, "Soumettre")
    expect(translator.locator(".messages .success")).to_be_visible()


def test_from_one_association_over_another_to_one_language_alone(person: Callable[[str], Page], site: Site) -> None:
    write_french(person("redaction.e-enfance"), site)
    assert read(site, "FR") is None

    approve(person("publication.unaf"), site)
    french = wait_until(lambda: read(site, "FR"))
    assert (french["title"], french["locale"]) == ("Un entretien d’urgence", "FR")
    assert read(site, "EN") == {**french, "isFallback": True}

    write_english(person("anglais.e-enfance"), site)
    assert read(site, "EN") == {**french, "isFallback": True}

    approve(person("anglais.unaf"), site)
    english = wait_until(lambda: (found := read(site, "EN")) and not found["isFallback"] and found)
    assert (english["title"], english["summary"], english["locale"]) == ("An urgent interview", "What to do at once.", "EN")
    assert read(site, "FR") == french
    assert read(site, "AR") == {**french, "isFallback": True, "path": "/إي-أنفانس/un-entretien-durgence"}
