"""Before they publish, editors see a page in each language as the website will show it: its own words, for nobody else's eyes."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from api.preview import drafts
from pages import models
from pages.media.links import captions_url
from tests.api.scenes import CLIP, stream
from tests.factories import (
    CONTENT_PAGES,
    INDEX_PAGES,
    ArticlePageFactory,
    CaptionTrackFactory,
    ConversationPageFactory,
    DocumentFactory,
    EditionIndexPageFactory,
    EditionPageFactory,
    EventPageFactory,
    EvidenceFactory,
    GuidePageFactory,
    HelplineFactory,
    ImageFactory,
    InterviewPageFactory,
    KitPageFactory,
    PersonFactory,
    ResourceIndexPageFactory,
    StandardPageFactory,
    ThemeFactory,
    VideoFactory,
    restrict,
)
from tests.factories.pages import PageFactory
from tests.pages.admin.screens import Data, open_screen, soup
from website import asking
from website.client.in_process import InProcess


def address(name: str, *arguments: object) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=arguments)


def shown(client: Client, url: str, language: str = "fr") -> BeautifulSoup:
    response = client.get(f"{url}?mode={language}")
    assert (response.status_code, response["X-Robots-Tag"], response["X-Frame-Options"]) == (200, "noindex, nofollow", "SAMEORIGIN")
    assert response["Cache-Control"].startswith("private, no-store")
    return soup(response)


TYPES = (*CONTENT_PAGES, *INDEX_PAGES)


@pytest.mark.parametrize("factory", TYPES)
def test_each_type_of_page_is_seen_in_each_language(factory: type[PageFactory], home: models.HomePage, admin_client: Client) -> None:
    page = factory(title_fr="Titre", title_en="Title", summary_ar="ملخص")
    screens = {code: shown(admin_client, address("view_draft", page.pk), code) for code in ("fr", "en", "ar")}
    assert {code: (screen.html["lang"], screen.html["dir"], screen.h1 and screen.h1.text) for code, screen in screens.items()} == {
        "fr": ("fr", "ltr", "Titre"),
        "en": ("en", "ltr", "Title"),
        "ar": ("ar", "rtl", ""),
    }
    assert screens["ar"].select_one("main .lead").text == "ملخص"


def test_the_home_page_shows_its_first_sentence(home: models.HomePage, admin_client: Client) -> None:
    home.hero_fr, home.hero_en = "Bienvenue", "Welcome"
    home.save()
    assert [shown(admin_client, address("view_draft", home.pk), code).h1.text for code in ("fr", "en")] == ["Bienvenue", "Welcome"]


def test_a_language_that_is_not_ready_says_so_in_the_language_of_the_interface(
    home: models.HomePage, editor: Client, interface: str
) -> None:
    page = GuidePageFactory(ready=["en"])
    url = address("view_draft", page.pk)
    said = {
        "fr": "Cette langue n’est pas prête : les lecteurs reçoivent le texte français.",
        "en": "This language is not ready: readers are served the French text.",
    }[interface]
    notes = {code: [note.text for note in shown(editor, url, code).select(".draft-note p")] for code in ("fr", "en", "ar")}
    assert {code: [note.replace("\xa0", " ").replace("\u202f", " ") for note in found] for code, found in notes.items()} == {
        "fr": [],
        "en": [],
        "ar": [said],
    }


def test_an_unknown_preview_is_french(home: models.HomePage, admin_client: Client) -> None:
    assert shown(admin_client, address("view_draft", home.pk), "xx").html["lang"] == "fr"


def blocks() -> list[Data]:
    """Every kind of block, with words of two languages where a record has them."""
    related = StandardPageFactory(title_fr="Voisine", title_en="Neighbour", summary_en="x", is_ready_en=True)
    image = ImageFactory(alt_text_fr="Un pont", alt_text_en="A bridge")
    return [
        {"type": "step", "value": {"title": "Étape", "text": "<p>Comment</p>", "image": image.pk}},
        {"type": "heading", "value": {"text": "Partie", "level": "3", "anchor": "partie"}},
        {"type": "paragraph", "value": f'<p>Un <a linktype="page" id="{related.pk}">lien</a></p>'},
        {"type": "quote", "value": {"text": "Citation", "source": "Rapport"}},
        {"type": "list", "value": {"is_ordered": True, "items": ["un", "deux"]}},
        {"type": "image", "value": {"image": image.pk, "alt_text": "", "is_decorative": False, "caption": "Légende"}},
        {"type": "image", "value": {"image": image.pk, "alt_text": "", "is_decorative": True, "caption": ""}},
        {"type": "video", "value": VideoFactory(title_fr="Film", title_en="Movie").pk},
        {"type": "document", "value": DocumentFactory(title="Fiche").pk},
        {"type": "tip", "value": {"title": "Astuce", "text": "<p>Texte</p>"}},
        {"type": "warning", "value": {"title": "", "text": "<p>Attention</p>"}},
        {"type": "key_figure", "value": EvidenceFactory(statement_fr="Constat", statement_en="Finding").pk},
        {"type": "helpline", "value": HelplineFactory(name_fr="Ligne", name_en="Line").pk},
        {"type": "page", "value": related.pk},
        {"type": "pages", "value": {"title": "À lire", "pages": [related.pk]}},
        {"type": "video", "value": 999_999},
        {"type": "helpline", "value": 999_999},
        {"type": "page", "value": 999_999},
    ]


def test_every_block_is_seen_with_the_words_of_its_records_in_the_language(home: models.HomePage, admin_client: Client) -> None:
    stream = blocks()
    page = GuidePageFactory(steps_fr=stream, steps_en=stream, easy_read_fr=[{"type": "paragraph", "value": "<p>Facile</p>"}])
    french, english = (shown(admin_client, address("view_draft", page.pk), code).main for code in ("fr", "en"))
    assert [image["alt"] for image in french.select("img:not(.picture-before)")] == ["Un pont", "Un pont", ""]
    assert [image["alt"] for image in english.select("img:not(.picture-before)")] == ["A bridge", "A bridge", ""]
    assert [item.text for item in french.select(".prose ol > li")] == ["un", "deux"]
    assert french.h3["id"] == "partie"
    words = {
        "fr": ["Étape", "Comment", "Partie", "Citation", "Rapport", "Légende", "Film", "Fiche", "Astuce", "Attention", "Constat", "Ligne"],
        "en": ["Movie", "Finding", "Line", "Neighbour"],
    }
    assert [word for word in words["fr"] if word not in french.text] == []
    assert [word for word in words["en"] if word not in english.text] == []
    assert (french.text.count("Voisine"), french.select_one(".easy-read .prose").text.strip(), english.select(".easy-read")) == (
        2,
        "Facile",
        [],
    )


def test_rich_text_runs_nothing_whatever_the_database_holds(home: models.HomePage, admin_client: Client) -> None:
    hostile = (
        '<p onclick="alert(1)">Avant <b>gras</b><script>alert(2)</script><img src="x" onerror="alert(3)"><iframe src="/admin/"></iframe>'
        '<a href="javascript:alert(4)">mot</a> <a href="https://exemple.invalid/">ailleurs</a></p>'
    )
    blocks_of_rich_text = [
        {"type": "paragraph", "value": hostile},
        {"type": "step", "value": {"title": "Étape", "text": hostile, "image": None}},
        {"type": "tip", "value": {"title": "", "text": hostile}},
        {"type": "warning", "value": {"title": "", "text": hostile}},
    ]
    page = GuidePageFactory(steps_fr=blocks_of_rich_text, easy_read_fr=blocks_of_rich_text[:1])
    main = shown(admin_client, address("view_draft", page.pk)).main
    paragraphs = [found for found in main.find_all("p") if "Avant" in found.text]
    assert [str(found) for found in paragraphs] == [
        '<p>Avant <b>gras</b><a>mot</a> <a href="https://exemple.invalid/">ailleurs</a></p>'
    ] * 5
    assert main.select("script, iframe, img, [onclick], [onerror]") == []
    assert "alert" not in str(main)


def test_the_preview_panel_shows_what_is_typed_before_it_is_saved(home: models.HomePage, editor: Client) -> None:
    page = GuidePageFactory()
    preview = address("preview_on_edit", page.pk)
    data = {**open_screen(editor, address("edit", page.pk)), "title_en": "Typed"}
    assert editor.post(preview, data).json() == {"is_valid": True, "is_available": True}
    assert shown(editor, preview, "en").h1.text == "Typed"
    assert models.GuidePage.objects.get(pk=page.pk).title_en is None


def test_the_preview_panel_follows_a_page_not_saved_yet(home: models.HomePage, editor: Client) -> None:
    section = ResourceIndexPageFactory()
    arguments = ("pages", "guidepage", section.pk)
    preview = address("preview_on_add", *arguments)
    empty = open_screen(editor, address("add", *arguments))
    assert editor.post(preview, empty).json() == {"is_valid": False, "is_available": False}
    assert editor.get(preview).status_code == 200
    assert editor.post(preview, {**empty, "title_fr": "Nouveau"}).json() == {"is_valid": True, "is_available": True}
    assert shown(editor, preview).h1.text == "Nouveau"
    assert not models.GuidePage.objects.exists()


# What forms ask for beside a title before they show anything.
ASKED: dict[type[PageFactory], Data] = {
    EditionPageFactory: {"number": "9", "launch_date": "2026-11-05"},
    EventPageFactory: {"starts_at": "2026-11-05 18:00", "ends_at": "2026-11-05 20:00"},
    KitPageFactory: {"minutes": "90"},
}


# There is one index of editions, and no form for another.
@pytest.mark.parametrize("factory", [factory for factory in TYPES if factory is not EditionIndexPageFactory])
def test_a_page_of_each_type_is_seen_before_it_is_saved(factory: type[PageFactory], home: models.HomePage, admin_client: Client) -> None:
    there = factory(title_fr="Une autre")
    arguments = ("pages", there._meta.model_name, there.get_parent().pk)
    preview = address("preview_on_add", *arguments)
    data = {**open_screen(admin_client, address("add", *arguments)), **ASKED.get(factory, {}), "title_fr": "Nouveau"}
    assert admin_client.post(preview, data).json() == {"is_valid": True, "is_available": True}
    assert [shown(admin_client, preview, code).h1.text for code in ("fr", "en", "ar")] == ["Nouveau", "", ""]
    assert type(there).objects.count() == 1


def test_the_preview_panel_of_a_page_whose_address_is_taken_says_so_rather_than_fail(home: models.HomePage, editor: Client) -> None:
    section = ResourceIndexPageFactory()
    GuidePageFactory(parent=section, slug="pris")
    arguments = ("pages", "guidepage", section.pk)
    data = {**open_screen(editor, address("add", *arguments)), "title_fr": "Nouveau", "slug": "nouveau", "address_en": "pris"}
    answer = editor.post(address("preview_on_add", *arguments), data)
    assert answer.json() == {"is_valid": False, "is_available": False}


def test_an_old_revision_is_seen(home: models.HomePage, editor: Client) -> None:
    page = GuidePageFactory(title_fr="Avant")
    old = page.save_revision()
    page.title_fr = "Après"
    page.save_revision().publish()
    assert shown(editor, address("revisions_view", page.pk, old.pk)).h1.text == "Avant"


def test_a_conversation_shows_its_words_and_lists_in_each_language(home: models.HomePage, admin_client: Client) -> None:
    link = f'<a linktype="page" id="{home.pk}">là</a>'
    said = {"words": "Raconte-moi", "reason": "Cela ouvre."}
    page = ConversationPageFactory(
        situation_fr=stream(("say", said), ("avoid", {"words": "Pourquoi ?", "reason": ""}), ("paragraph", f"<p>Voir {link}</p>")),
        openers=["Ta journée ?"],
        pitfalls=["Juger"],
    )
    screen = shown(admin_client, address("view_draft", page.pk))
    assert [part.get_text(" ").split() for part in screen.select(".prose :is(figure, section)")] == [
        ["Vous", "pouvez", "dire", "Raconte-moi", "Cela", "ouvre."],
        ["Mieux", "vaut", "éviter", "Pourquoi", "?"],
        ["À", "dire", "Ta", "journée", "?"],
        ["À", "éviter", "Juger"],
    ]
    assert screen.select_one(".prose a")["href"] == "/fr/"
    assert shown(admin_client, address("view_draft", page.pk), "en").select(".prose :is(figure, section)") == []


def test_a_question_inside_an_article_is_shown(home: models.HomePage, admin_client: Client) -> None:
    page = ArticlePageFactory(body_fr=stream(("question", {"question": "Que faire ?", "answer": "<p>En parler.</p>"})))
    screen = shown(admin_client, address("view_draft", page.pk))
    assert (screen.main.section.h2.text, screen.main.section.p.text) == ("Que faire ?", "En parler.")


def test_what_is_typed_is_shown_with_its_rows_and_links_and_nothing_is_written(home: models.HomePage, editor: Client) -> None:
    page = InterviewPageFactory(title_fr="Entretien", video=VideoFactory(), themes=[ThemeFactory(name_fr="Ancien")])
    page.chapters = [models.InterviewChapter(time_ms=5000, title_fr="Chapitre")]
    page.save()
    theme = ThemeFactory(name_fr="Nouveau thème")
    preview = address("preview_on_edit", page.pk)
    typed = {"themes": [str(theme.pk)], "chapters-0-title_fr": "Premier chapitre"}
    data = {**open_screen(editor, address("edit", page.pk)), **typed}
    assert editor.post(preview, data).json() == {"is_valid": True, "is_available": True}
    before = list(models.ContentEvent.objects.values_list("pk", flat=True))
    screen = shown(editor, preview)
    assert (screen.select_one("main .chip").text, screen.select_one(".chapters li").text) == ("Nouveau thème", "0:05 Premier chapitre")
    kept = models.InterviewPage.objects.get()
    assert [row.title_fr for row in kept.chapters.all()] + [theme.name_fr for theme in kept.themes.all()] == ["Chapitre", "Ancien"]
    assert list(models.ContentEvent.objects.values_list("pk", flat=True)) == before


def test_a_version_that_cannot_be_published_says_what_is_missing(home: models.HomePage, editor: Client, interface: str) -> None:
    EditionPageFactory(number=7)
    page = EditionPageFactory(number=8, title_fr="Huitième", live=False)
    page.number = 7
    page.save_revision(clean=False)
    screen = shown(editor, address("view_draft", page.pk))
    note = {"fr": "Cette version ne peut pas encore être publiée", "en": "This version cannot be published yet"}[interface]
    assert (screen.h1.text, screen.select_one(".draft-note p").text.startswith(note), len(screen.select(".draft-note li"))) == (
        "Huitième",
        True,
        1,
    )


def test_its_writers_see_a_page_that_readers_would_not_get(home: models.HomePage, admin_client: Client) -> None:
    section = ResourceIndexPageFactory()
    closed = GuidePageFactory(parent=section, title_fr="Fermé", live=False)
    restrict(section)
    story = StandardPageFactory(title_fr="Récit", live=False, testimony_of=[PersonFactory()])
    for page in (closed, story):
        screen = shown(admin_client, address("view_draft", page.pk))
        assert (screen.h1.text, len(screen.select(".draft-note p"))) == (page.title_fr, 1)
    assert PageViewRestriction.objects.count() == 1
    assert story.testimony_of.count() == 1


def test_a_new_window_leads_from_language_to_language(home: models.HomePage, admin_client: Client) -> None:
    nav = shown(admin_client, address("view_draft", home.pk), "en").select("header .languages a")
    assert [(link["href"], link["lang"], link.get("aria-current")) for link in nav] == [
        ("?mode=fr", "fr", None),
        ("?mode=en", "en", "true"),
        ("?mode=ar", "ar", None),
    ]


def test_a_preview_that_fails_says_so(home: models.HomePage, admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def lay(*_arguments: object, **_named: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(drafts, "lay", lay)
    screen = shown(admin_client, address("view_draft", home.pk))
    assert (screen.h1.text, "n’a pas pu être préparé" in screen.select_one(".draft-note").text) == (home.title_fr, True)


@pytest.mark.parametrize("captions", [0, 2])
def test_a_film_is_shown_with_its_captions(home: models.HomePage, admin_client: Client, captions: int) -> None:
    film = VideoFactory(title_fr="Film", embed_url="", file=ContentFile(CLIP.read_bytes(), "film.webm"))
    for code in ("fr", "ar")[:captions]:
        CaptionTrackFactory(video=film, language=code, webvtt="WEBVTT\n\n00:00.100 --> 00:00.200\nBonjour")
    page = GuidePageFactory(steps_fr=stream(("video", film.pk)))
    figure = shown(admin_client, address("view_draft", page.pk)).select_one("figure.film-figure")
    assert [(track["srclang"], track["src"]) for track in figure.select("track")] == [
        (code, captions_url(str(film.key), code, "captions")) for code in ("fr", "ar")[:captions]
    ]
    assert (len(figure.select("source")), len(figure.select(".captions-missing"))) == (1, 0 if captions else 1)


def test_nobody_else_sees_a_preview(home: models.HomePage, client: Client) -> None:
    response = client.get(address("view_draft", home.pk))
    assert (response.status_code, response["Location"].split("?")[0]) == (302, reverse("wagtailadmin_login"))


def test_what_stands_around_a_page_is_as_readers_have_it_and_says_when_it_cannot_be_shown(
    home: models.HomePage, admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = GuidePageFactory(title_fr="Guide")
    away: tuple[int, dict[str, str], dict[str, Any]] = (503, {}, {})
    monkeypatch.setattr(asking, "current_client", lambda: InProcess(lambda *_asked: away))
    screen = shown(admin_client, address("view_draft", page.pk))
    assert (screen.h1.text, "n’a pas pu être préparé" in screen.select_one(".draft-note").text) == ("Guide", True)
    assert len(screen.select("wagtail-userbar")) == 1


def test_wagtails_bar_works_in_it_under_the_policy_of_the_website(home: models.HomePage, admin_client: Client) -> None:
    response = admin_client.get(address("view_draft", home.pk))
    policy = dict(directive.split(" ", 1) for directive in response["Content-Security-Policy"].split("; "))
    assert (policy["script-src"], policy["style-src"], policy["frame-ancestors"]) == ("'self'", "'self'", "'self'")
    screen = soup(response)
    bar = [script["src"].rpartition("/")[2].partition("?")[0] for script in screen.select("wagtail-userbar ~ script")]
    assert (bar, screen.select("body > script:not([src])")) == (["vendor.js", "userbar.js"], [])
    assert screen.select(".report, .copy-answer") == []


# On PostgreSQL each operation first says how long it may take.
TIME_LIMIT = {"sqlite": 0, "postgresql": 1}[connection.vendor]


@pytest.mark.parametrize("count", [1, 20])
def test_a_preview_takes_the_same_statements_whatever_it_shows(home: models.HomePage, admin_client: Client, count: int) -> None:
    guides = [GuidePageFactory(cover_image=ImageFactory()) for _number in range(count)]
    edition = EditionPageFactory(contents=[models.EditionContent(page=guide) for guide in guides])
    counted = []
    for page in (guides[0], edition, home):
        admin_client.get(address("view_draft", page.pk))
        with CaptureQueriesContext(connection) as captured:
            shown(admin_client, address("view_draft", page.pk))
        counted.append(len(captured.captured_queries))
    assert counted == [57 + TIME_LIMIT, 73 + TIME_LIMIT, 72 + TIME_LIMIT]
