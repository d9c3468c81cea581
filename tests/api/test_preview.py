"""Previews of a whole site: what is shown of a page is what its publication brings, and nothing else of what is hidden."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils import timezone
from graphql import execute_sync, parse
from modelcluster.models import get_all_child_relations

from api.ids import GlobalId
from api.loading.catalogue import page_types
from api.loading.operation import Operation
from api.preview.tokens import token_for
from api.preview.undoing import run_undone
from api.schema.build import schema
from pages import languages
from pages.models import BasePage, EditionPage
from pages.releases import publishing_as
from pages.visibility import public_pages
from tests.api.hidden import HiddenHalf
from tests.api.previewing import INVALID, refusals
from tests.api.walking import selection
from tests.factories import loader

pytestmark = pytest.mark.django_db

# When the page went out: a preview says now.
MOMENTS = ("publishedAt", "updatedAt")


def _everything(page: BasePage, field: str, **facts: Any) -> Any:
    """All that can be asked of a page, the pages it names by their plain fields; the limits apart, it runs as any other operation."""
    types = schema().type_map
    own = page.specific_class.__name__
    known = ("Query", "Page", *(model.__name__ for model in page_types() if model.__name__ != own))
    document = parse(f"{{ field: {field} {{ ... on {own} {{ {selection(schema(), types[own], known)} }} }} }}")

    def run(alias: str) -> Any:
        return execute_sync(schema(), document, context_value=Operation(alias, timezone.now(), **facts))

    result = run_undone(run) if facts else run("default")
    assert result.errors is None
    return _without_moments(result.data["field"])


def _without_moments(answer: Any) -> Any:
    if isinstance(answer, list):
        return [_without_moments(item) for item in answer]
    if isinstance(answer, dict):
        return {name: _without_moments(value) for name, value in answer.items() if not name.endswith(MOMENTS)}
    return answer


def _previewed(page: BasePage, locale: str) -> Any:
    return _everything(page, f'preview(token: "{token_for(page, loader())}", locale: {locale})', is_preview=True)


def _public(page: BasePage, locale: str) -> Any:
    return _everything(page, f'page(id: "{GlobalId(page.specific_class.__name__, page.pk, locale.lower()).encoded()}")')


def _rewritten(page: BasePage) -> Any:
    """A version of a page with another title, ready in every language, with its rows the other way round."""
    version = page.get_latest_revision_as_object()
    for code in languages.codes():
        languages.set_ready(version, code)
        setattr(version, f"title_{code}", f"Nouveau {page.pk} {code}")
    for relation in get_all_child_relations(type(version)):
        rows = list(getattr(version, relation.get_accessor_name()).all())
        for place, row in enumerate(reversed(rows)):
            row.sort_order = place
    if isinstance(version, EditionPage):
        version.contents = [row for row in version.contents.all() if row.page.live]
    return version.save_revision(clean=False)


@pytest.mark.parametrize("model", page_types(), ids=lambda model: model.__name__)
def test_what_is_shown_is_what_publication_brings(half: HiddenHalf, model: type[BasePage]) -> None:
    page = BasePage.objects.get(pk=public_pages(model=model).order_by("pk").values("pk")[:1])
    revision = _rewritten(page)
    page.refresh_from_db()
    seen = [_previewed(page, locale) for locale in ("FR", "AR")]
    assert [answer["Page__title"] for answer in seen] == [f"Nouveau {page.pk} fr", f"Nouveau {page.pk} ar"]
    # They lead to all that is hidden.
    assert [key for key in half.identities() if key in json.dumps(seen)] == []
    assert _public(page, "FR")["Page__title"] != f"Nouveau {page.pk} fr"
    with publishing_as(loader()):
        revision.publish(skip_permission_checks=True)
    assert [_public(page, locale) for locale in ("FR", "AR")] == seen


def test_a_hidden_page_shows_itself_and_nothing_else_that_is_hidden(half: HiddenHalf) -> None:
    closed = {page.pk for page in half.pages if page.get_view_restrictions().exists()}
    assert len(closed) == 2
    for page in half.pages:
        row = BasePage.objects.get(pk=page.pk)
        if page.pk in closed:
            assert refusals(token_for(row, loader())) == INVALID
        else:
            seen = json.dumps(_previewed(row, "FR"))
            assert [key for key in half.identities() if key in seen] == [str(row.translation_key)]
