"""Nothing that editors write is left unsearched by oversight, and nothing private is searched."""

from __future__ import annotations

from modelcluster.models import get_all_child_relations
from modeltranslation.translator import translator
from wagtail.models import get_page_models

from pages.journal.subjects import KINDS, PAGE, UNSHOWN
from pages.models import BasePage
from search.searched import EVERY_PAGE, SETS, THINGS, children_of, searched_of

# Searched by `documents` itself: they weigh more, or stand apart.
APART = {"title", "keywords"}
# Repeats of title and summary for other sites, what only editors see, and what is no text.
NOT_SEARCHED_OF_PAGES = {"seo_title", "search_description", "share_text", "draft_title", "address", "is_ready", "audio"}
# Longer than the page that names the thing: a page would be found by everything its association, guest or theme is about.
NOT_SEARCHED_OF_THINGS = {"organisation": {"description", "accreditations"}, "person": {"biography"}, "theme": {"description"}}


def translated(model: type) -> set[str]:
    return set(translator.get_options_for_model(model).all_fields)


def page_types() -> list[type[BasePage]]:
    return [model for model in get_page_models() if model is not BasePage]


def test_each_translated_field_of_a_page_is_searched_or_said_not_to_be() -> None:
    for model in page_types():
        searched = searched_of(model)
        assert {*searched.texts, *searched.streams} | APART | NOT_SEARCHED_OF_PAGES == translated(model), model


def test_each_translated_field_of_a_page_s_children_is_searched() -> None:
    for model in page_types():
        listed = {children.model: set(children.searched.texts) for children in children_of(model)}
        written = {
            relation.related_model: translated(relation.related_model)
            for relation in get_all_child_relations(model)
            if relation.related_model in translator.get_registered_models()
        }
        assert {child: texts for child, texts in listed.items() if texts} == written, model


def test_each_kind_of_the_journal_that_pages_show_is_a_thing() -> None:
    # No page shows a reason for urgent help: it is asked for by name.
    shown = {kind: model for kind, model in KINDS.items() if kind not in {PAGE, "crisisreason", *UNSHOWN}}
    assert {kind: thing.model for kind, thing in THINGS.items()} == shown


def test_each_translated_field_of_a_thing_is_searched_or_said_not_to_be() -> None:
    for kind, thing in THINGS.items():
        written = translated(thing.model) if thing.model in translator.get_registered_models() else set()
        assert {*thing.texts} | NOT_SEARCHED_OF_THINGS.get(kind, set()) == written, kind


def test_what_pages_show_is_of_a_known_kind() -> None:
    shown = {*SETS.values(), *EVERY_PAGE.things.values()}
    for model in page_types():
        shown |= set(searched_of(model).things.values())
        shown |= {kind for children in children_of(model) for kind in children.searched.things.values()}
    assert shown <= set(THINGS)
