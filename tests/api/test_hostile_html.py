"""Whatever stands in the database, no HTML of the endpoint holds more than its own plain elements: hostile texts through every door."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import models as columns
from graphql import GraphQLInterfaceType, GraphQLObjectType, get_named_type, is_introspection_type
from wagtail.fields import StreamField

from api.schema.build import schema
from pages import languages, models
from pages.sanitising import TAGS
from tests.api.asking import data_of
from tests.factories import (
    CONTENT_PAGES,
    ActivityPageFactory,
    ConversationPageFactory,
    DocumentFactory,
    EvidenceFactory,
    HelplineFactory,
    ImageFactory,
    StandardPageFactory,
    VideoFactory,
)

pytestmark = pytest.mark.django_db

# Every field of the schema that gives HTML, by the interface or type that has it: a new one must pass here too.
HTML_FIELDS = {"Page.bodyHtml", "Page.easyReadHtml", "Block.html", "FormattedText.html"}

ELEMENTS = TAGS | {f"h{level}" for level in range(2, 7)} | {"aside", "blockquote", "figcaption", "figure", "img", "nav", "section", "video"}
NAMES = {
    "a": {"href", "hreflang", "lang"},
    "img": {"src", "width", "height", "alt", "loading"},
    "video": {"controls", "preload", "src"},
    **{tag: {"class"} for tag in ("aside", "figure", "nav", "p", "section")},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
SCHEMES = ("https://", "http://", "mailto:", "tel:", "sms:", "/")

HOSTILE = (
    "<script>alert(1)</script>",
    "<ScRiPt src=//mal.invalid></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)><svg><script>alert(1)</script></svg>",
    '<iframe src="javascript:alert(1)"></iframe><iframe srcdoc="<script>alert(1)</script>">',
    '<a href="javascript:alert(1)">a</a>',
    '<a href=" jAvAsCrIpT:alert(1)">a</a><a href="java\tscript:alert(1)">a</a><a href="&#106;avascript:alert(1)">a</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">a</a><a href="vbscript:x">a</a>',
    '<a linktype="page" id="1" onclick="alert(1)">a</a><a id="1" linktype="page"><script>alert(1)</script></a>',
    '<a href="https://x.invalid" style="x" onmouseover="alert(1)" target="_blank">a</a>',
    '<p style="background:url(javascript:alert(1))" onclick=alert(1)>p</p><style>*{color:red}</style>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--><img src=x onerror=alert(1)>">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<!--<img src="--><img src=x onerror=alert(1)//">',
    "<<script>script>alert(1)<</script>/script><b <script>alert(1)</script>0",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    '<form action="javascript:alert(1)"><button formaction="javascript:alert(1)">b</button></form><base href="//mal.invalid">',
    '<object data="data:text/html,x"></object><embed src="x"><meta http-equiv="refresh" content="0;url=//mal.invalid"><link rel=x>',
    "</p></section></aside></figure><b><i><p>jamais fermé <ul><li>",
    "<template><script>alert(1)</script></template><xmp><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
)
ALL = " ".join(HOSTILE)


class Strict(HTMLParser):
    """Reads HTML and notes whatever should not be there."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if name not in NAMES.get(tag, ()):
                self.wrong.append(f"<{tag} {name}>")
            if name in ("href", "src") and not (value or "").startswith(SCHEMES):
                self.wrong.append(f"<{tag} {name}={value}>")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}")

    handle_decl = unknown_decl = handle_pi = handle_comment


def wrong_in(html: str) -> list[str]:
    reader = Strict()
    reader.feed(html)
    reader.close()
    return reader.wrong


# --- a hostile site --------------------------------------------------------------------------------------------------------------


def poison(instance: columns.Model) -> columns.Model:
    """Puts hostile words into every text column of a row, past every check."""
    hostile = {}
    for column in instance._meta.local_concrete_fields:
        is_text = isinstance(column, columns.CharField | columns.TextField) and not isinstance(column, columns.SlugField | StreamField)
        if is_text and not column.choices and not column.unique and column.name not in ("path", "url_path", "file", "file_hash", "webvtt"):
            hostile[column.name] = ALL[: column.max_length or None]
    type(instance)._default_manager.filter(pk=instance.pk).update(**hostile)
    return instance


def texts(*shown: tuple[str, Any]) -> str:
    """A text of each kind of block with words, all hostile, and blocks that show these records."""
    rich = "".join(f"<p>{words}</p>" for words in HOSTILE)
    blocks: list[tuple[str, Any]] = [
        *(("paragraph", words) for words in HOSTILE),
        ("paragraph", rich),
        *(("heading", {"text": words, "level": "2", "anchor": words}) for words in HOSTILE),
        ("quote", {"text": ALL, "source": ALL}),
        *(("list", {"is_ordered": is_ordered, "items": [{"type": "item", "value": ALL, "id": "i"}]}) for is_ordered in (True, False)),
        ("step", {"title": ALL, "text": rich, "image": None}),
        ("tip", {"title": ALL, "text": rich}),
        ("warning", {"title": ALL, "text": rich}),
        ("say", {"words": ALL, "reason": ALL}),
        ("avoid", {"words": ALL, "reason": ALL}),
        ("question", {"question": ALL, "answer": rich}),
        *shown,
    ]
    return json.dumps([{"type": kind, "value": value, "id": str(place)} for place, (kind, value) in enumerate(blocks)])


