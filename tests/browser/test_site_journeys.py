"""People come to the site, and find what they came for: each journey as somebody would take it, on a telephone unless it says otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.program import log_in, page_number
from tests.running_site import Site
from tests.site_screens import screens

pytestmark = pytest.mark.browser

TELEPHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1280, "height": 900}
INTERVIEW = "/e-enfance/justine-atlan"
Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Visit]:
    """A visitor at an address of the site; whatever the page asks of another site fails the test."""
    contexts: list[BrowserContext] = []
    strangers: list[str] = []

    def opened(address: str, **options: Any) -> Page:
        context = browser.new_context(**{"viewport": TELEPHONE, "locale": "fr-FR", "base_url": site.address, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: strangers.append(request.url) if not request.url.startswith((site.address, "data:")) else None)
        page.on("console", lambda message: strangers.append(message.text) if "Content Security Policy" in message.text else None)
        page.goto(address)
        return page

    yield opened
    cookies = [cookie for context in contexts for cookie in context.cookies()]
    for context in contexts:
        context.close()
    assert (strangers, cookies) == ([], [])


def path_of(page: Page) -> str:
    return re.sub(r"^https?://[^/]+", "", page.url)


def test_a_parent_finds_a_guide_by_a_misspelt_search(visit: Visit) -> None:
    page = visit("/")
    assert path_of(page) == "/fr/"
    page.locator("main input[type=search]").fill("controle parantal telefone")
    page.keyboard.press("Enter")
    page.locator(".result a").filter(has_text="Premier téléphone").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Premier téléphone et contrôle parental")


def test_at_any_hour_an_open_line_is_two_taps_away(visit: Visit) -> None:
    page = visit("/fr/ressources/temps-d-ecran-des-regles-qui-tiennent")
    page.get_by_role("link", name="Besoin d’aide maintenant ?").click()
    first = page.locator("main a[href^='tel:'], main a[href^='sms:']").first
    expect(first).to_be_in_viewport()
    # What the first line says of itself, beside its number.
    expect(page.locator("main .helpline").first.locator(".state-open")).to_have_count(1)
    assert re.fullmatch(r"(tel|sms):\+?[0-9]+", first.get_attribute("href") or "")


def test_words_of_danger_lead_to_help_and_stand_in_no_address(browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport=TELEPHONE, java_script_enabled=False, base_url=site.address)
    page = context.new_page()
    statuses: list[tuple[int, str]] = []
    page.on("response", lambda response: statuses.append((response.status, response.url.removeprefix(site.address))))
    page.goto("/fr/")
    page.locator("main input[type=search]").fill("je veux mourir")
    page.locator("main form[role=search] button[type=submit]").click()
    assert [status for status, path in statuses if path.startswith("/fr/recherche")] == [303]
    assert re.match(r"/fr/aide/suicide(\?|$)", path_of(page))
    assert "mourir" not in page.url
    assert page.evaluate("document.referrer") == ""
    expect(page.get_by_role("link", name="3114").first).to_be_visible()
    context.close()


def test_a_film_is_opened_at_the_right_second_by_keyboard_alone(visit: Visit) -> None:
    page = visit(f"/fr{INTERVIEW}", viewport=LAPTOP)
    chapter = page.locator(".chapters a").nth(1)
    start = int(chapter.get_attribute("data-start") or "0") / 1000
    assert start > 0
    for _step in range(80):
        page.keyboard.press("Tab")
        if chapter.evaluate("link => link === document.activeElement"):
            break
    expect(chapter).to_be_focused()
    page.keyboard.press("Enter")
    video = page.locator("video").first
    expect(video).to_be_focused()
    # It plays on from there.
    page.wait_for_function("start => document.querySelector('video').currentTime >= start", arg=start)
    page.keyboard.press("Space")
    page.wait_for_function("document.querySelector('video').paused")

    # The same second by its address, where nothing plays before somebody asks.
    page.goto(f"/fr{INTERVIEW}?t={int(start)}")
    page.wait_for_function("start => Math.abs(document.querySelector('video').currentTime - start) < 1", arg=start)
    assert page.evaluate("document.querySelector('video').paused")


def test_nothing_of_a_film_is_loaded_before_somebody_asks(visit: Visit) -> None:
    asked: list[str] = []
    page = visit("/fr/")
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/fr{INTERVIEW}")
    page.wait_for_load_state("networkidle")
    assert [address for address in asked if re.search(r"\.(webm|mp4)", address)] == []


def test_an_arabic_reader_reads_from_the_right_and_is_told_what_is_not_translated(visit: Visit, site: Site) -> None:
    page = visit("/", locale="ar")
    assert path_of(page) == "/ar/"
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    listed = site.ask("{ pages(locale: AR, first: 100, filter: {types: [GUIDE_PAGE]}) { nodes { path isFallback } } }")["pages"]["nodes"]
    untranslated = next(row["path"] for row in listed if row["isFallback"])
    page.goto(f"/ar{untranslated}")
    title = page.get_by_role("heading", level=1)
    assert title.evaluate("title => { const own = title.closest('[lang]'); return [own.lang, own.dir] }") == ["fr", "ltr"]
    assert page.evaluate("document.documentElement.dir") == "rtl"
    # Numbers are read from the left, whatever stands around them.
    assert page.locator("footer .helpline-call bdi, .help-strip bdi").first.get_attribute("dir") == "ltr"


def test_the_language_switch_never_leads_to_a_missing_page(visit: Visit, site: Site) -> None:
    page = visit("/fr/")
    led: dict[str, str] = {}
    for name, address in screens(site).items():
        if name.startswith("not-there"):
            continue
        page.goto(address)
        for link in page.locator(".languages a").all():
            led.setdefault(link.get_attribute("href") or "", name)
    missing = {address: name for address, name in led.items() if page.request.get(address).status != 200}
    assert missing == {}


def test_a_teacher_takes_a_kit_along(visit: Visit) -> None:
    page = visit("/fr/", viewport=LAPTOP)
    page.get_by_role("link", name="Soirées de parents").first.click()
    assert path_of(page) == "/fr/soiree"
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Tout télécharger")).first.click()
    assert download.value.suggested_filename.endswith(".zip")
    assert download.value.failure() is None


def test_a_moderator_copies_an_answer(visit: Visit) -> None:
    page = visit("/fr/ressources/enfant-harcele-en-ligne", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copier la réponse").first.click()
    expect(page.locator("[data-copy-status]").first).to_have_text("Copié. Il ne reste qu’à coller le texte dans un message.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"https?://\S+/r/\w+", copied)
    assert "3018" in copied


def test_without_javascript_the_answer_can_be_selected_and_a_mistake_reported(browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport=TELEPHONE, java_script_enabled=False, base_url=site.address)
    page = context.new_page()
    page.goto("/fr/ressources/premier-telephone-controle-parental")
    page.get_by_text("Voir le texte").first.click()
    expect(page.locator("textarea[readonly]").first).to_be_visible()
    expect(page.locator("[data-copy-button]").first).to_be_hidden()

    page.get_by_text("Signaler une erreur").click()
    page.locator(".report textarea").fill("Le lien de la troisième étape ne marche plus.")
    page.locator(".report details button").last.click()
    assert path_of(page).startswith("/fr/merci")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Merci")
    context.close()


def test_an_editor_sees_a_draft_on_the_site(visit: Visit, browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport=LAPTOP, locale="fr-FR")
    desk = context.new_page()
    log_in(desk, site)
    number = page_number(desk, site, "Temps d'écran")
    desk.goto(f"{site.address}/admin/pages/{number}/edit/")
    desk.fill("[name=title_fr]", "Un titre encore à l’essai")
    desk.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(desk.locator(".messages .success")).to_be_visible()
    desk.goto(f"{site.address}/admin/")
    link = site_link(desk, site, number)
    context.close()

    page = visit(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Un titre encore à l’essai")
    expect(page.get_by_text("Avant publication")).to_be_visible()
    assert path_of(page) == "/fr/apercu"
    assert page.request.get("/fr/ressources/temps-d-ecran-des-regles-qui-tiennent").text().count("encore à l’essai") == 0


def site_link(desk: Page, site: Site, number: int) -> str:
    """The link for half an hour that the screen of the desk makes."""
    desk.goto(f"{site.address}/admin/")
    desk.goto(f"{site.address}{PREVIEW_LINK.format(number)}")
    desk.locator("section[aria-labelledby=half-an-hour] form button[type=submit]").click()
    return str(desk.locator("section[aria-labelledby=half-an-hour] a[href*='apercu#']").get_attribute("href"))


PREVIEW_LINK = "/admin/desk/pages/{}/preview-link/"


@pytest.mark.parametrize("address", ["/fr/ages/11-14", "/ar/themes/harcelement-en-ligne", "/fr/ressources", "/fr/publics/parents"])
def test_on_a_telephone_the_first_card_alone_has_its_picture(visit: Visit, address: str) -> None:
    page = visit(address)
    page.mouse.wheel(0, 20_000)
    page.wait_for_load_state("networkidle")
    tops = page.locator("main li .card-top")
    loaded = tops.locator("picture img").evaluate_all("all => new Set(all.map((picture) => picture.currentSrc).filter(Boolean)).size")
    assert (tops.filter(visible=True).count(), loaded) == (1, 1)
    assert tops.count() > 3


def test_a_list_comes_before_its_choices_on_a_telephone_and_beside_them_on_a_laptop(visit: Visit) -> None:
    page = visit("/fr/ressources?type=guide")
    line, choice = page.locator(".listing-filters > details > summary"), page.get_by_role("checkbox", name="Guides")
    expect(line).to_have_text("Choisir 1 choix")
    expect(choice).to_be_hidden()
    expect(page.locator("main .card").first).to_be_in_viewport()
    line.click()
    expect(choice).to_be_checked()

    beside = visit("/fr/ressources?type=guide", viewport=LAPTOP)
    expect(beside.locator(".listing-filters > details > summary")).to_be_hidden()
    expect(beside.get_by_role("checkbox", name="Guides")).to_be_checked()
    expect(beside.get_by_role("heading", name="Choisir")).to_be_visible()


def test_every_screen_is_read_in_the_order_in_which_it_is_seen(visit: Visit, site: Site) -> None:
    page = visit("/fr/")
    flaws = {}
    for name, address in screens(site, ("fr",)).items():
        page.goto(address)
        seen = page.evaluate(OUTLINE)
        found = []
        if seen["landmarks"] != ["header", "main", "footer"]:
            found.append(f"landmarks {seen['landmarks']}")
        if seen["levels"].count(1) != 1 or seen["levels"][:1] != [1]:
            found.append(f"headings {seen['levels']}")
        if any(after > before + 1 for before, after in zip(seen["levels"], seen["levels"][1:], strict=False)):
            found.append(f"a level is skipped: {seen['levels']}")
        if seen["jumps"]:
            found.append(f"read in another order than seen: {seen['jumps']}")
        if found:
            flaws[name] = found
    assert flaws == {}


OUTLINE = """() => {
  const landmarks = [...document.querySelectorAll("body > header, body > main, body > footer")].map((node) => node.localName);
  const shown = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((node) => node.checkVisibility());
  const levels = shown.map((node) => Number(node.localName[1]));
  // In one column of a telephone what is read later stands lower.
  const places = shown.filter((node) => !node.closest(".visually-hidden")).map((node) => [node, node.getBoundingClientRect().top]);
  const jumps = places.slice(1).filter(([, top], index) => top < places[index][1] - 1).map(([node]) => node.textContent.trim());
  return { landmarks, levels, jumps };
}"""
