"""The forms of pages: six fields first, a tab per language with French first, everything else under « Plus d'options »."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.admin.panels.base import get_form_for_model

from pages import languages
from pages.completeness import completeness
from pages.forms import CaptionTrackForm, PageForm
from pages.language_ticks import TIME, tick_name
from pages.list_forms import WholeRows
from pages.row_forms import KEY, KeyedRows, TextRowForm
from pages.translated_panels import TranslatedPanel, TranslatedTitlePanel
from pages.translator_forms import translator_tabs

EXTRA_TEXTS = ("seo_title", "search_description", "keywords", "share_text", "easy_read", "audio")
"""The translated fields that have a default and stand below the others."""


class LanguageTab(ObjectList):
    """The tab of one language: says whether the language is ready and how complete it is; its fields run in its direction."""

    def __init__(self, children: Sequence[Any] = (), *, code: str = "", **kwargs: Any) -> None:
        attrs = {"data-language": code, "data-direction": languages.direction(code) if code else ""}
        super().__init__(children, **{"attrs": attrs, **kwargs})
        self.code = code

    def clone_kwargs(self) -> dict[str, Any]:
        """As Wagtail's, with the language."""
        return {**super().clone_kwargs(), "code": self.code}

    class BoundPanel(ObjectList.BoundPanel):
        """The tab for one page."""

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.heading = tab_heading(self.instance, self.panel.code)


def tab_heading(page: Any, code: str) -> str:
    """The tab's title: "Français", or "English · not ready · 40 %"."""
    name = languages.native_name(code)
    if code == languages.source() or page is None or page.pk is None:
        return name
    state = gettext("ready") if languages.is_ready(page, code) else gettext("not ready")
    return f"{name} · {state} · {completeness(page, code)} %"


class PublicationPanel(FieldPanel):
    """A field about the publication of languages that the form itself offers: no column of the page (``pages.language_ticks``)."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name, **{"disable_comments": True, "icon": "upload", **kwargs})

    def get_form_options(self) -> dict[str, Any]:
        """None: the form offers the field itself."""
        return {}

    def get_comparison_class(self) -> None:
        """None: there is nothing to compare between two versions."""


class PageTabs(TabbedInterface):
    """The form of a page; for translators, the tabs of their languages and the French to read."""

    def get_form_options(self) -> dict[str, Any]:
        """As Wagtail's, with our forms for the rows of lists."""
        options: dict[str, Any] = super().get_form_options()
        for relation, rows in options.get("formsets", {}).items():
            model = getattr(self.model, relation).rel.related_model
            if not _has_key(model):
                rows["formset"] = WholeRows
                continue
            rows["formset"] = KeyedRows
            deferred = rows["form"]._meta.defer_required_on_fields if "form" in rows else []
            rows["form"] = get_form_for_model(model, form_class=TextRowForm, defer_required_on_fields=deferred)
        return options

    def get_form_class(self) -> Any:
        """As Wagtail's; a schedule is offered to those who have its fields."""
        form = super().get_form_class()
        form.show_schedule_publishing_toggle = property(lambda form: "go_live_at" in form.fields)
        return form

    def get_bound_panel(self, instance: Any = None, request: Any = None, form: Any = None, prefix: str = "panel") -> Any:
        """As Wagtail's; for translators, other tabs."""
        codes = getattr(form, "only_languages", None)
        tabs = self if codes is None else self._for_translators(codes)
        return super(PageTabs, tabs).get_bound_panel(instance=instance, request=request, form=form, prefix=prefix)

    def _for_translators(self, codes: frozenset[str]) -> PageTabs:
        own = {tab.code: tab for tab in self.children if isinstance(tab, LanguageTab)}
        return cast("PageTabs", translator_tabs(self, codes, own, PublicationPanel(TIME)))

    class BoundPanel(TabbedInterface.BoundPanel):
        """The form of one page."""

        def render_missing_fields(self) -> SafeString:
            """The hidden fields of the form; whatever else no panel shows is not to be seen."""
            return format_html_join("", "{}", ((field,) for field in self.form.hidden_fields()))


def _has_key(model: Any) -> bool:
    return any(field.name == KEY for field in model._meta.concrete_fields)


def _boxes(field: str) -> FieldPanel:
    """A box to tick for each choice: a list that needs a held key is lost on a tablet, and on a tired editor."""
    return FieldPanel(field, widget=forms.CheckboxSelectMultiple)


def _source_tab(text_field: str) -> LanguageTab:
    code = languages.source()
    essentials: list[Any] = [
        TranslatedTitlePanel("title", code, targets=["slug"]),
        TranslatedPanel("summary", code),
        TranslatedPanel(text_field, code),
        _boxes("themes"),
        _boxes("ages"),
        FieldPanel("organisation"),
    ]
    tab = [MultiFieldPanel(essentials, heading=_("The essentials")), PublicationPanel(tick_name(code))]
    return LanguageTab(tab, code=code, heading=languages.native_name(code))


def _translation_tab(code: str, text_field: str, extra: Sequence[str]) -> LanguageTab:
    texts = [TranslatedPanel(field, code) for field in ("title", "summary", *extra, text_field)]
    more = [TranslatedPanel(field, code) for field in ("address", *EXTRA_TEXTS)]
    return LanguageTab(
        [
            PublicationPanel(tick_name(code)),
            TranslatedPanel("is_ready", code),
            MultiFieldPanel(texts, heading=_("The essentials")),
            MultiFieldPanel(more, heading=_("More options"), classname="collapsed"),
        ],
        code=code,
        heading=languages.native_name(code),
    )


def _options_tab() -> ObjectList:
    code = languages.source()
    return ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("cover_image"),
                    _boxes("cosigning_organisations"),
                    _boxes("audiences"),
                    FieldPanel("content_warning"),
                    FieldPanel("is_crisis"),
                    FieldPanel("testimony_of", widget=forms.CheckboxSelectMultiple),
                    FieldPanel("licence"),
                    FieldPanel("last_reviewed_on"),
                    FieldPanel("review_due_on"),
                ],
                heading=_("About this page"),
            ),
            MultiFieldPanel(
                [FieldPanel("slug"), *(TranslatedPanel(field, code) for field in EXTRA_TEXTS), FieldPanel("show_in_menus")],
                heading=_("Address, search and sharing (French)"),
            ),
            PublishingPanel(),
        ],
        heading=_("More options"),
    )


def page_form(
    text_field: str,
    *,
    shared: Sequence[Any] = (),
    shared_heading: Any = "",
    extra: Sequence[str] = (),
    form: type[PageForm] = PageForm,
) -> TabbedInterface:
    """The form of a page type.

    ``text_field`` is the type's own text; ``shared`` the panels of what is the same in all languages, in a tab of their own;
    ``extra`` other translated fields of the type, shown before the text (in French too, below the essentials); ``form`` is what checks it.
    """
    source = _source_tab(text_field)
    if extra:
        source.children = [*source.children, MultiFieldPanel([TranslatedPanel(field, languages.source()) for field in extra])]
    tabs: list[Any] = [source, *(_translation_tab(code, text_field, extra) for code in languages.translations())]
    if shared:
        tabs.append(ObjectList(list(shared), heading=shared_heading))
    tabs.append(_options_tab())
    return PageTabs(tabs, base_form_class=form)


class CaptionTracksPanel(InlinePanel):
    """The caption tracks of a video, each brought as a file or pasted."""

    def get_form_options(self) -> dict[str, Any]:
        """As Wagtail's, with our form for each track."""
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = get_form_for_model(self.db_field.related_model, form_class=CaptionTrackForm)
        return options