def hostile_site() -> list[str]:
    """A page of each type with everything hostile in French; their paths."""
    image, paper = poison(ImageFactory()), poison(DocumentFactory())
    films = [poison(VideoFactory()), VideoFactory(title_fr=ALL[:200])]
    models.Video.objects.filter(pk=films[1].pk).update(embed_url="javascript:alert(1)")
    figure, line = poison(EvidenceFactory()), poison(HelplineFactory())
    other = poison(StandardPageFactory(slug="autre"))
    text = texts(
        ("image", {"image": image.pk, "alt_text": ALL, "is_decorative": False, "caption": ALL}),
        ("image", {"image": image.pk, "alt_text": "", "is_decorative": False, "caption": ""}),
        *(("video", film.pk) for film in films),
        ("document", paper.pk),
        ("key_figure", figure.pk),
        ("helpline", line.pk),
        ("page", other.pk),
        ("pages", {"title": ALL, "pages": [{"type": "item", "value": other.pk, "id": "i"}]}),
    )
    lists = {
        ActivityPageFactory: {"material": [ALL[:200]]},
        ConversationPageFactory: {"openers": [ALL], "pitfalls": [ALL]},
    }
    pages = [factory(slug=f"hostile-{number}", **lists.get(factory, {})) for number, factory in enumerate(CONTENT_PAGES)]
    for page in pages:
        poison(page)
        streams = (languages.column(page.main_text_field, "fr"), "easy_read_fr")
        stored = {name: page._meta.get_field(name).to_python(text) for name in streams}
        type(page).objects.filter(pk=page.pk).update(**stored, title_fr=ALL[:255], summary_fr=ALL[:300])
    current = models.PagePath.objects.filter(page__in=pages, language="fr", is_current=True)
    return list(current.values_list("path", flat=True))


# --- every door ------------------------------------------------------------------------------------------------------------------


def html_fields() -> set[str]:
    """The fields of the schema that are named as HTML, by the interface that has them, or else the type."""
    found = set()
    for type_ in schema().type_map.values():
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType) and not is_introspection_type(type_):
            for name in type_.fields:
                if name == "html" or name.endswith("Html"):
                    owners = [one.name for one in type_.interfaces if name in one.fields]
                    found.add(f"{(owners or [type_.name])[0]}.{name}")
    return found


def formatted_texts() -> str:
    """The formatted texts of the blocks, each asked for on its type."""
    graph = schema()
    parts = []
    for block in graph.get_possible_types(graph.type_map["Block"]):
        asked = [name for name, field in block.fields.items() if get_named_type(field.type).name == "FormattedText"]
        parts += [f"... on {block.name} {{ {block.name}_{name}: {name} {{ html }} }}" for name in asked]
    return " ".join(parts)


def html_in(answer: Any) -> list[str]:
    """All HTML of an answer."""
    if isinstance(answer, list):
        return [html for item in answer for html in html_in(item)]
    if isinstance(answer, dict):
        own = [value for name, value in answer.items() if isinstance(value, str) and name.lower().endswith("html")]
        return own + [html for value in answer.values() for html in html_in(value)]
    return []


def test_every_field_of_html_is_known_here() -> None:
    assert html_fields() == HTML_FIELDS


def test_the_reader_of_this_test_sees_what_is_wrong() -> None:
    assert wrong_in('<p class="x">a</p><a href="/b">b</a>') == []
    assert wrong_in('<p onclick="x"><script>a</script><a href="javascript:x">b</a><!-- c --></p>') == [
        "<p onclick>",
        "<script>",
        "<a href=javascript:x>",
        "<!-- c ",
    ]


def test_no_html_of_the_endpoint_holds_what_is_hostile() -> None:
    paths = hostile_site()
    assert len(paths) == len(CONTENT_PAGES)
    query = f"""query ($path: String!) {{
      page(path: $path, locale: FR) {{ __typename bodyHtml easyReadHtml body {{ __typename html {formatted_texts()} }} }}
    }}"""
    for path in paths:
        page = data_of(query, {"path": path})["page"]
        found = html_in(page)
        # Its body, its easy text, each block, and each formatted text of a block.
        assert len(found) >= len(page["body"]) + 2
        assert [(page["__typename"], html, wrong) for html in found if (wrong := wrong_in(html))] == []
        assert "jamais fermé" in page["bodyHtml"]


def test_a_film_whose_address_is_no_address_shows_nothing() -> None:
    film = VideoFactory()
    models.Video.objects.filter(pk=film.pk).update(embed_url="javascript:alert(1)")
    StandardPageFactory(slug="film", body_fr=json.dumps([{"type": "video", "value": film.pk, "id": "1"}]))
    assert data_of('{ page(path: "/film", locale: FR) { bodyHtml } }') == {"page": {"bodyHtml": ""}}
