"""Events and the pages that list them."""

from __future__ import annotations

from typing import Any, ClassVar

import graphene
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLBoolean, GraphQLField, GraphQLForeignKey, GraphQLInt, GraphQLString
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from pages import departments, event_calendar, event_rules
from pages.blocks import TextStream
from pages.event_forms import EventPageForm
from pages.event_status import EventStatus
from pages.event_times import EventMomentField
from pages.models.base import PRIVATE_COLUMNS, BasePage
from pages.panels import page_form

CALENDAR_COLUMNS = ("calendar_sequence", "announced")


class EventKind(models.TextChoices):
    """What people come to."""

    VIRTUAL_CAFE = "virtual_cafe", _("Virtual café")
    WORKSHOP = "workshop", _("Workshop")
    CONFERENCE = "conference", _("Conference")
    DISCUSSION_GROUP = "discussion_group", _("Discussion group")
    TRAINING = "training", _("Training")
    SCHOOL_VISIT = "school_visit", _("School visit")


class EventIndexPage(BasePage):
    """A list of events."""

    main_text_field: ClassVar[str] = "body"

    body = StreamField(TextStream(), verbose_name=_("text"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.OrganisationPage"]
    subpage_types: ClassVar[list[str]] = ["pages.EventPage"]

    edit_handler = page_form("body")

    graphql_description = "A list of events."

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")


class EventPage(BasePage):
    """Something that takes place, online or somewhere; its entry in calendars is numbered whenever when, where or whether changes."""

    main_text_field: ClassVar[str] = "body"
    is_unfinished = False
    """Whether the form is saving a draft, which may still contradict itself."""

    body = StreamField(TextStream(), verbose_name=_("text"), blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=EventKind)
    starts_at = EventMomentField(_("start"), help_text=_("Local time where the event takes place."))
    ends_at = EventMomentField(_("end"), help_text=_("Local time where the event takes place."))
    timezone = models.CharField(
        _("time zone"), max_length=60, default="Europe/Paris", help_text=_("For example Europe/Paris or America/Martinique.")
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=EventStatus,
        default=EventStatus.SCHEDULED,
        help_text=_("Leave “scheduled”: readers are told that it is live or over when its time comes."),
    )
    platform = models.CharField(_("platform"), max_length=100, blank=True, help_text=_("Where people meet online, for example Zoom."))
    join_url = models.URLField(_("link to join"), blank=True, max_length=500, help_text=_("Everybody sees it."))
    venue_name = models.CharField(_("name of the place"), max_length=200, blank=True)
    venue_address = models.TextField(_("street address"), max_length=300, blank=True)
    postcode = models.CharField(
        _("postcode"), max_length=5, blank=True, validators=[RegexValidator(r"^[0-9]{5}$", _("Five digits, as 69003."))]
    )
    city = models.CharField(_("town"), max_length=120, blank=True)
    commune_code = models.CharField(
        _("code of the commune"), max_length=5, blank=True, help_text=_("INSEE's code, for example 69123; it gives the department.")
    )
    department = models.CharField(_("department"), max_length=3, blank=True, choices=departments.choices())
    latitude = models.FloatField(_("latitude"), null=True, blank=True, validators=[MinValueValidator(-90.0), MaxValueValidator(90.0)])
    longitude = models.FloatField(_("longitude"), null=True, blank=True, validators=[MinValueValidator(-180.0), MaxValueValidator(180.0)])
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True, help_text=_("Empty: as many as come."))
    is_free = models.BooleanField(_("free of charge"), default=True)
    registration_url = models.URLField(_("registration"), blank=True, max_length=500)
    languages_spoken = models.CharField(
        _("languages spoken"),
        max_length=100,
        default="fr",
        validators=[RegexValidator(event_rules.LANGUAGE_TAGS, _("Language codes separated by commas, as fr, ar."))],
        help_text=_("Language codes separated by commas, as fr, ar."),
    )
    has_captions = models.BooleanField(_("live captions"), default=False)
    has_sign_language = models.BooleanField(_("sign language"), default=False)
    is_labelled = models.BooleanField(_("labelled « P@rents, parlons numérique »"), default=False)
    replay = models.ForeignKey(
        "pages.InterviewPage", verbose_name=_("replay"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)
    announced = models.JSONField(null=True, editable=False)

    parent_page_types: ClassVar[list[str]] = ["pages.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    # A copy is another event, with an entry of its own.
    exclude_fields_in_copy: ClassVar[list[str]] = [*BasePage.exclude_fields_in_copy, *CALENDAR_COLUMNS]

    edit_handler = page_form(
        "body",
        shared=[
            MultiFieldPanel(
                [
                    FieldPanel("kind"),
                    FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                    FieldPanel("timezone"),
                    FieldPanel("status"),
                ],
                heading=_("When"),
            ),
            MultiFieldPanel([FieldPanel("platform"), FieldPanel("join_url")], heading=_("Online")),
            MultiFieldPanel(
                [
                    FieldPanel("venue_name"),
                    FieldPanel("venue_address"),
                    FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
                    FieldRowPanel([FieldPanel("commune_code"), FieldPanel("department")]),
                    FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                ],
                heading=_("Place"),
            ),
            InlinePanel("hosts", heading=_("Hosts")),
            MultiFieldPanel(
                [
                    FieldPanel("registration_url"),
                    FieldPanel("capacity"),
                    FieldPanel("is_free"),
                    FieldPanel("languages_spoken"),
                    FieldPanel("has_captions"),
                    FieldPanel("has_sign_language"),
                    FieldPanel("is_labelled"),
                    FieldPanel("replay"),
                ],
                heading=_("Taking part"),
            ),
        ],
        shared_heading=_("Event"),
        form=EventPageForm,
    )

    graphql_description = "Something that takes place, online or somewhere."
    graphql_fields = [
        GraphQLString("kind", required=True, description="What people come to."),
        GraphQLField("starts_at", graphene.DateTime, required=True, description="When it begins, in UTC."),
        GraphQLField("ends_at", graphene.DateTime, required=True, description="When it ends, in UTC; at that moment it is over."),
        GraphQLString("timezone", required=True, description="The time zone in which to show its times, such as Europe/Paris."),
        GraphQLString("platform", description="Where people meet online; null where they meet in a place only."),
        GraphQLString("join_url", description="Where to join online."),
        GraphQLForeignKey("hosts", "pages.Person", source="hosts.person", is_list=True, description="Who leads it, in order."),
        GraphQLInt("capacity", description="How many people can take part; null for any number."),
        GraphQLBoolean("is_free", required=True, description="Whether it is free of charge."),
        GraphQLString("registration_url", description="Where to register; null where nobody needs to."),
        GraphQLBoolean("has_captions", required=True, description="Whether it is captioned live."),
        GraphQLBoolean("has_sign_language", required=True, description="Whether it is interpreted in sign language."),
        GraphQLBoolean("is_labelled", required=True, description="Whether it has the label « P@rents, parlons numérique »."),
        GraphQLForeignKey("replay", "pages.InterviewPage", description="Where to see it afterwards; null where readers may not yet."),
        GraphQLInt(
            "calendar_sequence",
            required=True,
            description="How often when, where or whether it takes place has changed in public (SEQUENCE of RFC 5545).",
        ),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def clean(self) -> None:
        """As every page's; refuses an event that is nowhere or ends before it begins. The code of a commune gives the department."""
        super().clean()
        if not self.department:
            self.department = departments.department_of(self.commune_code) or ""
        problems = {} if self.is_unfinished else event_rules.problems(self)
        if problems:
            raise ValidationError(problems)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """As every page's; in the same transaction, the entry in calendars gets its number if what is public becomes another."""
        update_fields = kwargs.get("update_fields")
        if update_fields is not None:
            if PRIVATE_COLUMNS.issuperset(update_fields):
                return super().save(*args, **kwargs)
            kwargs["update_fields"] = [*update_fields, *CALENDAR_COLUMNS]
        with transaction.atomic():
            self._number_the_entry()
            return super().save(*args, **kwargs)

    def _number_the_entry(self) -> None:
        """Takes number and facts from the table, whatever an old revision brought along, and compares them where the page is live."""
        # Locked: of two publications at once, the second sees what the first announced.
        rows: QuerySet[Any, Any] = QuerySet(EventPage).select_for_update().filter(pk=self.pk).values_list(*CALENDAR_COLUMNS)
        self.calendar_sequence, self.announced = (rows.first() if self.pk else None) or (0, None)
        if self.live:
            facts = event_calendar.facts(self)
            self.calendar_sequence = event_calendar.next_sequence(self.calendar_sequence, self.announced, facts)
            self.announced = facts


class EventHost(Orderable):
    """Somebody who leads an event, at their place."""

    event = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="hosts")
    person = models.ForeignKey("pages.Person", verbose_name=_("person"), on_delete=models.CASCADE, related_name="events_led")

    class Meta(Orderable.Meta):
        verbose_name = _("host")
        verbose_name_plural = _("hosts")
