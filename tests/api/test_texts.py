"""Texts: blocks by type, as HTML and as words; nothing an editor pastes does harm, and what is not public leaves no trace."""

from __future__ import annotations

from typing import Any

import pytest

from pages import models
from pages.media.links import document_url, rendition_url
from tests.api.asking import data_of, post
from tests.api.scenes import items, link, stream
from tests.factories import (
    DocumentFactory,
    EvidenceFactory,
    GuidePageFactory,
    HelplineFactory,
    ImageFactory,
    StandardPageFactory,
    VideoFactory,
    private_collection,
    restrict,
)
from tests.factories.media import silence

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _published_home(home: models.HomePage) -> None:
    """Pages stand below a home page that is there."""


def _text(*blocks: tuple[str, Any], fields: str = "bodyHtml bodyText", **columns: Any) -> Any:
    StandardPageFactory(slug="texte", body_fr=stream(*blocks), **columns)
    return data_of(f'{{ page(path: "/texte") {{ {fields} }} }}')["page"]


def test_every_block_has_its_html_and_its_words() -> None:
    picture = ImageFactory(title="Écran", credit="Une photographe")
    figure = EvidenceFactory(figure="83 %", statement_fr="des parents")
    line = HelplineFactory(name_fr="Numéro national", operator="e-Enfance", number_short="30 18")
    by_text = HelplineFactory(name_fr="Par SMS", operator="e-Enfance", number_short="114", number_e164="+33114000000", is_text_message=True)
    elsewhere = VideoFactory(title_fr="Film", embed_url="https://video.invalid/1?a=1&b=2")
    paper = DocumentFactory(title="Affiche")
    target = GuidePageFactory(title_fr="Guide <1>", slug="guide")

    answer = _text(
        ("heading", {"text": "Première partie", "level": "2", "anchor": "premiere"}),
        ("heading", {"text": "Détail & suite", "level": "4", "anchor": ""}),
        ("paragraph", "<p>Un <b>mot</b> et <i>un autre</i>.</p><ul><li>ceci</li><li>cela</li></ul>"),
        ("quote", {"text": "Des mots", "source": "Une étude"}),
        ("list", {"is_ordered": True, "items": items("un", "deux <2>")}),
        ("image", {"image": picture.pk, "alt_text": "Ici", "is_decorative": False, "caption": "Une légende"}),
        ("image", {"image": picture.pk, "alt_text": "", "is_decorative": True, "caption": ""}),
        ("tip", {"title": "Astuce", "text": "<p>Faire ainsi.</p>"}),
        ("warning", {"title": "", "text": "<p>Attention.</p>"}),
        ("key_figure", figure.pk),
        ("helpline", line.pk),
        ("helpline", by_text.pk),
        ("video", elsewhere.pk),
        ("document", paper.pk),
        ("page", target.pk),
        ("pages", {"title": "Voir aussi", "pages": items(target.pk)}),
    )

    without_captions = '<p class="captions-missing">Cette vidéo n&#x27;a pas encore de sous-titres.</p>'

    def picture_with(words: str) -> str:
        wide = rendition_url(str(picture.key), picture.file.name, (None,) * 4, "wide")
        return f'<img src="{wide}" width="64" height="36" alt="{words}" loading="lazy">'

    assert answer["bodyHtml"].split("\n") == [
        '<h2 id="premiere">Première partie</h2>',
        "<h4>Détail &amp; suite</h4>",
        "<p>Un <b>mot</b> et <i>un autre</i>.</p><ul><li>ceci</li><li>cela</li></ul>",
        '<figure class="quote"><blockquote><p>Des mots</p></blockquote><figcaption>Une étude</figcaption></figure>',
        "<ol><li>un</li><li>deux &lt;2&gt;</li></ol>",
        f'<figure class="image">{picture_with("Ici")}<figcaption>Une légende — Une photographe</figcaption></figure>',
        f'<figure class="image">{picture_with("")}<figcaption>Une photographe</figcaption></figure>',
        '<aside class="tip"><p><strong>Astuce</strong></p><p>Faire ainsi.</p></aside>',
        '<aside class="warning"><p>Attention.</p></aside>',
        '<figure class="key-figure"><p><strong>83 %</strong> des parents</p><figcaption>Étude, Institut</figcaption></figure>',
        '<p class="helpline"><strong>Numéro national</strong> <a href="tel:3018">30 18</a></p>',
        '<p class="helpline"><strong>Par SMS</strong> <a href="sms:+33114000000">114</a></p>',
        f'<p class="video"><a href="https://video.invalid/1?a=1&amp;b=2">Film</a></p>{without_captions}',
        f'<p class="document"><a href="{document_url(paper.pk, paper.file.name)}">Affiche</a></p>',
        '<p class="related"><a href="/ressources/guide">Guide &lt;1&gt;</a></p>',
        '<nav class="related"><p><strong>Voir aussi</strong></p><ul><li><a href="/ressources/guide">Guide &lt;1&gt;</a></li></ul></nav>',
    ]
    assert answer["bodyText"] == (
        "Première partie\n\nDétail & suite\n\nUn mot et un autre.\nceci\ncela\n\nDes mots\nUne étude\n\nun\ndeux <2>\n\nUne légende\n\n"
        "Astuce\nFaire ainsi.\n\nAttention.\n\n83 % des parents\n\nNuméro national 30 18\n\nPar SMS 114\n\nFilm\n\nAffiche\n\nGuide <1>\n\n"
        "Voir aussi\nGuide <1>"
    )


