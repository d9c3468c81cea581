"""What is computed for every page: its language, paths, texts, licence, what search engines and networks show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import graphene

from api.loading.ancestors import ANCESTORS
from api.loading.links import PATHS
from api.loading.related import related
from api.loading.reviews import reviews_of
from api.loading.rows import Row
from api.loading.short_links import SHORT_LINKS
from api.loading.texts import BODY, EASY_READ
from api.loading.translations import TITLES, language_served
from api.rendering.blocks_html import text_html
from api.rendering.blocks_text import text_plain
from api.rendering.credit import credit_line, licence
from api.rendering.page_text import page_html, page_plain
from api.types.enums import CHOICE_ENUMS, Locale
from api.types.interfaces import Page
from api.types.limits import heading_level, how_many
from api.types.review import Review
from api.types.seo import Seo
from api.types.text import HEADING_START, Block, public_blocks
from pages import languages
from pages.licences import Licence
from pages.media.links import audio_url
from pages.site_addresses import short_address

LICENCE_ENUM = CHOICE_ENUMS[frozenset(Licence.values)]
MOST_RELATED = 10
DEFAULT_RELATED = 3


class Translation(graphene.ObjectType):
    """A page as readers of one language get it."""

    locale = graphene.Field(Locale, required=True, description="The language asked.")
    path = graphene.String(required=True, description="The page's current path for readers of that language.")
    title = graphene.String(required=True, description="The title those readers get, in French while the language is not ready.")
    is_ready = graphene.Boolean(required=True, description="Whether the page is served in that language; if not, it answers in French.")


@dataclass(frozen=True, slots=True)
class TranslationFacts:
    """The values of a `Translation`."""

    locale: str
    path: str
    title: str
    is_ready: bool


class PageAdditions(graphene.ObjectType):
    """What is computed for a page."""

    locale = graphene.Field(Locale, required=True, description="The language served: the one asked if it is ready, else French.")
    is_fallback = graphene.Boolean(required=True, description="Whether the page answers in French because the language asked is not ready.")
    path = graphene.String(required=True, description="The page's current path in the language asked, for links to it: “/” or “/a/b”.")
    canonical_path = graphene.String(
        required=True, description="The page's current path in the language asked. If it is not the path you came by, lead readers there."
    )
    translations = graphene.List(
        graphene.NonNull(Translation), required=True, description="The page in every language of the site, French first."
    )
    body = graphene.List(graphene.NonNull(Block), required=True, description="The text of the page as typed blocks.")
    body_html = graphene.String(
        required=True,
        heading_start=graphene.Int(default_value=2, description=HEADING_START),
        description="The text of the page as sanitised HTML with the lists of its type, all of it in the language served.",
    )
    body_text = graphene.String(
        required=True, description="The text of the page as plain words with the lists of its type, all of it in the language served."
    )
    easy_read_html = graphene.String(
        heading_start=graphene.Int(default_value=2, description=HEADING_START),
        description="The easy-to-read version as sanitised HTML; null where there is none.",
    )
    easy_read_text = graphene.String(description="The easy-to-read version as plain words; null where there is none.")
    audio_url = graphene.String(description="Where the page is read aloud, from the root of this server; null where it is not.")
    licence = graphene.Field(LICENCE_ENUM, required=True, description="How much of the page others may republish.")
    credit_line = graphene.String(
        required=True,
        description="What to print below the page, or below what is taken of it, elsewhere: title, association, what may be republished, "
        "and the absolute address, in the language served.",
    )
    breadcrumbs = graphene.List(
        graphene.NonNull(Page), required=True, description="The pages above, the home page first, those that readers may see."
    )
    related = graphene.List(
        graphene.NonNull(Page),
        required=True,
        first=graphene.Int(default_value=DEFAULT_RELATED, description=f"How many at most: 1 to {MOST_RELATED}."),
        description="Pages near this one, of any kind. Where the search index knows what the text served means, those nearest in meaning "
        "come first; then those that share a theme: most themes, then most ages in common, then those ready in the language asked, then "
        "the newest.",
    )
    share_text = graphene.String(required=True, description="A text for messages and networks, at most 300 characters.")
    updated_at = graphene.DateTime(description="When the text in the language served was last published.")
    short_link = graphene.String(
        description="A short address for messages, posters and copied answers: absolute, in the language asked, and good for ever, "
        "whatever becomes of the page's path. Null for a moment where a page was imported.",
    )
    reviews = graphene.List(
        graphene.NonNull(Review),
        required=True,
        description="Who approved exactly the text in the language served, the newest first; none once it has been edited since.",
    )
    seo = graphene.Field(Seo, required=True, description="What search engines are told.")

    @staticmethod
    def resolve_locale(page: Row, _info: Any) -> str:
        """The language served."""
        return page.served

    @staticmethod
    def resolve_is_fallback(page: Row, _info: Any) -> bool:
        """Whether that is not the language asked."""
        return page.served != page.asked

    @staticmethod
    def resolve_path(page: Row, _info: Any) -> str:
        """Where the page is for readers of the language asked."""
        return str(page.related(PATHS).get(page.asked, ""))

    resolve_canonical_path = resolve_path

    @staticmethod
    def resolve_translations(page: Row, _info: Any) -> list[TranslationFacts]:
        """One for each language of the site."""
        paths, titles = page.related(PATHS), page.related(TITLES)
        return [
            TranslationFacts(code, paths.get(code, ""), titles[code], language_served(page, code) == code) for code in languages.codes()
        ]

    @staticmethod
    def resolve_body(page: Row, _info: Any) -> list[Row]:
        """The blocks that show something readers may see."""
        return public_blocks(page.related(BODY))

    @staticmethod
    def resolve_body_html(page: Row, _info: Any, heading_start: int | None) -> str:
        """The text as HTML."""
        return page_html(page, heading_level(heading_start))

    @staticmethod
    def resolve_body_text(page: Row, _info: Any) -> str:
        """The text as words."""
        return page_plain(page)

    @staticmethod
    def resolve_easy_read_html(page: Row, _info: Any, heading_start: int | None) -> str | None:
        """The easy-to-read version as HTML."""
        return text_html(page.related(EASY_READ), heading_level(heading_start)) or None

    @staticmethod
    def resolve_easy_read_text(page: Row, _info: Any) -> str | None:
        """The easy-to-read version as words."""
        return text_plain(page.related(EASY_READ)) or None

    @staticmethod
    def resolve_audio_url(page: Row, _info: Any) -> str | None:
        """The address of the audio reading in the language served."""
        file = page.get("audio")
        return audio_url(str(page.get("translation_key")), page.served, file) if file else None

    @staticmethod
    def resolve_licence(page: Row, _info: Any) -> str:
        """The page's own licence, or the usual one of its association."""
        return licence(page)

    @staticmethod
    def resolve_credit_line(page: Row, _info: Any) -> str:
        """What a republisher prints."""
        return credit_line(page)

    @staticmethod
    def resolve_breadcrumbs(page: Row, _info: Any) -> list[Row]:
        """The public pages above."""
        above: list[Row] = page.related(ANCESTORS)
        return above

    @staticmethod
    def resolve_related(page: Row, _info: Any, first: int | None) -> list[Row]:
        """The pages near this one."""
        near: list[Row] = page.related(related(how_many(first, DEFAULT_RELATED, MOST_RELATED)))
        return near

    @staticmethod
    def resolve_share_text(page: Row, _info: Any) -> str:
        """The text to share, the summary by default."""
        return str(page.get("share_text") or page.get("summary") or "")

    @staticmethod
    def resolve_updated_at(page: Row, _info: Any) -> dt.datetime | None:
        """The last publication of the language served."""
        return languages.published_at({name: page.get(name) for name in languages.publication_columns()}, page.served)

    @staticmethod
    def resolve_short_link(page: Row, _info: Any) -> str | None:
        """The address that leads to the page in the language asked."""
        code = page.related(SHORT_LINKS).get(page.asked)
        return short_address(code) if code else None

    @staticmethod
    def resolve_reviews(page: Row, _info: Any) -> list[Row]:
        """The reviews of the text served."""
        return reviews_of(page)

    @staticmethod
    def resolve_seo(page: Row, _info: Any) -> Row:
        """The page itself: `Seo` knows what to tell of it."""
        return page
