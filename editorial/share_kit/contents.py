"""What a share kit says, language by language: read from what readers have of the edition, or from its draft before they have any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pages import languages, short_links, visibility
from pages.models import BasePage, EditionPage, Organisation
from pages.permissions import sees_drafts_of
from pages.site_addresses import short_address


@dataclass(frozen=True, slots=True)
class KitInLanguage:
    """The words of the kit in one language."""

    code: str
    title: str
    summary: str
    share_text: str
    contents: tuple[str, ...]
    link: str
    """The short address, in full."""


@dataclass(frozen=True, slots=True)
class Kit:
    """The kit of an edition."""

    number: int
    slug: str
    is_draft: bool
    languages: tuple[KitInLanguage, ...]
    organisations: tuple[Organisation, ...]
    """Those who sign it, partners and funders after them; with logos that the public may see."""
    logos: tuple[Any, ...]

    def in_language(self, code: str) -> KitInLanguage | None:
        """The words in one language; None where the edition is not ready in it."""
        return next((words for words in self.languages if words.code == code), None)


def kit_of(edition: EditionPage, user: Any) -> Kit:
    """The kit of what readers have; of an edition they do not have yet, that of its newest version, as far as ``user`` sees drafts."""
    version: EditionPage = edition if edition.live else edition.get_latest_revision_as_object()
    links = short_links.codes_of(edition)
    listed = list(_contents(version, user))
    organisations = tuple(_organisations(version))
    return Kit(
        number=version.number,
        slug=version.slug,
        is_draft=not edition.live,
        languages=tuple(
            KitInLanguage(
                code=code,
                title=languages.text(version, "title", code),
                summary=languages.text(version, "summary", code) or "",
                share_text=languages.text(version, "share_text", code) or languages.text(version, "summary", code) or "",
                contents=tuple(languages.text(page, "title", languages.served_language(page, code)) for page in listed),
                link=short_address(links[code]),
            )
            for code in languages.ready_languages(version)
        ),
        organisations=organisations,
        logos=tuple(_public_logos(organisations)),
    )


def _contents(version: EditionPage, user: Any) -> Iterator[BasePage]:
    """The pages it lists that readers have; before its publication also the drafts whose business is the reader's."""
    listed = [row.page_id for row in version.contents.all()]
    public = visibility.public_pages().in_bulk(listed)
    drafts = {} if version.live else BasePage.objects.filter(live=False).in_bulk(listed)
    for pk in listed:
        if pk in public:
            yield public[pk]
        elif pk in drafts and sees_drafts_of(user, drafts[pk]):
            yield drafts[pk].get_latest_revision_as_object()


def _organisations(version: EditionPage) -> Iterator[Organisation]:
    partners = [row.organisation for row in version.partners.all()]
    named = [version.organisation, *version.cosigning_organisations.all(), *partners]
    yield from {found.pk: found for found in named if found is not None}.values()


def _public_logos(organisations: tuple[Organisation, ...]) -> Iterator[Any]:
    public = visibility.public_images().in_bulk([found.logo_id for found in organisations if found.logo_id is not None])
    yield from (public[found.logo_id] for found in organisations if found.logo_id in public)
