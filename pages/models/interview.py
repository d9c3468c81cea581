"""Expert video interviews."""

from __future__ import annotations

from typing import ClassVar

import graphene
from django.db import models
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLField, GraphQLForeignKey, GraphQLInt, GraphQLString
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField

from pages.blocks import TextStream
from pages.models.base import BasePage
from pages.models.rows import TextRow
from pages.panels import page_form
from pages.timecodes import MillisecondsField
from pages.translated_panels import in_every_language


class InterviewPage(BasePage):
    """A filmed interview. Its transcript is never typed: it is the captions of the video."""

    main_text_field: ClassVar[str] = "introduction"

    video = models.ForeignKey(
        "pages.Video", verbose_name=_("video"), null=True, blank=True, on_delete=models.SET_NULL, related_name="interviews"
    )
    interviewer = models.ForeignKey(
        "pages.Person", verbose_name=_("interviewer"), null=True, blank=True, on_delete=models.SET_NULL, related_name="interviews_led"
    )
    recorded_on = models.DateField(_("recorded on"), null=True, blank=True)
    introduction = StreamField(TextStream(), verbose_name=_("introduction"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["pages.OrganisationPage", "pages.ResourceIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    edit_handler = page_form(
        "introduction",
        shared=[
            FieldPanel("video"),
            FieldPanel("recorded_on"),
            FieldPanel("interviewer"),
            InlinePanel("speakers", [FieldPanel("person"), *in_every_language("role")], heading=_("Speakers")),
            InlinePanel("questions", [FieldPanel("time_ms"), *in_every_language("question")], heading=_("Questions")),
            InlinePanel("key_quotes", [FieldPanel("time_ms"), FieldPanel("speaker"), *in_every_language("quote")], heading=_("Key quotes")),
            InlinePanel("chapters", [FieldPanel("time_ms"), *in_every_language("title")], heading=_("Chapters")),
        ],
        shared_heading=_("Video and people"),
    )

    graphql_description = "A filmed interview. Its transcript is the captions of its video."
    graphql_fields = [
        GraphQLForeignKey("speakers", "pages.InterviewSpeaker", is_list=True, description="Who is interviewed, in order."),
        GraphQLForeignKey("interviewer", "pages.Person", description="Who asks the questions."),
        GraphQLForeignKey("video", "pages.Video", description="The film; null where it is not public."),
        GraphQLField("recorded_on", graphene.Date, description="The day of the recording."),
        GraphQLForeignKey("questions", "pages.InterviewQuestion", is_list=True, description="The questions, in the order of the film."),
        GraphQLForeignKey("key_quotes", "pages.InterviewQuote", is_list=True, description="Words worth quoting, in the order of the film."),
        GraphQLForeignKey("chapters", "pages.InterviewChapter", is_list=True, description="The chapters of the film."),
    ]

    class Meta:
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")


class InterviewSpeaker(TextRow):
    """Somebody who speaks in an interview, with their role on the day."""

    interview = ParentalKey(InterviewPage, on_delete=models.CASCADE, related_name="speakers")
    person = models.ForeignKey("pages.Person", verbose_name=_("person"), on_delete=models.CASCADE, related_name="speeches")
    role = models.CharField(_("role at the recording"), max_length=300, blank=True)

    graphql_description = "Somebody who is interviewed."
    graphql_fields = [
        GraphQLForeignKey("person", "pages.Person", required=True, description="The person."),
        GraphQLString("role", description="Their role on the day of the recording."),
    ]

    class Meta(TextRow.Meta):
        abstract = False
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")


class TimedRow(TextRow):
    """Something at a moment of the video."""

    time_ms = MillisecondsField(_("time"), default=0)

    class Meta(TextRow.Meta):
        abstract = True


class InterviewQuestion(TimedRow):
    """A question and when it is asked."""

    interview = ParentalKey(InterviewPage, on_delete=models.CASCADE, related_name="questions")
    question = models.TextField(_("question"), max_length=500)

    graphql_description = "A question of an interview."
    graphql_fields = [
        GraphQLInt("time_ms", required=True, description="When it is asked, in milliseconds from the start of the film."),
        GraphQLString("question", required=True, description="The question."),
    ]

    class Meta(TimedRow.Meta):
        abstract = False
        verbose_name = _("question")
        verbose_name_plural = _("questions")


class InterviewQuote(TimedRow):
    """Words really said in the video, and when."""

    interview = ParentalKey(InterviewPage, on_delete=models.CASCADE, related_name="key_quotes")
    speaker = models.ForeignKey(
        "pages.Person", verbose_name=_("person"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    quote = models.TextField(_("quote"), max_length=500)

    graphql_description = "Words really said in an interview."
    graphql_fields = [
        GraphQLInt("time_ms", required=True, description="When they are said, in milliseconds from the start of the film."),
        GraphQLForeignKey("speaker", "pages.Person", description="Who says them."),
        GraphQLString("quote", required=True, description="The words."),
    ]

    class Meta(TimedRow.Meta):
        abstract = False
        verbose_name = _("key quote")
        verbose_name_plural = _("key quotes")


class InterviewChapter(TimedRow):
    """A chapter of the video; the chapter track is made from these."""

    interview = ParentalKey(InterviewPage, on_delete=models.CASCADE, related_name="chapters")
    title = models.CharField(_("title"), max_length=200)

    graphql_description = "A chapter of the film of an interview."
    graphql_fields = [
        GraphQLInt("time_ms", required=True, description="When it begins, in milliseconds from the start of the film."),
        GraphQLString("title", required=True, description="The title of the chapter."),
    ]

    class Meta(TimedRow.Meta):
        abstract = False
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")
