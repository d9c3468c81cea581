"""The form of a reason for urgent help: refuses hours at which nobody answers, and words by which nobody could be recognised."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from pages import languages
from pages.choosing_forms import RecordForm
from pages.crisis_words import faults
from pages.days import day_of
from pages.models import Helpline
from pages.models.crisis import WORD_LISTS
from pages.opening_hours import first_gap

WEEK = dt.timedelta(days=7)


def unanswered_moment(helplines: list[Helpline], start: dt.datetime) -> dt.datetime | None:
    """The first moment of the week after ``start`` at which none of the lines that exist then answers; None where one always does."""
    hours = [line.opening_hours() for line in helplines if line.is_valid_on(day_of(start))]
    return first_gap(hours, start, start + WEEK)


class CrisisReasonForm(RecordForm):
    """The form of a reason for urgent help."""

    def clean(self) -> Any:
        """As Wagtail's; at every hour of the coming week one of the lines must answer, and each line of words must say something."""
        cleaned = super().clean()
        for name in WORD_LISTS:
            for code in languages.codes():
                column = languages.column(name, code)
                found = faults(self.cleaned_data.get(column), code)
                if found:
                    self.add_error(column, found)
        formset = self.formsets["helplines"]
        if formset.is_valid():
            chosen = [row.cleaned_data.get("helpline") for row in formset.forms if row not in formset.deleted_forms]
            moment = unanswered_moment([line for line in chosen if line is not None], timezone.now())
            if moment is not None:
                when = date_format(timezone.localtime(moment), "l H:i")
                raise ValidationError(_("On %(when)s none of these lines answers: add one that is open day and night.") % {"when": when})
        return cleaned
