"""The form as translators have it: the fields of their language, the French beside them to read, and nothing else.

What is not theirs is no part of the form at all, so that sending it changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator
from wagtail.admin.panels import InlinePanel, MultiFieldPanel, ObjectList, Panel, TabbedInterface
from wagtail.blocks import StreamValue

from pages import languages
from pages.language_ticks import columns_in
from pages.row_forms import KeyedRows
from pages.streams import pieces
from pages.translated_panels import TranslatedPanel

NOT_READ = frozenset({"draft_title", "is_ready", "address", "audio"})
"""What is no text to read beside one's own."""


def restrict(form: Any, codes: Collection[str]) -> None:
    """Takes out of a page's form whatever is not in these languages."""
    allowed = frozenset[str]().union(*(columns_in(type(form.instance), code) for code in codes))
    for name in set(form.fields) - allowed:
        del form.fields[name]
    for relation, formset in list(form.formsets.items()):
        columns = frozenset[str]().union(*(columns_in(formset.model, code) for code in codes))
        # A list without rows was not shown: there is nothing of theirs in it.
        is_sent = not form.is_bound or formset.management_form.add_prefix("TOTAL_FORMS") in form.data
        if columns and isinstance(formset, KeyedRows) and is_sent:
            formset.restrict(columns)
        else:
            del form.formsets[relation]


class ReadOnlyText(TranslatedPanel):
    """A text in one language, to read: with its paragraphs, in its direction."""

    read_only_output_template_name = "pages/panels/read_only_text.html"

    def __init__(self, field: str, code: str, **kwargs: Any) -> None:
        super().__init__(field, code, **{**kwargs, "read_only": True})

    def get_form_options(self) -> dict[str, Any]:
        """None: it is in no form."""
        return {}

    def format_value_for_display(self, value: Any) -> SafeString:
        """The words of the text, paragraph by paragraph."""
        if isinstance(value, StreamValue):
            paragraphs = [piece for piece in pieces(value.raw_data) if isinstance(piece, str)]
        else:
            paragraphs = [str(value)] if value else []
        said = {"paragraphs": paragraphs, "language": self.code, "direction": languages.direction(self.code)}
        return render_to_string("pages/panels/paragraphs.html", said)


class TranslatedRows(Panel):
    """The rows of a list as they are: their French to read, and the fields of some languages."""

    def __init__(self, relation_name: str, codes: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.relation_name, self.codes = relation_name, codes

    def clone_kwargs(self) -> dict[str, Any]:
        """As Wagtail's, with the list and the languages."""
        return {**super().clone_kwargs(), "relation_name": self.relation_name, "codes": self.codes}

    @cached_property
    def row_panel(self) -> MultiFieldPanel:
        """The panel of one row."""
        model: type[Model] = getattr(self.model, self.relation_name).rel.related_model
        panels: list[Panel] = []
        for field in sorted(translator.get_options_for_model(model).all_fields):
            if languages.source() not in self.codes:
                panels.append(ReadOnlyText(field, languages.source(), names_language=True))
            panels += [TranslatedPanel(field, code, names_language=True) for code in self.codes]
        bound: MultiFieldPanel = MultiFieldPanel(panels).bind_to_model(model)
        return bound

    class BoundPanel(Panel.BoundPanel):
        """The rows of one page."""

        template_name = "pages/panels/translated_rows.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.formset = self.form.formsets[self.panel.relation_name]
            self.rows = [
                self.panel.row_panel.get_bound_panel(instance=row.instance, request=self.request, form=row, prefix=f"{self.prefix}-{place}")
                for place, row in enumerate(self.formset.forms)
            ]

        def is_shown(self) -> bool:
            """Whether there are rows at all."""
            return bool(self.rows)


def translator_tabs(whole: TabbedInterface, codes: Collection[str], own_tabs: dict[str, ObjectList], time_panel: Panel) -> TabbedInterface:
    """The tabs of somebody who writes these languages of a type of pages, from those of the whole form, with a time of their own."""
    ordered = tuple(code for code in languages.codes() if code in codes)
    tabs: list[Panel] = [own_tabs[code].clone() for code in ordered]
    tabs[0].children = [*tabs[0].children, time_panel]
    if languages.source() not in codes:
        tabs.append(_reading_tab(whole.model))
    rows = [
        TranslatedRows(panel.relation_name, ordered, heading=panel.heading)
        for panel in _inline_panels(whole)
        if columns_in(panel.db_field.related_model, ordered[0])
    ]
    if rows:
        tabs.append(ObjectList(rows, heading=_("Lists")))
    bound: TabbedInterface = type(whole)(tabs, base_form_class=whole.base_form_class).bind_to_model(whole.model)
    return bound


def _reading_tab(model: Any) -> ObjectList:
    code = languages.source()
    fields = [field for field in _in_order(model) if field not in NOT_READ]
    attrs = {"data-language": code, "data-direction": languages.direction(code)}
    panel = MultiFieldPanel([ReadOnlyText(field, code) for field in fields], heading=_("To read"))
    return ObjectList([panel], heading=languages.native_name(code), attrs=attrs)


def _in_order(model: Any) -> list[str]:
    fields = set(translator.get_options_for_model(model).all_fields)
    first = [field for field in ("title", "summary") if field in fields]
    own = sorted(field for field in translator.get_options_for_model(model).local_fields if field not in first)
    return [*first, *own, *sorted(fields - {*first, *own})]


def _inline_panels(panel: Any) -> list[InlinePanel]:
    if isinstance(panel, InlinePanel):
        return [panel]
    return [found for child in getattr(panel, "children", ()) for found in _inline_panels(child)]
