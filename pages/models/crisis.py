"""What is said first to somebody in an emergency: eight reasons, four voices, and the lines that answer now."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLForeignKey, GraphQLString
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable
from wagtail.search import index

from pages import languages
from pages.models.journalled import JournalledModel


class CrisisCode(models.TextChoices):
    """Why somebody needs help now."""

    SUICIDE = "SUICIDE", _("Thoughts of suicide")
    SELF_HARM = "SELF_HARM", _("Self-harm")
    SEXTORTION = "SEXTORTION", _("Blackmail with intimate images")
    IMAGES_SHARED = "IMAGES_SHARED", _("Intimate images shared")
    SEXUAL_VIOLENCE = "SEXUAL_VIOLENCE", _("Sexual violence")
    GROOMING = "GROOMING", _("An adult who approaches a child")
    HARASSMENT = "HARASSMENT", _("Harassment")
    RUNAWAY = "RUNAWAY", _("A child who ran away")


class Speaker(models.TextChoices):
    """Who asks for help: each is spoken to in their own way."""

    NEUTRAL = "neutral", _("Anybody")
    PARENT = "parent", _("A parent")
    YOUNG_PERSON = "young_person", _("A young person")
    WITNESS = "witness", _("A witness")


_ONE_A_LINE = _("One short sentence a line. Empty: what is said to anybody.")

WORD_LISTS = ("phrases", "subjects", "harmless")
"""The translated fields by which a search is recognised as a call for help; `search.crisis` says how."""


class CrisisReason(JournalledModel, index.Indexed, ClusterableModel):
    """A reason for urgent help: what to say, what to do first, whom to call."""

    code = models.CharField(_("reason"), max_length=20, choices=CrisisCode, unique=True)
    title = models.CharField(_("title"), max_length=120)
    message = models.TextField(_("message"), max_length=300, help_text=_("Calm, without blame: what matters in the first minute."))
    steps_neutral = models.TextField(_("first steps for anybody"), blank=True, help_text=_("One short sentence a line."))
    steps_parent = models.TextField(_("first steps for a parent"), blank=True, help_text=_ONE_A_LINE)
    steps_young_person = models.TextField(_("first steps for a young person"), blank=True, help_text=_ONE_A_LINE)
    steps_witness = models.TextField(_("first steps for a witness"), blank=True, help_text=_ONE_A_LINE)
    guide = models.ForeignKey(
        "pages.GuidePage", verbose_name=_("guide"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    phrases = models.TextField(
        _("what people in danger type"),
        blank=True,
        help_text=_(
            "One phrase a line, in small words: “want to die”. Accents, capitals, typing errors, small words and words in between do not"
            " count. A slash stands between words that mean the same here (want/wanna die), a star for any ending (scarif*). A search"
            " that holds one of these shows this help, unless it denies it (“not”)."
        ),
    )
    subjects = models.TextField(
        _("words that name the danger"),
        blank=True,
        help_text=_(
            "Written like the phrases. A search that holds one of these shows this help too, unless it asks for a film, a song,"
            " school work, a law or the like."
        ),
    )
    harmless = models.TextField(
        _("what looks like it and is not"),
        blank=True,
        help_text=_("Written like the phrases: “die laughter”, “fugue bach”. What one of these covers shows no help, whatever the reason."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    search_fields = [index.SearchField("title"), index.AutocompleteField("title")]

    graphql_description = "A reason for urgent help: what to say, what to do first, whom to call."
    graphql_fields = [
        GraphQLString("code", required=True, description="The reason."),
        GraphQLString("title", required=True, description="The reason in words."),
        GraphQLString("message", required=True, description="What matters in the first minute."),
        GraphQLForeignKey("guide", "pages.GuidePage", description="A guide for what comes after; null where there is none."),
    ]

    class Meta:
        verbose_name = _("reason for urgent help")
        verbose_name_plural = _("reasons for urgent help")
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return str(languages.text(self, "title", languages.source()) or self.get_code_display())


def steps_column(speaker: str) -> str:
    """The field that holds the first steps for one who asks."""
    return f"steps_{speaker}"


def sentences(stored: Any) -> list[str]:
    """The sentences of a stored list of steps."""
    return [line.strip() for line in str(stored or "").splitlines() if line.strip()]


class CrisisReasonHelpline(Orderable):
    """A line to call for a reason, at its place in the list."""

    reason = ParentalKey(CrisisReason, on_delete=models.CASCADE, related_name="helplines")
    helpline = models.ForeignKey("pages.Helpline", verbose_name=_("helpline"), on_delete=models.CASCADE, related_name="+")

    class Meta(Orderable.Meta):
        verbose_name = _("helpline")
        verbose_name_plural = _("helplines")
