"""What search engines and networks are told of a page: where it stands, in which languages, and what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene

from api.loading.rows import Row
from api.loading.translations import language_served
from api.rendering.cards import card_of
from api.rendering.credit import canonical
from api.rendering.structured_data import json_ld
from api.types.enums import Locale
from pages import languages
from pages.cards.facts import CARD_HEIGHT, CARD_WIDTH
from pages.site_addresses import media_address

DEFAULT_LANGUAGE = "x-default"


class Alternate(graphene.ObjectType):
    """A page in one of the languages in which it is ready."""

    hreflang = graphene.String(required=True, description="The language for a link element's hreflang, or “x-default”.")
    locale = graphene.Field(Locale, description="The language; null for “x-default”, which is for readers of no language of the site.")
    url = graphene.String(required=True, description="The page's absolute address in that language.")


class SocialImage(graphene.ObjectType):
    """The image that networks show beside a link to a page: a card drawn from the page's own words, with its cover."""

    url = graphene.String(
        required=True,
        description="The absolute address of a JPEG of at most 120 KB. It changes with whatever the card shows; an address of before leads "
        "to the present one.",
    )
    width = graphene.Int(required=True, description="Width in pixels: 1200.")
    height = graphene.Int(required=True, description="Height in pixels: 630.")
    alt_text = graphene.String(
        required=True, description="The words that the image shows, the title first, in the language the page is served in."
    )


@dataclass(frozen=True, slots=True)
class AlternateFacts:
    """The values of an `Alternate`."""

    hreflang: str
    locale: str | None
    url: str


@dataclass(frozen=True, slots=True)
class SocialImageFacts:
    """The values of a `SocialImage`."""

    url: str
    width: int
    height: int
    alt_text: str


class Seo(graphene.ObjectType):
    """What search engines and networks are told of a page, in the language it is served in."""

    title = graphene.String(required=True, description="Title for results; the page's title where none was written for them.")
    description = graphene.String(required=True, description="Description for results; the summary where none was written for them.")
    canonical = graphene.String(
        required=True,
        description="The absolute address of the text served: for a page that answers in French because the language asked is not ready, "
        "that of the French page.",
    )
    alternates = graphene.List(
        graphene.NonNull(Alternate),
        required=True,
        description="The page in the languages in which it is ready, French first, then “x-default”, which leads to the French.",
    )
    robots = graphene.String(required=True, description="What robots may do: “index, follow”, or “noindex” for sample content.")
    image = graphene.Field(
        SocialImage,
        description="The image for networks: title, kind of page, associations and the Club, with the cover where readers may see it. A "
        "page of urgent help shows no photograph, but the number of the first line in its text. Null where this server has no letters "
        "for the language.",
    )
    json_ld = graphene.String(
        required=True,
        description="What the page is, as JSON-LD (schema.org) to put into a script element as it stands: it holds no “<”, “>” or “&”.",
    )

    @staticmethod
    def resolve_title(page: Row, _info: Any) -> str:
        """The title for results."""
        return str(page.get("seo_title") or page.get("title") or "")

    @staticmethod
    def resolve_description(page: Row, _info: Any) -> str:
        """The description for results."""
        return str(page.get("search_description") or page.get("summary") or "")

    @staticmethod
    def resolve_canonical(page: Row, _info: Any) -> str:
        """The address of the language served."""
        return canonical(page, page.served)

    @staticmethod
    def resolve_alternates(page: Row, _info: Any) -> list[AlternateFacts]:
        """One for each language that is ready, and one for everybody else."""
        ready = [code for code in languages.codes() if language_served(page, code) == code]
        return [
            *(AlternateFacts(code, code, canonical(page, code)) for code in ready),
            AlternateFacts(DEFAULT_LANGUAGE, None, canonical(page, languages.source())),
        ]

    @staticmethod
    def resolve_robots(page: Row, _info: Any) -> str:
        """Sample content is not for search engines."""
        return "noindex" if page.get("is_sample") else "index, follow"

    @staticmethod
    def resolve_image(page: Row, _info: Any) -> SocialImageFacts | None:
        """The page's card."""
        card = card_of(page)
        if card is None:
            return None
        return SocialImageFacts(media_address(card.url(str(page.get("translation_key")))), CARD_WIDTH, CARD_HEIGHT, card.description)

    @staticmethod
    def resolve_json_ld(page: Row, _info: Any) -> str:
        """The facts for machines."""
        return json_ld(page)
