"""The kinds of this site, made from what its models and blocks declare."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from wagtail import blocks

from api.declarations import blocks_by_name, declared_by
from api.loading.kinds import AnyPageKind, BlockKind, Fallback, Kind, PageKind
from api.loading.operation import Operation
from api.loading.reading import CONTENT_TYPE
from api.loading.sources import Column, Reference, source_of
from pages import languages
from pages.journal import subjects
from pages.models import (
    BasePage,
    CaptionCue,
    CaptionTrack,
    ClubDocument,
    ClubImage,
    CrisisReason,
    EventPage,
    Helpline,
    HelplineException,
    HelplineHours,
    InterviewChapter,
    InterviewQuestion,
    InterviewQuote,
    JournalledModel,
    KitFile,
    Organisation,
    Speaker,
    Video,
)
from pages.models.crisis import steps_column
from pages.visibility import (
    public_documents,
    public_images,
    public_kit_files,
    public_moments,
    public_pages,
    public_tracks,
    public_videos,
)

# The names under which models are public, where they differ from the class.
PUBLIC_NAMES: dict[type[Model], str] = {BasePage: "Page", ClubDocument: "Document", ClubImage: "Image"}

# Columns that no declared field shows, and that computed fields read (see `api.types`).
COMPUTED_FROM: dict[type[Model], tuple[str, ...]] = {
    BasePage: (
        CONTENT_TYPE,
        *languages.readiness_columns(),
        *languages.publication_columns(),
        "path",
        "translation_key",
        "organisation_id",
        "licence",
        "is_sample",
        "seo_title",
        "search_description",
        "share_text",
        "audio",
    ),
    ClubImage: ("file", "width", "height", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"),
    ClubDocument: ("file",),
    Video: ("file",),
    Organisation: ("default_licence",),
    EventPage: (
        *("status", "starts_at", "ends_at", "languages_spoken"),
        *("venue_name", "venue_address", "postcode", "city", "department", "commune_code", "latitude", "longitude"),
    ),
    CrisisReason: tuple(steps_column(speaker) for speaker in Speaker.values),
    Helpline: ("timezone", "valid_from", "valid_to", "former_names"),
    HelplineHours: ("weekday", "opens", "closes"),
    HelplineException: ("date", "opens", "closes"),
    CaptionTrack: ("video__key", "language", "kind"),
    CaptionCue: ("track__language",),
}

PUBLIC: dict[type[Model], Callable[[Operation], QuerySet[Any]]] = {
    ClubDocument: lambda operation: public_documents(using=operation.database),
    ClubImage: lambda operation: public_images(using=operation.database, now=operation.now),
    KitFile: lambda operation: public_kit_files(using=operation.database),
    Video: lambda operation: public_videos(using=operation.database, now=operation.now),
    CaptionTrack: lambda operation: public_tracks(using=operation.database, now=operation.now),
    InterviewChapter: lambda operation: public_moments(InterviewChapter, using=operation.database, now=operation.now),
    InterviewQuestion: lambda operation: public_moments(InterviewQuestion, using=operation.database, now=operation.now),
    InterviewQuote: lambda operation: public_moments(InterviewQuote, using=operation.database, now=operation.now),
}


# Rows of an owner that come and go with something else: whether that is public decides whether they are.
HIDDEN_WITH: dict[type[Model], str] = {
    KitFile: subjects.DOCUMENT,
    CaptionTrack: subjects.VIDEO,
    InterviewChapter: subjects.VIDEO,
    InterviewQuestion: subjects.VIDEO,
    InterviewQuote: subjects.VIDEO,
}


def public_name(model: type[Model]) -> str:
    """The name of a model's GraphQL type."""
    return PUBLIC_NAMES.get(model, model.__name__)


@cache
def kind_of(model: type[Model]) -> Kind:
    """The kind of the objects of `model`; for a page, of its type."""
    if model is BasePage:
        return any_page()
    if issubclass(model, BasePage):
        return page_kinds()[model._meta.model_name or ""]
    is_independent = issubclass(model, JournalledModel)
    plain, translated = _columns(model)
    if is_independent:
        plain = ("key", *plain)
    fallback = Fallback.FIELD if is_independent else Fallback.OWNER
    journalled = subjects.kind_of(model) if is_independent else ""
    hidden_with = HIDDEN_WITH.get(model, journalled if model in PUBLIC else "")
    return Kind(public_name(model), model, fallback, plain, translated, PUBLIC.get(model), journalled, hidden_with)


