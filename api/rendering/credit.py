"""What a republisher prints below a page: whose it is, what may be shown of it, where it stands."""

from __future__ import annotations

from django.conf import settings

from api.loading.links import PATHS
from api.loading.relations import in_language_served
from api.loading.rows import Row
from pages.licences import Licence
from pages.models import Organisation
from pages.reader_words import words
from pages.site_addresses import page_address


def association(page: Row) -> Row | None:
    """The association that publishes the page, in the language the page is served in."""
    return in_language_served(page, "organisation_id", Organisation)


def licence(page: Row) -> str:
    """The page's own licence, or the usual one of its association; without either, none."""
    if own := page.get("licence"):
        return str(own)
    publisher = association(page)
    return str(publisher.get("default_licence")) if publisher else Licence.NONE.value


def canonical(page: Row, language: str) -> str:
    """The absolute address of the page for readers of a language."""
    return page_address(language, page.related(PATHS).get(language, "/"))


def credit_line(page: Row) -> str:
    """Title, association and site, what may be republished, and the address: one line in the language the page is served in."""
    publisher = association(page)
    names = ", ".join([*([publisher.get("name")] if publisher else []), settings.WAGTAIL_SITE_NAME])
    may = words(f"licence_{licence(page)}", page.served)
    return f"{page.get('title') or ''} — {names}. {may} {canonical(page, page.served)}"
