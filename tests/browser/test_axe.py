"""axe finds nothing on the screens of the desk, in French, on a laptop."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk_screens import SCREENS, numbers
from tests.browser.program import log_in, page_number
from tests.running_site import Site

pytestmark = pytest.mark.browser

WAITING = "Chantage avec des images intimes"
"""A guide that another association has to read."""

LAPTOP = {"width": 1280, "height": 800}


def found_on(page: Page) -> list[str]:
    """What axe finds on the screen the page shows: the rule, and where."""
    page.wait_for_load_state("networkidle")
    violations = Axe().run(page).response["violations"]
    return [f"{violation['id']}: {node['target']} {node['html'][:200]}" for violation in violations for node in violation["nodes"]]


@pytest.fixture(scope="module")
def desk(browser: Browser, site: Site) -> Iterator[Page]:
    """The screen of the coordination."""
    context = browser.new_context(viewport=LAPTOP, locale="fr-FR")
    page = context.new_page()
    log_in(page, site)
    yield page
    context.close()


@pytest.fixture(scope="module")
def numbered(desk: Page, site: Site) -> dict[str, int]:
    return numbers(desk, site)


@pytest.mark.parametrize("name", SCREENS)
def test_axe_finds_nothing(desk: Page, site: Site, numbered: dict[str, int], name: str) -> None:
    address = site.address + SCREENS[name].format(**numbered)
    desk.goto(address)
    # A screen that refuses leads elsewhere, and nobody would have looked at it.
    assert desk.url == address
    assert found_on(desk) == []


def test_axe_finds_nothing_before_the_log_in(browser: Browser, site: Site) -> None:
    page = browser.new_page(viewport=LAPTOP, locale="fr-FR")
    page.goto(f"{site.address}/admin/login/")
    assert found_on(page) == []
    page.fill("input[name=username]", "coordination")
    page.fill("input[name=password]", "un autre mot de passe")
    page.click("button[type=submit]")
    expect(page.locator(".messages .error")).to_be_visible()
    assert found_on(page) == []
    page.close()


def test_axe_finds_nothing_on_a_guest_link_and_where_it_leads(browser: Browser, desk: Page, site: Site, numbered: dict[str, int]) -> None:
    desk.goto(f"{site.address}/admin/desk/pages/{numbered['edition']}/preview-link/")
    desk.fill("[name=guest]", "Mme Martin, mairie de Lyon")
    desk.locator("form:has([value=guest]) button[type=submit]").click()
    address = desk.get_by_label("Lien à envoyer").input_value()
    assert found_on(desk) == []
    guest = browser.new_page(viewport=LAPTOP, locale="fr-FR")
    for language in ("fr", "ar"):
        guest.goto(f"{address}{language}/")
        assert found_on(guest) == []
    guest.close()


def test_axe_finds_nothing_on_what_waits_for_an_approval(browser: Browser, site: Site) -> None:
    sender = browser.new_page(viewport=LAPTOP, locale="fr-FR")
    log_in(sender, site, "coordination.club")
    sender.goto(f"{site.address}/admin/pages/{page_number(sender, site, WAITING)}/edit/")
    sender.fill("[name=summary_fr]", "Sept gestes, dans l’ordre.")
    sender.locator("footer [data-w-dropdown-target=toggle]").click()
    sender.get_by_role("button", name="Soumettre").click()
    expect(sender.locator(".messages .success")).to_be_visible()
    sender.close()

    reader = browser.new_page(viewport=LAPTOP, locale="fr-FR")
    log_in(reader, site, "publication.unaf")
    assert found_on(reader) == []
    reader.get_by_role("link", name=WAITING).first.click()
    expect(reader).to_have_url(re.compile("/desk/reviews/"))
    assert found_on(reader) == []
    reader.close()