@cache
def any_page() -> AnyPageKind:
    """Pages of any type."""
    plain, translated = _columns(BasePage)
    public, page = _public_pages(BasePage), subjects.PAGE
    return AnyPageKind("Page", BasePage, Fallback.PAGE, plain, translated, public, page, page, types=page_kinds())


@cache
def page_types() -> tuple[type[BasePage], ...]:
    """The types of pages of this site."""
    return tuple(model for model in apps.get_models() if issubclass(model, BasePage) and model is not BasePage)


@cache
def page_kinds() -> dict[str, PageKind]:
    """The kind of each type of page, by the name of its content type."""
    kinds = {}
    plain, translated = _columns(BasePage)
    for model in page_types():
        own_plain, own_translated = _columns(model)
        has_own = bool(own_plain or own_translated)
        own = Kind(f"{model.__name__} (own columns)", model, Fallback.OWNER, own_plain, own_translated) if has_own else None
        kinds[str(model._meta.model_name)] = PageKind(
            *(model.__name__, model, Fallback.PAGE, plain, translated, _public_pages(model), subjects.PAGE, subjects.PAGE),
            own=own,
            main_text=model.main_text_field,
            lists=model.text_lists,
        )
    return kinds


@cache
def block_kinds() -> dict[str, BlockKind]:
    """The kind of each block that the texts of pages may hold, by the name stored with it."""
    return {name: _block_kind(name, block) for name, block in blocks_by_name().items()}


def _block_kind(name: str, block: blocks.Block) -> BlockKind:
    if isinstance(block, blocks.StructBlock):
        children = tuple(block.child_blocks)
        rich = tuple(child for child, inner in block.child_blocks.items() if isinstance(inner, blocks.RichTextBlock))
        inside = {child: kind for child, inner in block.child_blocks.items() for kind in _kinds_inside(inner)}
        declared = [declaration.source for declaration in declared_by(type(block))]
        said = {child for child, inner in block.child_blocks.items() if isinstance(inner, blocks.CharBlock | blocks.TextBlock)}
        shown = tuple(child for child in declared if child in said or child in rich or child in inside)
        return BlockKind(type(block).__name__, name, children, rich, is_struct=True, inside=inside, shown=shown)
    # A stock block has no class of ours: its type is named after the name it is stored under (key_figure: KeyFigureBlock).
    rich = (name,) if isinstance(block, blocks.RichTextBlock) else ()
    return BlockKind(f"{name.title().replace('_', '')}Block", name, (name,), rich, is_struct=False)


def _kinds_inside(block: blocks.Block) -> list[BlockKind | None]:
    """The kind of the blocks that a value holds, if it holds blocks: None for a stream."""
    if isinstance(block, blocks.StreamBlock):
        return [None]
    inner = block.child_block if isinstance(block, blocks.ListBlock) else block
    return [_block_kind("", inner)] if isinstance(inner, blocks.StructBlock) else []


def _public_pages(model: type[BasePage]) -> Callable[[Operation], QuerySet[Any]]:
    return lambda operation: public_pages(now=operation.now, using=operation.database, model=model)


def _columns(model: type[Model]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns a model's kind reads: the plain ones and the translated fields, each once."""
    plain: dict[str, None] = {}
    translated: dict[str, None] = {}
    for declaration in declared_by(model):
        source = source_of(model, declaration.source)
        if isinstance(source, Reference):
            plain[source.column] = None
        elif isinstance(source, Column):
            (translated if source.is_translated else plain)[source.name] = None
    for name in COMPUTED_FROM.get(model, ()):
        is_translated = "__" not in name and isinstance(found := _field_source(model, name), Column) and found.is_translated
        (translated if is_translated else plain)[name] = None
    return tuple(plain), tuple(translated)


def _field_source(model: type[Model], column: str) -> Any:
    return source_of(model, column.removesuffix("_id") if column.endswith("_id") else column)
