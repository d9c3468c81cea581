"""The lines that answer: numbers appear in pages only through these records."""

from __future__ import annotations

import datetime as dt
from zoneinfo import available_timezones

import graphene
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLBoolean, GraphQLField, GraphQLForeignKey, GraphQLString
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable
from wagtail.search import index

from pages import languages
from pages.models.journalled import JournalledModel
from pages.opening_hours import DateException, OpeningHours, WeeklyRule


class Helpline(JournalledModel, index.Indexed, ClusterableModel):
    """A line that helps: when it answers, whom, in which languages, and what it replaced."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    operator = models.CharField(_("operator"), max_length=200)
    number_short = models.CharField(
        _("number to dial"), max_length=20, validators=[RegexValidator(r"^[0-9 ]+$", _("Only digits and spaces."))]
    )
    number_e164 = models.CharField(
        _("international number"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^\+[1-9][0-9]{6,14}$", _("As +33123456789."))],
        help_text=_("Empty for numbers that exist only inside the country."),
    )
    chat_url = models.URLField(_("chat"), blank=True)
    timezone = models.CharField(_("time zone"), max_length=60, default="Europe/Paris")
    is_free = models.BooleanField(_("free of charge"), default=False)
    is_anonymous = models.BooleanField(_("anonymous"), default=False)
    is_text_message = models.BooleanField(_("reached by text message"), default=False)
    languages_spoken = models.JSONField(_("languages spoken"), default=list, blank=True, help_text=_("Language codes, e.g. fr."))
    has_interpreters = models.BooleanField(_("interpreters"), default=False)
    audience_note = models.CharField(_("for whom"), max_length=300, blank=True)
    themes = ParentalManyToManyField("pages.Theme", verbose_name=_("themes"), blank=True, related_name="helplines")
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    supersedes = models.JSONField(
        _("numbers it replaced"), default=list, blank=True, help_text=_("Numbers that no longer answer, e.g. 0800 200 000.")
    )
    former_names = models.JSONField(
        _("names it replaced"), default=list, blank=True, help_text=_("Names of lines that no longer answer, e.g. Net Écoute.")
    )
    source_url = models.URLField(_("source"), blank=True)
    last_verified_on = models.DateField(_("last verified on"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.AutocompleteField("number_short")]

    graphql_description = "A line that helps."
    graphql_fields = [
        GraphQLString("code", required=True, description="A short name for programs, the same in all languages."),
        GraphQLString("name", required=True, description="The name of the line."),
        GraphQLString("operator", required=True, description="Who answers."),
        GraphQLString("number", source="number_short", required=True, description="The number to dial in France."),
        GraphQLString(
            "number_e164",
            description="The international number, such as +33123456789; null for numbers that exist only inside the country.",
        ),
        GraphQLString("chat_url", description="Where to write instead of calling."),
        GraphQLBoolean("is_text_message", required=True, description="Whether the number is reached by text message."),
        GraphQLBoolean("is_free", required=True, description="Whether it is free of charge."),
        GraphQLBoolean("is_anonymous", required=True, description="Whether one may stay anonymous."),
        GraphQLString("languages_spoken", is_list=True, description="The languages spoken, as BCP 47 tags."),
        GraphQLBoolean("has_interpreters", required=True, description="Whether interpreters help with other languages."),
        GraphQLString("audience_note", description="For whom the line is."),
        GraphQLForeignKey("themes", "pages.Theme", is_list=True, description="What the line helps with."),
        GraphQLForeignKey("hours", "pages.HelplineHours", is_list=True, description="When it answers in an ordinary week."),
        GraphQLForeignKey("exceptions", "pages.HelplineException", is_list=True, description="Dates on which other hours hold."),
        GraphQLString("timezone", required=True, description="The time zone of its hours."),
        GraphQLString("supersedes", is_list=True, description="Numbers it replaced, which no longer answer."),
        GraphQLString("source_url", description="Where these facts come from."),
        GraphQLField("last_verified_on", graphene.Date, description="When they were last checked."),
    ]

    class Meta:
        verbose_name = _("helpline")
        verbose_name_plural = _("helplines")
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return f"{self.number_short} ({languages.text(self, 'name', languages.source()) or self.code})"

    def clean(self) -> None:
        """Refuses a time zone nobody knows and an end before the beginning."""
        super().clean()
        if self.timezone not in available_timezones():
            raise ValidationError({"timezone": _("Unknown time zone.")})
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("The end comes before the beginning.")})

    def opening_hours(self) -> OpeningHours:
        """The line's hours, from its weekly rows and its exceptions."""
        return OpeningHours(
            rules=tuple(WeeklyRule(row.weekday, row.opens, row.closes) for row in self.hours.all()),
            exceptions=tuple(DateException(row.date, row.opens, row.closes) for row in self.exceptions.all()),
            timezone=self.timezone,
        )

    def is_valid_on(self, day: dt.date) -> bool:
        """Whether the line exists on ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def is_open(self, at: dt.datetime) -> bool:
        """Whether somebody answers at ``at`` (an aware moment)."""
        return self.opening_hours().is_open(at)

    def next_opening(self, at: dt.datetime) -> dt.datetime | None:
        """The next moment after ``at`` at which the line opens; None while it is open."""
        return self.opening_hours().next_opening(at)


class HelplineHours(Orderable):
    """Open every week on one day, from a time to a time."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    helpline = ParentalKey(Helpline, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"), help_text=_("At or before the opening: the next day. 0:00 to 0:00: the whole day."))

    graphql_description = "A time of the week at which a line answers."
    graphql_fields = [
        GraphQLString("weekday", required=True, description="The day."),
        GraphQLField("opens", graphene.Time, required=True, description="From when, in the line's time zone."),
        GraphQLField(
            "closes",
            graphene.Time,
            required=True,
            description="Until when; at or before the opening means the next day, 00:00 to 00:00 the whole day.",
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")


class HelplineException(Orderable):
    """What holds on one date instead of the week's hours."""

    helpline = ParentalKey(Helpline, on_delete=models.CASCADE, related_name="exceptions")
    date = models.DateField(_("date"))
    opens = models.TimeField(_("opens"), null=True, blank=True)
    closes = models.TimeField(_("closes"), null=True, blank=True, help_text=_("No times: closed all day."))

    graphql_description = "A date on which other hours hold."
    graphql_fields = [
        GraphQLField("date", graphene.Date, required=True, description="The date."),
        GraphQLField("opens", graphene.Time, description="From when; null where the line is closed all day."),
        GraphQLField("closes", graphene.Time, description="Until when; null where the line is closed all day."),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("exception")
        verbose_name_plural = _("exceptions")

    def clean(self) -> None:
        """Refuses half an opening."""
        super().clean()
        if (self.opens is None) != (self.closes is None):
            raise ValidationError(_("Give both times, or none for a day when the line is closed."))
