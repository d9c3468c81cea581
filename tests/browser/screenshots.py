"""`make screenshots`: the pictures of docs/images, docs/editors and docs/site, taken from the running program (ONLY=site: of one)."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.guide_pictures import take_guide
from tests.browser.program import chromium, log_in, page_number
from tests.browser.site_pictures import take_site
from tests.running_site import ROOT, Site, running_site

FOLDER = ROOT / "docs" / "images"

PAGE_FORMS = {
    "form-home": "Le Club des Parents Connectés",
    "form-editions": "Les éditions",
    "form-edition": "Harcèlement en ligne",
    "form-space": "Association e-Enfance",
    "form-interview": "Justine Atlan",
    "form-resources": "Les guides",
    "form-guide": "Mon enfant est harcelé en ligne",
    "form-tutorial": "Garder une preuve",
    "form-article": "Pourquoi une vidéo en appelle une autre",
    "form-conversation": "Il ne dit plus rien de sa journée",
    "form-faq": "Porter plainte pour harcèlement en ligne",
    "form-activity": "L'enquête de la photo mystère",
    "form-partner-resource": "Je protège mon enfant",
    "form-kit": "Soirée de parents",
    "form-events": "Agenda",
    "form-event": "Café virtuel",
    "form-standard": "À propos du Club",
}
"""The forms of the page types, by the title of a page of the starter content."""

SHARED_TABS = {
    "form-interview-video": ("form-interview", "Vidéo"),
    "form-tutorial-versions": ("form-tutorial", "Application ou appareil"),
    "form-conversation-questions": ("form-conversation", "Questions et écueils"),
    "form-activity-material": ("form-activity", "Durée et matériel"),
    "form-kit-files": ("form-kit", "Kit"),
    "form-event-when": ("form-event", "Événement"),
}
"""The tabs of what is the same in all languages: the form, and the name of its tab."""

RECORD_FORMS = (
    *("video", "person", "helpline", "crisisreason", "evidence", "theme", "organisation", "audience", "ageband"),
    *("synonymgroup", "promotedanswer"),
)


def save(page: Page, file: Path) -> None:
    """Saves what the page shows now, once it is still."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(600)
    page.screenshot(path=file)
    sys.stdout.write(f"{file.relative_to(ROOT)}\n")


def take(page: Page, name: str) -> None:
    """Saves a picture of docs/images."""
    save(page, FOLDER / f"{name}.png")


def edit_address(page: Page, site: Site, title: str) -> str:
    """Where the admin edits the page with this title."""
    return f"{site.address}/admin/pages/{page_number(page, site, title)}/edit/"


def take_admin(page: Page, site: Site) -> None:
    """The tree, the forms of all page types, the tabs of an interview, the records."""
    page.goto(f"{site.address}/admin/pages/2/")
    take(page, "tree")
    for name, title in PAGE_FORMS.items():
        page.goto(edit_address(page, site, title))
        take(page, name)
    for name, tab in {"form-guide-arabic": "العرب", "form-guide-options": "Plus d’options"}.items():
        page.goto(edit_address(page, site, PAGE_FORMS["form-guide"]))
        page.get_by_role("tab", name=tab).click()
        take(page, name)
    for name, (form, tab) in SHARED_TABS.items():
        page.goto(edit_address(page, site, PAGE_FORMS[form]))
        page.get_by_role("tab", name=tab).click()
        take(page, name)
    for record in RECORD_FORMS:
        page.goto(f"{site.address}/admin/snippets/pages/{record}/")
        page.locator("table a[href*='/edit/']").first.click()
        take(page, f"form-{record}")
    # No consent of anybody is invented: the form is empty.
    page.goto(f"{site.address}/admin/snippets/pages/consent/add/")
    take(page, "form-consent")
    page.goto(f"{site.address}/admin/images/")
    page.locator("main a[href*='/admin/images/']").filter(has=page.locator("img")).first.click()
    take(page, "form-image")


def take_translator(page: Page, site: Site) -> None:
    """An interview as the one who writes its English has it: their language, the French to read, the lists."""
    page.goto(edit_address(page, site, PAGE_FORMS["form-interview"]))
    take(page, "translator-own")
    for name, tab in {"translator-french": "Français", "translator-lists": "Listes"}.items():
        page.get_by_role("tab", name=tab).click()
        take(page, name)


def take_graphiql(page: Page, site: Site) -> None:
    """GraphiQL with its first example answered."""
    page.goto(f"{site.address}/graphiql")
    page.wait_for_load_state("networkidle")
    page.locator(".graphiql-execute-button").click()
    page.wait_for_timeout(1500)
    take(page, "graphiql")


def take_images(browser: Browser, site: Site) -> None:
    """The pictures of docs/images."""
    for username, takes in {
        "coordination": (take_admin, take_graphiql),
        "anglais.e-enfance": (take_translator,),
    }.items():
        page = browser.new_page(viewport={"width": 1366, "height": 900}, locale="fr-FR")
        page.set_default_timeout(60_000)
        log_in(page, site, username)
        for take_some in takes:
            take_some(page, site)
        page.close()


def take_editors(browser: Browser, site: Site) -> None:
    """The pictures of docs/editors."""
    take_guide(browser, site, save)


ALBUMS = {"images": take_images, "editors": take_editors, "site": take_site}


def main() -> None:
    """Starts the program in a temporary folder and takes every picture, or those of the album named in ONLY."""
    only = os.environ.get("ONLY")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="club-screenshots-") as folder, running_site(Path(folder)) as site, chromium() as browser:
        for album in [only] if only else ALBUMS:
            ALBUMS[album](browser, site)


if __name__ == "__main__":
    main()
