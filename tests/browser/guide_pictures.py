"""The pictures of the guide for editors (docs/editors), taken in French from the running program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.desk_screens import EDITION, GUIDE
from tests.browser.program import edition_number, log_in, page_number
from tests.running_site import ROOT, Site

FOLDER = ROOT / "docs" / "editors"

TUTORIAL = "Garder une preuve"
GUEST = "Mme Martin, mairie de Lyon"

WITH_WORK_TO_DO = """
import datetime as dt
from editorial.upkeep.refreshing import refresh
from pages.models import BasePage
for page in BasePage.objects.descendant_of(BasePage.objects.get(slug="unaf")).live().specific()[:3]:
    page.review_due_on = dt.date.today() - dt.timedelta(days=20 + page.pk)
    page.save()
refresh()
"""
"""Makes some pages of UNAF overdue: in the starter content nearly all is in order, and a picture of nothing explains nothing."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: whose screen it shows, how to come there, and its height in pixels (all are 1280 wide)."""

    username: str
    come: Callable[[Page, Site], None]
    height: int = 800


def _home(page: Page, site: Site) -> None:
    """Once the coordination has sent a page of urgent help to be read by an association."""
    browser = page.context.browser
    assert browser is not None
    sender = browser.new_page(locale="fr-FR")
    log_in(sender, site, "coordination.club")
    _form(sender, site)
    sender.locator("footer [data-w-dropdown-target=toggle]").click()
    sender.get_by_role("button", name="Soumettre").click()
    sender.locator(".messages .success").wait_for()
    sender.close()
    page.goto(f"{site.address}/admin/")


def _form(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/admin/pages/{page_number(page, site, GUIDE)}/edit/")


def _translation(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/admin/desk/translation/{page_number(page, site, TUTORIAL)}/ar/")


def _readiness(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/admin/desk/editions/{edition_number(page, site, EDITION)}/")


def _share_kit(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/admin/desk/pages/{edition_number(page, site, EDITION)}/share-kit/")


def _guest_links(page: Page, site: Site) -> None:
    """A link that its guest has opened, as the screen tells it later on."""
    screen = f"{site.address}/admin/desk/pages/{page_number(page, site, TUTORIAL)}/preview-link/"
    page.goto(screen)
    page.fill("[name=guest]", GUEST)
    page.locator("form:has([value=guest]) button[type=submit]").click()
    address = page.get_by_label("Lien à envoyer").input_value()
    browser = page.context.browser
    assert browser is not None
    guest = browser.new_page(locale="fr-FR")
    guest.goto(address)
    guest.close()
    page.goto(screen)


def _report(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/admin/desk/upkeep/")


PICTURES = {
    "guide-formulaire": Picture("coordination.club", _form),
    "traduire": Picture("arabe.e-enfance", _translation),
    # It sends a page to be read, which the preparation of the edition tells of, too.
    "accueil": Picture("publication.unaf", _home),
    "edition-preparation": Picture("coordination.club", _readiness),
    "edition-partage": Picture("coordination.club", _share_kit),
    "liens-invites": Picture("redaction.e-enfance", _guest_links),
    "rapport": Picture("publication.unaf", _report),
}
"""The pictures by the name of their file; tests/editorial/test_guide.py says that each chapter has those it shows."""


def take_guide(browser: Browser, site: Site, save: Callable[[Page, Path], None]) -> None:
    """Has every picture of the guide saved."""
    site.manage("shell", "-c", WITH_WORK_TO_DO)
    for name, picture in PICTURES.items():
        context = browser.new_context(viewport={"width": 1280, "height": picture.height}, locale="fr-FR")
        page = context.new_page()
        page.set_default_timeout(60_000)
        log_in(page, site, picture.username)
        picture.come(page, site)
        save(page, FOLDER / f"{name}.png")
        context.close()
