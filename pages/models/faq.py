"""Questions that families ask, with their answers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLForeignKey, GraphQLString
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from pages.blocks import AnswerStream
from pages.models.resource import ResourcePage
from pages.panels import page_form


class FaqPage(ResourcePage):
    """One question, in the words in which families ask it, and its answer, reviewed by somebody who knows."""

    main_text_field: ClassVar[str] = "answer"

    question = models.TextField(_("question"), max_length=300, blank=True, help_text=_("As families ask it, in their words."))
    answer = StreamField(AnswerStream(), verbose_name=_("answer"), blank=True)
    reviewed_by = models.ForeignKey(
        "pages.Person", verbose_name=_("reviewed by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="reviewed_answers"
    )

    edit_handler = page_form("answer", extra=["question"], shared=[FieldPanel("reviewed_by")], shared_heading=_("Review"))

    graphql_description = "A question that families ask, with its answer."
    graphql_fields = [
        GraphQLString("question", description="The question, as families ask it."),
        GraphQLForeignKey("reviewed_by", "pages.Person", description="Who has checked the answer."),
    ]

    class Meta:
        verbose_name = _("question and answer")
        verbose_name_plural = _("questions and answers")
