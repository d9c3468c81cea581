"""Telling an editor who submits or publishes a page that a public one says nearly the same. It refuses nothing."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, IntegrityError, OperationalError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin import messages

from api.preview.drafts import lay
from api.preview.undoing import undone
from pages import language_publication, languages
from pages.choosing import choosable_pages
from pages.models import BasePage, PagePath
from pages.site_addresses import page_address
from pages.visibility import public_pages
from search.documents import documents_of
from search.encoder import Encoder, current_encoder
from search.engine import DocumentKey, SearchDocument, SearchUnavailableError
from search.engines import current_engine
from search.meaning.documents import passages
from search.meaning.near import documents_saying_the_same, reader_of
from search.sources import read_sources

# Pages named at most.
MOST = 3

# Passages encoded at most of a draft in one language: some 0.15 s.
MOST_ENCODED = 40

_SUBMITTED = ("action-submit", "action-restart-workflow")


def tell_when_submitted(request: HttpRequest, page: BasePage) -> None:
    """After a page was saved: if that was to submit it, those that say nearly the same are named."""
    if any(action in request.POST for action in _SUBMITTED):
        tell_of_near_pages(request, page)


def tell_of_near_pages(request: HttpRequest, page: BasePage) -> None:
    """Names the public pages that say nearly all that the newest version of a page does, in a language in which it goes out."""
    encoder = current_encoder()
    if encoder is None:
        return
    near = _near(_documents(page, request.user), encoder)
    open_to = choosable_pages(request.user, public_pages()).filter(pk__in=[pk for pk, _code in near]).in_bulk()
    named = [_named(open_to[pk], code, request.user) for pk, code in near if pk in open_to][:MOST]
    if named:
        told = _("Public already, and nearly the same as “%(title)s”: readers would find both.") % {"title": page.get_admin_display_title()}
        messages.warning(request, format_html("{}<ul>{}</ul>", told, format_html_join("", "<li>{}</li>", ((item,) for item in named))))


def _documents(page: BasePage, editor: Any) -> list[SearchDocument]:
    """What search would have of the newest version: read as it will be read, from the tables, where it is laid and undone.

    None for a version that could not be published, and for a page that readers would not get either.
    """
    codes = language_publication.languages_of(page.latest_revision) if page.latest_revision is not None else None
    try:
        with undone(DEFAULT_DB_ALIAS):
            lay(page, languages.source(), editor, timezone.now())
            documents = [document for source in read_sources([page.pk]) for document in documents_of(source)]
    except (ValidationError, IntegrityError, OperationalError):
        # The last: another one is writing the same rows. Nobody waits for what is only told.
        return []
    return [document for document in documents if codes is None or document.language in codes]


def _near(documents: Iterable[SearchDocument], encoder: Encoder) -> list[DocumentKey]:
    """The pages that say nearly the same as these documents of one page, each once, with the language; none where no index can tell."""
    engine, at = current_engine(), timezone.now()
    found: dict[int, str] = {}
    try:
        with engine.asking():
            for document in documents:
                reader = reader_of(engine, document.language, at, DEFAULT_DB_ALIAS)
                if reader is not None:
                    said = encoder.encode(_some(passages(document)))
                    for page_id, code in documents_saying_the_same(engine, said, reader, frozenset({document.page_id})):
                        found.setdefault(page_id, code)
    except SearchUnavailableError:
        return []
    return list(found.items())


def _some(texts: list[str]) -> list[str]:
    """At most MOST_ENCODED of some passages, spread over all: what a document says on average shows in them, and an editor waits."""
    return texts[:: ceil(len(texts) / MOST_ENCODED)]


def _named(page: BasePage, code: str, user: Any) -> SafeString:
    """A page in a language, with a link: to its form for those who may edit it, for others to what readers see."""
    if page.permissions_for_user(user).can_edit():
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    else:
        path = PagePath.objects.filter(page=page, language=code, is_current=True).values_list("path", flat=True).first()
        address = page_address(code, path or "")
    return format_html('<a href="{}">{}</a> ({})', address, languages.text(page, "title", code), languages.native_name(code))
