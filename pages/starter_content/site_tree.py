"""Loads the sample pages: first all that are missing, as drafts that can refer to each other; then their texts, published."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model
from modeltranslation.translator import translator
from wagtail.fields import StreamField

from pages import languages
from pages.models import AgeBand, Audience, BasePage, HomePage, Organisation, Theme
from pages.paths import HOME_DEPTH
from pages.starter_content.columns import columns
from pages.starter_content.keys import stable_key
from pages.starter_content.moments import moments
from pages.starter_content.ordered_children import CHILDREN, sentences
from pages.starter_content.sources import Record, page_source, tree
from pages.starter_content.streams import References, stream

TEXTS = ("title", "summary", "share_text", "keywords")
PLAIN = ("content_warning", "is_crisis", "last_reviewed_on", "review_due_on", "show_in_menus")


def make_missing_pages(references: References) -> list[str]:
    """Makes the pages that are missing, as drafts, and notes the ids of all; returns the names of those to fill."""
    to_fill = []
    for name, parent in tree():
        if not parent:
            references.pages[name], is_new = _home_page(name)
        else:
            references.pages[name], is_new = _page_below(name, references.pages[parent])
        if is_new:
            to_fill.append(name)
    return to_fill


def publish_pages(names: Iterable[str], references: References, user: Any, say: Callable[[str], None]) -> None:
    """Fills and publishes the pages with these names, in order."""
    for name in names:
        source = page_source(name)
        page = _model(source).objects.get(pk=references.pages[name])
        _fill(page, name, source, references)
        page.save_revision(user=user, log_action=True).publish(user=user)
        say(f"  {languages.text(page, 'title', languages.source())}")


def _model(source: Record) -> Any:
    return apps.get_model("pages", source["type"])


def _home_page(name: str) -> tuple[int, bool]:
    """The id of the site's home page, and whether it waits to be filled: a new site has an empty draft."""
    home = HomePage.objects.filter(depth=HOME_DEPTH).first()
    if home is None:
        home = BasePage.get_first_root_node().add_child(instance=_draft(name))
    return int(home.pk), not (home.live or home.is_sample)


def _page_below(name: str, parent: int) -> tuple[int, bool]:
    known = BasePage.objects.filter(translation_key=stable_key("page", name)).values_list("pk", flat=True).first()
    if known is not None:
        return int(known), False
    page = BasePage.objects.get(pk=parent).add_child(instance=_draft(name))
    return int(page.pk), True


def _draft(name: str) -> Any:
    source = page_source(name)
    page = _model(source)(translation_key=stable_key("page", name), live=False, has_unpublished_changes=True)
    _set_words(page, source)
    return page


def _set_words(page: Any, source: Record) -> None:
    """The columns of the page's own row that refer to nothing."""
    texts, plain = _own_fields(_model(source))
    for field in (*TEXTS, *texts):
        for column, value in columns(field, source.get(field)).items():
            setattr(page, column, value)
    for code, address in source["address"].items():
        if code in languages.codes():
            languages.set_address(page, code, address)
    for field in (*PLAIN, *plain):
        if field in source:
            setattr(page, field, source[field])
    if "starts" in source:
        page.starts_at, page.ends_at = moments(source)


@cache
def _own_fields(model: type[BasePage]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields that a type of page has beside those of all pages: short translated texts, and columns that are the same everywhere."""
    translated = translator.get_options_for_model(model).local_fields
    fields = [field for field in model._meta.local_concrete_fields if not field.is_relation and not isinstance(field, StreamField)]
    return tuple(field.name for field in fields if field.name in translated), tuple(
        field.name for field in fields if field.name not in translated
    )


def _fill(page: Any, name: str, source: Record, references: References) -> None:
    """Everything that the file says of the page."""
    page.is_sample = True
    _set_words(page, source)
    for code in languages.codes():
        languages.set_ready(page, code, code in source["ready"])
    for field in (page.main_text_field, "easy_read"):
        for code in source["ready"]:
            if field in source and code in languages.codes():
                raw = stream(source[field], f"{name}.{field}", code, references)
                setattr(page, languages.column(field, code), json.dumps(raw))
    _file_under(page, source)
    page.cover_image_id = references.images.get(source.get("cover_image", ""))
    if "video" in source:
        page.video_id = references.videos[source["video"]]
    if "current_edition" in source:
        page.current_edition_id = references.pages[source["current_edition"]]
    for relation, rows in CHILDREN.items():
        if relation in source:
            setattr(page, relation, rows(source[relation], references))
    for listed in page.text_lists:
        setattr(page, listed.relation, sentences(type(page), listed, source.get(listed.relation, [])))


def _file_under(page: Any, source: Record) -> None:
    """Where the catalogue files the page."""
    page.themes = _named(Theme, "slug", source.get("themes", []))
    page.ages = _named(AgeBand, "code", source.get("ages", []))
    page.audiences = _named(Audience, "code", source.get("audiences", []))
    page.cosigning_organisations = _named(Organisation, "slug", source.get("cosigning_organisations", []))
    if "organisation" in source:
        page.organisation = Organisation.objects.get(slug=source["organisation"])
    if "theme" in source:
        page.theme = Theme.objects.get(slug=source["theme"])


def _named(model: type[Model], identifier: str, names: list[str]) -> list[Model]:
    return [model._default_manager.get(**{identifier: name}) for name in names]
