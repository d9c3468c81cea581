"""Previews: a signed token of an editor opens one page as it will be, for half an hour, until it is published, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from graphql import execute_sync, parse

from api.ids import GlobalId
from api.loading.operation import Operation
from api.preview.tokens import token_for
from api.preview.undoing import run_undone
from api.schema.build import schema
from pages import languages
from pages.models import BasePage
from pages.releases import publishing_as
from pages.visibility import public_pages
from tests.api.hidden import HiddenHalf, half_hidden_site
from tests.api.walking import selection
from tests.factories import loader

pytestmark = pytest.mark.django_db

LOCALES = [code.upper() for code in languages.codes()]

# When the page went out: a preview says now.
MOMENTS = ("publishedAt", "updatedAt")


def whole(field: str, is_preview: bool) -> Any:
    """The answer to an operation too large for readers: the limits apart, it runs as any other."""
    document = parse(f"{{ field: {field} {{ {selection(schema(), schema().type_map['Page'], ('Query',))} }} }}")
    if is_preview:
        result = run_undone(lambda alias: execute_sync(schema(), document, context_value=Operation(alias, timezone.now(), is_preview=True)))
    else:
        result = execute_sync(schema(), document, context_value=Operation("default", timezone.now()))
    assert result.errors is None
    return result.data["field"]


def without_moments(answer: Any) -> Any:
    if isinstance(answer, list):
        return [without_moments(item) for item in answer]
    if isinstance(answer, dict):
        return {name: without_moments(value) for name, value in answer.items() if not name.endswith(MOMENTS)}
    return answer


def previewed(page: BasePage, locale: str) -> Any:
    return whole(f'preview(token: "{token_for(page, loader())}", locale: {locale})', is_preview=True)


def public(page: BasePage, locale: str) -> Any:
    named = GlobalId(page.specific_class.__name__, page.pk, locale.lower()).encoded()
    return whole(f'page(id: "{named}")', is_preview=False)


@pytest.fixture(scope="module")
def half(django_db_setup: None, django_db_blocker: Any) -> Any:
    """A site of which half is hidden, made once: whatever the tests do to it is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield half_hidden_site()
        transaction.set_rollback(True)


def test_what_is_shown_is_what_publication_brings(half: HiddenHalf) -> None:
    types = set()
    for page in public_pages():
        version = page.get_latest_revision_as_object()
        for code in languages.codes():
            languages.set_ready(version, code)
            setattr(version, f"title_{code}", f"Nouveau {page.pk} {code}")
        for name in ("speakers", "questions", "contents", "highlights"):
            if hasattr(version, name):
                rows = list(getattr(version, name).all())
                for place, row in enumerate(reversed(rows)):
                    row.sort_order = place
        revision = version.save_revision(clean=False)
        page = BasePage.objects.get(pk=page.pk)
        shown = [previewed(page, locale) for locale in LOCALES]
        with publishing_as(loader()):
            revision.publish(skip_permission_checks=True)
        assert [without_moments(public(page, locale)) for locale in LOCALES] == without_moments(shown)
        types.add(type(version))
    assert types == {}
