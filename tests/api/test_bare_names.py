"""Translated fields are read by their explicit column: the bare name follows the thread's language, and neither api/ nor search/ uses one.

Two nets, since neither catches everything: the source is read for attributes, lookups and names given to querysets, and while operations
run, a bare name that reaches modeltranslation fails.
"""

from __future__ import annotations

import ast
import sys
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from modeltranslation import manager
from modeltranslation.fields import TranslationFieldDescriptor
from modeltranslation.translator import translator

import api
import search
from pages import models
from search import indexing
from tests.api.asking import data_of
from tests.api.scenes import edition, guide, interview
from tests.factories import HelplineFactory

ROOMS = [Path(str(room.__file__)).parent for room in (api, search)]
SOURCES = sorted(file for room in ROOMS for file in room.rglob("*.py"))

# Bare names that Python and the libraries use for other things all over: attributes so called say nothing by themselves.
COMMON_WORDS = {"name", "description", "body"}

# Objects of ours that have such an attribute and are no models.
NO_MODELS = {
    "document.title",
    "error.message",
    "self.message",
    "document.keywords",
    "reference.alt_text",
    "targets.address",
    "name.title",
    "self.answer",
    "self.answer.question",
    "self.found.answer",
}

# What takes names of fields: querysets, lookups, and Python's own access by name.
TAKES_NAMES = {
    "F", "Q", "aggregate", "annotate", "attrgetter", "create", "defer", "distinct", "earliest", "exclude", "filter", "getattr", "latest",
    "only", "order_by", "setattr", "update", "values", "values_list",
}  # fmt: skip


def bare_names() -> set[str]:
    """The translated fields of all models, without a language."""
    return {name for model in translator.get_registered_models() for name in translator.get_options_for_model(model).all_fields}


def uses(source: str) -> Iterator[str]:
    """The uses of bare translated names in some Python source."""
    names = bare_names()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in names - COMMON_WORDS and ast.unparse(node) not in NO_MODELS:
            yield f"{node.lineno}: {ast.unparse(node)}"
        if isinstance(node, ast.Call):
            function = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            given = [keyword.arg or "" for keyword in node.keywords] if function in TAKES_NAMES | {"get"} else []
            if function in TAKES_NAMES:
                constants = [part.value for argument in node.args for part in ast.walk(argument) if isinstance(part, ast.Constant)]
                given += [value.lstrip("-") for value in constants if isinstance(value, str)]
            yield from (f"{node.lineno}: {ast.unparse(node)}" for name in given if names.intersection(name.split("__")))


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: "/".join(file.parts[-3:]))
def test_no_module_names_a_translated_field_without_its_language(file: Path) -> None:
    assert list(uses(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "page.title",
        "page.is_ready",
        "found.page.summary",
        "getattr(page, 'title')",
        "pages.filter(title='x')",
        "pages.filter(Q(page__title__icontains='x'))",
        "pages.get(address='x')",
        "pages.values_list('pk', 'title')",
        "pages.values_list('person__display_name')",
        "pages.order_by('-title')",
        "pages.annotate(words=F('summary'))",
        "setattr(page, 'steps', None)",
    ],
)
def test_the_net_over_the_source_catches(source: str) -> None:
    assert len(list(uses(source))) == 1


@pytest.fixture
def bare_names_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bare name read by a module of ours, or given to a queryset by anybody, fails."""
    read, rewritten = TranslationFieldDescriptor.__get__, manager.rewrite_lookup_key

    def get(self: Any, instance: Any, owner: Any) -> Any:
        caller = Path(sys._getframe(1).f_code.co_filename)
        if instance is not None and any(room in caller.parents for room in ROOMS):
            raise AssertionError(f"{caller} reads the bare name {self.field.name}.")
        return read(self, instance, owner)

    def rewrite(model: Any, lookup: str) -> str:
        found = rewritten(model, lookup)
        if found != lookup:
            raise AssertionError(f"The bare name {lookup} was given to a queryset of {model.__name__}.")
        return found

    # Statements made before are not made again: what is asked here is made under the net.
    monkeypatch.setattr("pages.statements._kept", OrderedDict())
    monkeypatch.setattr(TranslationFieldDescriptor, "__get__", get)
    monkeypatch.setattr(manager, "rewrite_lookup_key", rewrite)


@pytest.mark.django_db
def test_the_net_under_running_operations_catches(home: models.HomePage, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("bare_names_fail")

    inside = compile("page.title", str(ROOMS[0] / "loading" / "anything.py"), "eval")
    with pytest.raises(AssertionError, match="reads the bare name title"):
        eval(inside, {"page": home})  # noqa: S307
    with pytest.raises(AssertionError, match="The bare name title was given"):
        models.BasePage.objects.filter(title="x").exists()


@pytest.mark.django_db
def test_operations_index_and_search_use_no_bare_name(
    home: models.HomePage, tmp_path: Path, settings: Any, request: pytest.FixtureRequest
) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path
    edition(1, [interview(1), guide(1)])
    HelplineFactory(name_fr="Ligne", operator="x")
    request.getfixturevalue("bare_names_fail")

    indexing.ensure_index()
    answer = data_of(
        """fragment All on Page { title summary path translations { title } bodyHtml bodyText easyReadText shareText seo { title } licence
          themes { name description } ages { name } audiences { name } organisation { name } coverImage { altText } }
        { edition(number: 1, locale: EN) { ...All contents(first: 2) { ...All ... on InterviewPage {
            speakers { role person { name biography } } questions { question } keyQuotes { quote } chapters { title }
            video { title captions { cues { text } } } } }
            keyFigures { statement } partners { organisation { description } } }
          search(query: "entretien") { nodes { title } } helplines(locale: AR) { name audienceNote }
          site(locale: EN) { home { hero } navigation { page { title } } } }"""
    )

    assert [page["title"] for page in answer["edition"]["contents"]] == ["Interview 1", "Guide 1"]
    assert answer["search"]["nodes"][0] == {"title": "Entretien 1"}