@pytest.mark.parametrize(("start", "levels"), [(1, "123"), (2, "234"), (3, "345"), (5, "566"), (6, "666")])
def test_headings_start_where_they_are_asked_to(start: int, levels: str) -> None:
    blocks = [("heading", {"text": "x", "level": level, "anchor": ""}) for level in "234"]

    answer = _text(*blocks, fields=f"bodyHtml(headingStart: {start})")

    assert answer["bodyHtml"] == "\n".join(f"<h{level}>x</h{level}>" for level in levels)


@pytest.mark.parametrize("start", [0, 7, -1])
def test_there_are_six_levels_of_headings(start: int) -> None:
    StandardPageFactory(slug="texte")

    response = post(f'{{ page(path: "/texte") {{ title bodyHtml(headingStart: {start}) }} }}')

    assert [error["extensions"] for error in response.json()["errors"]] == [{"code": "BAD_INPUT"}]


def test_steps_of_a_guide_are_typed_and_rendered() -> None:
    picture = ImageFactory(title="Étape")
    GuidePageFactory(
        slug="guide",
        steps_fr=stream(("step", {"title": "Garder", "text": "<p>Une <b>capture</b>.</p>", "image": picture.pk})),
    )

    answer = data_of(
        """{ page(path: "/ressources/guide") { bodyHtml(headingStart: 3) bodyText
          body { ... on StepBlock { key title content { html text } illustration { altText } } } } }"""
    )

    wide = rendition_url(str(picture.key), picture.file.name, (None,) * 4, "wide")
    assert answer["page"] == {
        "bodyHtml": '<section class="step"><h3>Garder</h3><p>Une <b>capture</b>.</p>'
        f'<img src="{wide}" width="64" height="36" alt="Description de Étape" loading="lazy"></section>',
        "bodyText": "Garder\nUne capture.",
        "body": [
            {
                "key": "1",
                "title": "Garder",
                "content": {"html": "<p>Une <b>capture</b>.</p>", "text": "Une capture."},
                "illustration": {"altText": "Description de Étape"},
            }
        ],
    }


