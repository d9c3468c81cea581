"""Which pages go into a file: those whose language somebody writes, all of them, those of an edition, or one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.permissions import policy_registry

from editorial.models import GlossaryTerm, LanguageState
from editorial.translation.batches import surveys_of_drafts
from editorial.translation.exchange.entries import Entry, Term, entries_of
from pages import languages
from pages.language_rights import languages_for
from pages.models import BasePage
from pages.permissions import translated_languages


def languages_written_by(user: Any) -> list[str]:
    """The languages somebody may write anywhere, in the order of the site."""
    if user.is_superuser:
        return list(languages.translations())
    translated = translated_languages(user)
    rights = policy_registry.get_by_type(BasePage).get_cached_permissions_for_user(user)
    if any(right.group_id not in translated for right in rights):
        return list(languages.translations())
    return [code for code in languages.translations() if code in translated.values()]


def writable_pages(user: Any, code: str, pages: QuerySet[BasePage] | None = None) -> list[BasePage]:
    """The pages (of these, or of the site) whose text in a language somebody may write, in the order of the tree.

    The number of statements does not depend on how many there are. Locks are left aside: they pass.
    """
    mine = policy_registry.get_by_type(BasePage).instances_user_has_permission_for(user, "change").filter(depth__gt=1)
    if pages is not None:
        mine = mine.filter(pk__in=pages.order_by().values("pk"))
    return [page for page in mine.order_by("path") if writes(user, page, code)]


def writes(user: Any, page: BasePage, code: str) -> bool:
    """Whether a language of a page that somebody may edit is theirs."""
    own = languages_for(user, page)
    return code in languages.translations() and (own is None or code in own)


def with_something_to_do(pages: list[BasePage], code: str) -> list[BasePage]:
    """Those of the pages that the board says have something to do in a language."""
    to_do = Q(missing__gt=0) | Q(stale__gt=0) | Q(review__gt=0)
    busy = set(LanguageState.objects.filter(to_do, language=code).values_list("page_id", flat=True))
    return [page for page in pages if page.pk in busy]


def glossary_of(code: str) -> list[Term]:
    """The words of the glossary of a language."""
    return [Term(*row) for row in GlossaryTerm.objects.filter(language=code).values_list("term", "translation", "note")]


def entries(pages: list[BasePage], code: str, *, only_to_do: bool) -> Iterator[Entry]:
    """The texts of these pages for a file."""
    terms = glossary_of(code)
    chosen = with_something_to_do(pages, code) if only_to_do else pages
    for page, survey in surveys_of_drafts(chosen, code):
        yield from entries_of(page, survey, terms, only_to_do=only_to_do)
