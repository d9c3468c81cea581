"""Articles: something to understand."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from pages.blocks import AnswerStream
from pages.models.resource import ResourcePage
from pages.panels import page_form


class ArticlePage(ResourcePage):
    """A text that explains something, with the questions it leaves open answered in it."""

    main_text_field: ClassVar[str] = "body"

    body = StreamField(AnswerStream(), verbose_name=_("text"), blank=True)

    edit_handler = page_form("body")

    graphql_description = "A text that explains something."

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