@pytest.mark.parametrize(
    ("stored", "html"),
    [
        ("<p>un<script>alert(1)</script></p>", "<p>un</p>"),
        ('<p onclick="x()" style="color:red" class="a">un</p>', "<p>un</p>"),
        ('<p><a href="javascript:alert(1)">un</a></p>', "<p><a>un</a></p>"),
        ('<p><a href="data:text/html,x">un</a></p>', "<p><a>un</a></p>"),
        ('<p><a href="https://exemple.invalid/?a=1&amp;b=2">un</a></p>', '<p><a href="https://exemple.invalid/?a=1&amp;b=2">un</a></p>'),
        ('<p><a href="mailto:a@exemple.invalid">un</a></p>', '<p><a href="mailto:a@exemple.invalid">un</a></p>'),
        ('<p><img src="x" onerror="y"></p>', "<p></p>"),
        ('<iframe src="https://exemple.invalid"></iframe><p>un</p>', "<p>un</p>"),
        ("<h1>un</h1>", "un"),
        ('<p><embed embedtype="image" id="1" alt="x"/>un</p>', "<p>un</p>"),
        ('<p><a linktype="page" id="999999">un</a></p>', "<p>un</p>"),
        ('<p><a linktype="page" id="x">un</a></p>', "<p><a>un</a></p>"),
        ("<p>2 &lt; 3 &amp; 4", "<p>2 &lt; 3 &amp; 4</p>"),
    ],
)
def test_rich_text_is_sanitised(stored: str, html: str) -> None:
    assert _text(("paragraph", stored))["bodyHtml"] == html


def test_links_lead_to_public_pages_and_documents_and_become_words_otherwise() -> None:
    shown = GuidePageFactory(title_fr="Public", slug="public")
    draft = GuidePageFactory(title_fr="Brouillon", slug="brouillon", live=False)
    closed = StandardPageFactory(slug="ferme")
    below = StandardPageFactory(slug="dessous", parent=closed)
    restrict(closed)
    paper = DocumentFactory(title="Affiche")
    secret = DocumentFactory(title="Secret", collection=private_collection())
    targets = [("page", shown), ("page", draft), ("page", closed), ("page", below), ("document", paper), ("document", secret)]

    answer = _text(("paragraph", "".join(f"<p>{link(kind, target.pk, 'mots')}</p>" for kind, target in targets)))

    assert answer["bodyHtml"] == (
        '<p><a href="/ressources/public">mots</a></p><p>mots</p><p>mots</p><p>mots</p>'
        f'<p><a href="{document_url(paper.pk, paper.file.name)}">mots</a></p><p>mots</p>'
    )


def test_blocks_that_show_what_readers_may_not_see_are_left_out() -> None:
    private = private_collection()
    draft = GuidePageFactory(title_fr="Brouillon", slug="brouillon", live=False)
    hidden = [
        ("image", {"image": ImageFactory(collection=private).pk, "alt_text": "CANARI", "is_decorative": False, "caption": "CANARI"}),
        ("video", VideoFactory(collection=private).pk),
        ("document", DocumentFactory(collection=private).pk),
        ("page", draft.pk),
        ("pages", {"title": "CANARI", "pages": items(draft.pk)}),
        ("key_figure", 999_999),
        ("helpline", 999_999),
        ("image", {"image": None, "alt_text": "CANARI", "is_decorative": False, "caption": "CANARI"}),
        ("gone", "CANARI"),
    ]

    answer = _text(
        *hidden,
        ("paragraph", "<p>un</p>"),
        ("pages", {"title": "Voir", "pages": items(draft.pk)}),
        fields="bodyHtml bodyText body { text html }",
    )

    assert answer == {"bodyHtml": "<p>un</p>", "bodyText": "un", "body": [{"text": "un", "html": "<p>un</p>"}]}


def test_a_page_has_an_easy_to_read_version_and_a_reading_where_somebody_made_them() -> None:
    StandardPageFactory(slug="sans")
    page = StandardPageFactory(
        slug="avec",
        easy_read_fr=stream(("heading", {"text": "Simple", "level": "2", "anchor": ""}), ("paragraph", "<p>Des mots.</p>")),
        audio_fr=silence(),
    )

    answer = data_of(
        """fragment More on Page { easyReadHtml(headingStart: 3) easyReadText audioUrl }
        { without: page(path: "/sans") { ...More } with: page(path: "/avec") { ...More } }"""
    )

    assert answer["without"] == {"easyReadHtml": None, "easyReadText": None, "audioUrl": None}
    assert (answer["with"]["easyReadHtml"], answer["with"]["easyReadText"]) == ("<h3>Simple</h3>\n<p>Des mots.</p>", "Simple\n\nDes mots.")
    assert answer["with"]["audioUrl"].startswith(f"/media/pages/{page.translation_key}/audio.fr.ogg?v=")
