"""Conversations: how to talk with a child about something difficult."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLForeignKey, GraphQLString
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import InlinePanel
from wagtail.fields import StreamField

from pages.blocks import ConversationStream
from pages.models.resource import ResourcePage
from pages.models.rows import TextList, TextRow
from pages.panels import page_form
from pages.translated_panels import in_every_language


class ConversationPage(ResourcePage):
    """A situation, the open questions that begin a conversation about it, and what closes one."""

    main_text_field: ClassVar[str] = "situation"
    text_lists: ClassVar[tuple[TextList, ...]] = (TextList("openers", "question"), TextList("pitfalls", "sentence"))

    situation = StreamField(ConversationStream(), verbose_name=_("situation"), blank=True)

    edit_handler = page_form(
        "situation",
        shared=[
            InlinePanel("openers", in_every_language("question"), heading=_("Open questions to ask")),
            InlinePanel("pitfalls", in_every_language("sentence"), heading=_("What to avoid")),
        ],
        shared_heading=_("Questions and pitfalls"),
    )

    graphql_description = "How to talk with a child about something: the situation, questions to ask, what to avoid."
    graphql_fields = [
        GraphQLForeignKey("openers", "pages.ConversationOpener", is_list=True, description="Open questions to ask, in order."),
        GraphQLForeignKey("pitfalls", "pages.ConversationPitfall", is_list=True, description="What to avoid, in order."),
    ]

    class Meta:
        verbose_name = _("conversation to have")
        verbose_name_plural = _("conversations to have")


class ConversationOpener(TextRow):
    """A question that cannot be answered by yes or no."""

    page = ParentalKey(ConversationPage, on_delete=models.CASCADE, related_name="openers")
    question = models.TextField(_("question"), max_length=300)

    graphql_description = "An open question to begin a conversation with."
    graphql_fields = [GraphQLString("question", required=True, description="The question.")]

    class Meta(TextRow.Meta):
        abstract = False
        verbose_name = _("open question")
        verbose_name_plural = _("open questions")


class ConversationPitfall(TextRow):
    """Something that closes a conversation."""

    page = ParentalKey(ConversationPage, on_delete=models.CASCADE, related_name="pitfalls")
    sentence = models.TextField(_("what to avoid"), max_length=300)

    graphql_description = "Something to avoid in a conversation."
    graphql_fields = [GraphQLString("sentence", required=True, description="What to avoid.")]

    class Meta(TextRow.Meta):
        abstract = False
        verbose_name = _("pitfall")
        verbose_name_plural = _("pitfalls")
