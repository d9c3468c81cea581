"""A real browser on the running program: for tests and for screenshots."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.running_site import Site

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium as Debian packages it (CHROMIUM names another)."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is needed for the browser tests: install Debian's package chromium, or name yours in CHROMIUM."
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield launched
        launched.close()


def log_in(page: Page, site: Site, username: str = "coordination") -> None:
    """Logs the page in to the admin with a demo account."""
    page.goto(f"{site.address}/admin/login/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", "club-demo")
    page.click("button[type=submit]")
    page.wait_for_url(f"{site.address}/admin/")


def open_form(page: Page, address: str) -> None:
    """Opens a form of the admin and waits until Wagtail takes note of changes.

    It remembers what the form held two seconds after it is there: what is typed before belongs to what it held, and is
    neither saved nor shown in the preview by itself.
    """
    page.add_init_script('document.addEventListener("w-unsaved:watch-edits", () => { document.body.dataset.watched = ""; })')
    page.goto(address)
    expect(page.locator("body[data-watched]")).to_be_attached(timeout=30_000)


def page_number(page: Page, site: Site, title: str) -> int:
    """The number of the page with this title, as the admin's own search finds it."""
    page.goto(f"{site.address}/admin/pages/search/?q={title}")
    link = page.locator("table a[href$='/edit/']", has_text=title).first.get_attribute("href")
    return int(re.findall(r"\d+", link or "")[-1])


def edition_number(page: Page, site: Site, title: str) -> int:
    """The number of the edition with this title: of pages of that name, the one that the screen of editions leads to."""
    page.goto(f"{site.address}/admin/desk/editions/")
    link = page.locator("main a[href*='/desk/editions/']", has_text=title).first.get_attribute("href")
    return int(re.findall(r"\d+", link or "")[-1])
