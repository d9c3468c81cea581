"""Panels of translated fields: named once, without the code of the language, edited in its direction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.text import capfirst, format_lazy
from wagtail.admin.panels import FieldPanel, Panel, TitleFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from pages import languages

if TYPE_CHECKING:
    from wagtail.admin.panels import FieldPanel as _Base
else:
    _Base = object


class _InOneLanguage(_Base):
    """What the panels of translated fields share: ``field`` in the language ``code``."""

    def __init__(self, field: str, code: str, *, names_language: bool = False, **kwargs: Any) -> None:
        attrs = {"data-language": code, "data-direction": languages.direction(code)}
        super().__init__(languages.column(field, code), **{"attrs": attrs, **kwargs})
        self.field, self.code, self.names_language = field, code, names_language

    def clone_kwargs(self) -> dict[str, Any]:
        """As Wagtail's, with the field and its language."""
        kwargs = {**super().clone_kwargs(), "field": self.field, "code": self.code, "names_language": self.names_language}
        del kwargs["field_name"]
        return kwargs

    def on_model_bound(self) -> None:
        """Names the panel as the field, with the language where several stand side by side."""
        super().on_model_bound()
        name = capfirst(self.model._meta.get_field(self.field).verbose_name)
        self.heading = format_lazy("{} · {}", name, languages.native_name(self.code)) if self.names_language else name

    def get_form_options(self) -> dict[str, Any]:
        """As Wagtail's; long texts grow as they are written (Wagtail's own rule does not see translated columns)."""
        options: dict[str, Any] = super().get_form_options()
        if type(self.model._meta.get_field(self.field)) is models.TextField:
            options.setdefault("widgets", {})[self.field_name] = AdminAutoHeightTextInput()
        return options


class TranslatedPanel(_InOneLanguage, FieldPanel):
    """A translated field in one language."""


class TranslatedTitlePanel(_InOneLanguage, TitleFieldPanel):
    """The title in one language; in the source language it proposes the address."""


def in_every_language(*fields: str) -> list[Panel]:
    """A panel for each field in each language, the source language first, each named with its language."""
    return [TranslatedPanel(field, code, names_language=True) for field in fields for code in languages.codes()]
