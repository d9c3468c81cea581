"""axe finds nothing on any screen of the website, in any language: a laptop by day, the smallest telephone by night; nothing sticks out."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.test_axe import found_on
from tests.running_site import Site
from tests.site_screens import screens

pytestmark = pytest.mark.browser

LAPTOP, SMALLEST = {"width": 1280, "height": 900}, {"width": 320, "height": 640}


@pytest.mark.parametrize(("scheme", "size"), [("light", LAPTOP), ("dark", SMALLEST)], ids=["laptop by day", "telephone by night"])
@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_axe_finds_nothing(browser: Browser, site: Site, language: str, scheme: Any, size: Any) -> None:
    page = browser.new_page(viewport=size, color_scheme=scheme)
    flaws = {}
    for name, address in screens(site, (language,)).items():
        page.goto(site.address + address)
        found = found_on(page)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > size["width"]:
            found.append(f"{width} pixels wide")
        if found:
            flaws[name] = found
    page.close()
    assert flaws == {}
