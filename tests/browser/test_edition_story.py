"""An edition from its first changed word to its release and back: translated, exchanged, read over, prepared, released at its hour."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polib
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.program import log_in, page_number
from tests.running_site import ROOT, Site, wait_until

pytestmark = pytest.mark.browser

TITLE, PATH = "Garder une preuve\N{NO-BREAK SPACE}: la capture d'écran", "/e-enfance/garder-une-preuve-capture-d-ecran"
OLD = "Avant d'effacer un message qui fait mal, gardez-en une image. Deux boutons suffisent, sur tous les téléphones."
NEW = "Avant d'effacer un message qui fait mal, gardez-en une copie. Deux boutons suffisent, sur tous les téléphones."
OLD_ENGLISH = "Before deleting a hurtful message, keep a picture of it. Two buttons are enough, on every phone."
NEW_ENGLISH = "Before deleting a hurtful message, keep a copy of it. Two buttons are enough, on every phone."
OLD_TITLE, NEW_TITLE = "Keeping proof: how to take a screenshot", "Keeping proof: take a screenshot"

READ = """
query Read($path: String!) {
  edition(number: 2, locale: FR) { title contents { title } reviews { organisation { shortName } } }
  french: page(path: $path, locale: FR) { summary }
  english: page(path: $path, locale: EN) { title summary }
}
"""

EDITION = """
from django.contrib.auth import get_user_model
from pages.models import BasePage, EditionContent, EditionIndexPage, EditionPage
person = get_user_model().objects.get(username="coordination.club")
edition = EditionPage(
    title_fr="Porter plainte, sans avoir peur", summary_fr="Quand un enfant est harcelé en ligne, la loi est de son côté.",
    slug="porter-plainte-sans-avoir-peur", number=2, launch_date="2030-11-05", live=False, owner=person,
)
EditionIndexPage.objects.get().add_child(instance=edition)
edition.contents = [EditionContent(page=BasePage.objects.get(pk={number}), sort_order=0)]
edition.save_revision(user=person)
"""


@pytest.fixture
def person(browser: Browser, site: Site) -> Iterator[Callable[[str], Page]]:
    """The admin in the browser of somebody with a demo account."""
    contexts = []

    def logged_in(username: str) -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR", accept_downloads=True)
        contexts.append(context)
        page = context.new_page()
        log_in(page, site, username)
        return page

    yield logged_in
    for context in contexts:
        context.close()


def picture(page: Page, name: str) -> None:
    """Keeps what the page shows for the guide, where `make screenshots` asks for it."""
    if os.environ.get("STORY_PICTURES"):
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(400)
        page.screenshot(path=ROOT / "docs" / "editors" / f"histoire-{name}.png")


def read(site: Site) -> Any:
    return site.ask(READ, path=PATH)


BEFORE = {"edition": None, "french": {"summary": OLD}, "english": {"title": OLD_TITLE, "summary": OLD_ENGLISH}}


def test_from_a_changed_sentence_to_the_release_of_an_edition_and_back(person: Callable[[str], Page], site: Site, tmp_path: Path) -> None:
    assert read(site) == BEFORE
    writer = person("redaction.e-enfance")
    number = page_number(writer, site, "Garder une preuve")
    change_the_french(writer, site, number)
    translator = person("anglais.e-enfance")
    translate_what_is_stale(translator, site, number)
    exchange_a_file(translator, site, number, tmp_path)
    assert read(site) == BEFORE

    site.manage("shell", "-c", EDITION.format(number=number))
    coordination = person("coordination.club")
    edition = page_number(coordination, site, "Porter plainte, sans")
    submit(coordination, site, edition)
    readiness = f"{site.address}/admin/desk/editions/{edition}/"
    coordination.goto(readiness)
    expect(coordination.locator(".readiness__verdict")).to_contain_text("2 points bloquent")
    picture(coordination, "4-preparation")
    refuse_to_release(coordination, site, edition)
    assert read(site) == BEFORE

    approve(person("publication.unaf"), site)
    publisher = person("publication.e-enfance")
    publisher.goto(f"{site.address}/admin/desk/editions/go-ahead/{number}/")
    publisher.get_by_role("button", name="Donner le feu vert").click()
    assert read(site) == BEFORE

    coordination.goto(readiness)
    expect(coordination.locator(".readiness__verdict")).to_contain_text("Prête à sortir")
    release_at_its_hour(coordination, site, edition)
    out = wait_until(lambda: (found := read(site))["edition"] and found, seconds=120)
    assert out == {
        "edition": {
            "title": "Porter plainte, sans avoir peur",
            "contents": [{"title": TITLE}],
            "reviews": [{"organisation": {"shortName": "UNAF"}}],
        },
        "french": {"summary": NEW},
        "english": {"title": NEW_TITLE, "summary": NEW_ENGLISH},
    }

    coordination.goto(readiness)
    picture(coordination, "6-sortie")
    coordination.get_by_role("link", name="Ramener en arrière…").click()
    coordination.fill("[name=reason]", "Une date est fausse dans l’éditorial.")
    coordination.get_by_role("button", name="Ramener en arrière maintenant").click()
    assert wait_until(lambda: (found := read(site))["edition"] is None and found) == BEFORE


def change_the_french(writer: Page, site: Site, number: int) -> None:
    writer.goto(f"{site.address}/admin/pages/{number}/edit/")
    writer.fill("[name=summary_fr]", NEW)
    writer.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(writer.locator(".messages .success")).to_be_visible()


def translate_what_is_stale(translator: Page, site: Site, number: int) -> None:
    translator.goto(f"{site.address}/admin/desk/translation/{number}/en/")
    expect(translator.locator("body[data-translation-ready]")).to_be_attached()
    expect(translator.locator("[data-remaining]")).to_have_text("1 phrase restante")
    part = translator.locator(".translation-part[data-path=summary]")
    expect(part.locator("[data-difference] del").first).to_contain_text("image")
    expect(part.locator("[data-difference] ins").first).to_contain_text("copie")
    picture(translator, "2-traduire")
    part.locator("textarea").fill(NEW_ENGLISH)
    expect(part).to_have_attribute("data-state", "current")
    expect(translator.locator("[data-state-of-all]")).to_have_text("Tout est enregistré")


def exchange_a_file(translator: Page, site: Site, number: int, folder: Path) -> None:
    """All texts of the page go out in a PO file; the title is translated anew in it, and the file comes back."""
    address = f"{site.address}/admin/desk/translation/exchange/"
    answer = translator.request.get(f"{address}download/?scope=page&page={number}&language=en&format=po&what=everything")
    file = folder / "page.po"
    file.write_bytes(answer.body())
    catalogue = polib.pofile(str(file))
    (entry,) = [entry for entry in catalogue if entry.msgstr == OLD_TITLE]
    entry.msgstr = NEW_TITLE
    catalogue.save(str(file))
    translator.goto(address)
    translator.set_input_files("input[type=file]", file)
    translator.get_by_role("button", name="Voir ce qu’il change").click()
    expect(translator.get_by_text(NEW_TITLE)).to_be_visible()
    picture(translator, "3-echange")
    translator.locator("main form[method=post] button[type=submit]").first.click()
    expect(translator.locator(".messages .success")).to_be_visible()


def submit(coordination: Page, site: Site, edition: int) -> None:
    coordination.goto(f"{site.address}/admin/pages/{edition}/edit/")
    coordination.locator("footer [data-w-dropdown-target=toggle]").click()
    coordination.get_by_role("button", name="Soumettre").click()
    expect(coordination.locator(".messages .success")).to_be_visible()


def refuse_to_release(coordination: Page, site: Site, edition: int) -> None:
    coordination.goto(f"{site.address}/admin/desk/editions/{edition}/release/")
    coordination.get_by_role("button", name="Faire sortir maintenant").click()
    expect(coordination.get_by_text("Garder une preuve").first).to_be_visible()
    expect(coordination.locator(".messages .success")).to_have_count(0)


def approve(reviewer: Page, site: Site) -> None:
    reviewer.goto(f"{site.address}/admin/")
    reviewer.get_by_role("link", name="Porter plainte, sans avoir peur").first.click()
    picture(reviewer, "5-relire")
    reviewer.get_by_role("button", name="Approuver").click()
    expect(reviewer.locator(".messages .success")).to_be_visible()


def release_at_its_hour(coordination: Page, site: Site, edition: int) -> None:
    """The next full minute: the form takes no seconds."""
    coordination.goto(f"{site.address}/admin/desk/editions/{edition}/release/")
    moment = dt.datetime.now(ZoneInfo("Europe/Paris")) + dt.timedelta(minutes=1, seconds=5)
    coordination.fill("[name=go_at]", moment.strftime("%Y-%m-%d %H:%M"))
    # By the keyboard: Wagtail's calendar lies over the button while the field has been entered.
    coordination.get_by_role("button", name="Prévoir la sortie").press("Enter")
    expect(coordination.locator(".readiness__moment")).to_contain_text("Sortie prévue le")
    assert read(site) == BEFORE
