"""The report of what is no longer right in public content: by association, kind, urgency and language, each line leads to its form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar

import django_filters
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from editorial.models import Heartbeat, KeptConcern
from editorial.models.kept_concern import Kind, Severity
from editorial.upkeep import refreshing
from editorial.upkeep.showing import Told, told, visible_to
from editorial.views.desk import ForTeams
from editorial.views.exports import ExportedReportView
from pages import languages
from pages.models import Organisation


def _associations(_request: Any) -> QuerySet[Organisation]:
    return Organisation.objects.filter(team__isnull=False).order_by("short_name")


class UpkeepFilterSet(WagtailFilterSet):
    """By association, kind, urgency and language."""

    organisation = django_filters.ModelChoiceFilter(label=_("Association"), queryset=_associations, null_label=_("Coordination"))
    kind = django_filters.MultipleChoiceFilter(label=_("Kind"), choices=Kind.choices)
    severity = django_filters.ChoiceFilter(label=_("Urgency"), choices=Severity.choices)
    language = django_filters.ChoiceFilter(label=_("Language"), choices=[(code, name) for code, name in settings.LANGUAGES])

    class Meta:
        model = KeptConcern
        fields: ClassVar[list[str]] = ["organisation", "kind", "severity", "language"]


class _Where(TitleColumn):
    """The page or record and the place in it; leads to the form where the reader may mend it."""

    cell_template_name = "editorial/upkeep/where_cell.html"

    def get_link_url(self, instance: Any, _parent_context: Any) -> str | None:
        return instance.told.mended_at or None


class UpkeepReportView(ForTeams, ExportedReportView):
    """One line for each concern of the reader's associations, the most urgent and the oldest first."""

    model = KeptConcern
    page_title = _("What is no longer right")
    header_icon = "warning"
    template_name = "editorial/upkeep/report.html"
    results_template_name = "editorial/upkeep/report_results.html"
    index_url_name = "editorial_upkeep"
    index_results_url_name = "editorial_upkeep_results"
    filterset_class = UpkeepFilterSet
    default_ordering = ("severity", "since", "title", "pk")
    is_searchable = False
    columns: ClassVar[list[Any]] = [
        Column("urgency", label=_("Urgency"), accessor="get_severity_display", width="10%"),
        _Where("title", label=_("Where"), width="28%"),
        Column("sentence", label=_("What to do"), accessor="told.sentence", width="40%", classname="upkeep-sentence"),
        Column("association", label=_("Association"), accessor="association"),
        Column("since", label=_("Since"), accessor="since_day"),
    ]
    list_export: ClassVar[list[str]] = [
        "get_severity_display",
        "get_kind_display",
        "association",
        "title",
        "told.place",
        "language_name",
        "told.sentence",
        "since",
        "form_address",
    ]
    export_headings: ClassVar[dict[str, Any]] = {
        "get_severity_display": _("Urgency"),
        "get_kind_display": _("Kind"),
        "association": _("Association"),
        "title": _("Where"),
        "told.place": _("Place"),
        "language_name": _("Language"),
        "told.sentence": _("What to do"),
        "since": _("Since"),
        "form_address": _("Form"),
    }
    export_filename = "upkeep"

    def get_base_queryset(self) -> QuerySet[KeptConcern]:
        """Those the reader is shown."""
        return visible_to(self.request.user).select_related("organisation", "record_type")

    def decorate_paginated_queryset(self, object_list: Iterable[KeptConcern]) -> list[Any]:
        """The lines with their words."""
        return [_line(shown) for shown in told(self.request.user, object_list)]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """When it was last looked for."""
        looked = Heartbeat.objects.filter(name=refreshing.HEARTBEAT).values_list("at", flat=True).first()
        return {**super().get_context_data(*args, **kwargs), "looked_at": looked and _moment(looked)}


def _moment(at: dt.datetime) -> str:
    # It stands at the end of a sentence: « p.m. » would end it twice.
    return date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT").rstrip(".")


def _line(shown: Told) -> Any:
    row: Any = shown.concern
    row.told = shown
    row.since_day = date_format(row.since, "SHORT_DATE_FORMAT")
    row.association = row.organisation.short_name if row.organisation is not None else _("Coordination")
    row.language_name = languages.native_name(row.language) if row.language else ""
    row.form_address = f"{settings.WAGTAILADMIN_BASE_URL}{shown.mended_at}" if shown.mended_at else ""
    return row
