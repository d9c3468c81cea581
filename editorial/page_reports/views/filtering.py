"""What both lists can be reduced to: an association's pages, a language."""

from __future__ import annotations

from typing import Any

import django_filters
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from pages.models import Organisation


def _associations(_request: Any) -> QuerySet[Organisation]:
    return Organisation.objects.filter(team__isnull=False).order_by("short_name")


class ByPageFilterSet(WagtailFilterSet):
    """By the association whose page it is, and the language in which readers asked for it."""

    organisation = django_filters.ModelChoiceFilter(
        label=_("Association"), field_name="page__organisation", queryset=_associations, null_label=_("Coordination")
    )
    language = django_filters.ChoiceFilter(label=_("Language"), choices=[(code, name) for code, name in settings.LANGUAGES])
