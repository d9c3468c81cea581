"""What the history of an edition says of its releases."""

from __future__ import annotations

from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogFormatter

PLANNED = "editorial.release.plan"
CANCELLED = "editorial.release.cancel"
RELEASED = "editorial.release"
ROLLED_BACK = "editorial.roll_back"


class PlannedFormatter(LogFormatter):
    """A release was planned."""

    label = gettext_lazy("Plan a release")

    def format_message(self, log_entry: Any) -> str:
        """For when."""
        moment = parse_datetime(log_entry.data["go_at"])
        day = date_format(localtime(moment), "DATETIME_FORMAT") if moment else ""
        return _("Release with its contents planned for %(day)s") % {"day": day}


class ReleasedFormatter(LogFormatter):
    """An edition went out."""

    label = gettext_lazy("Release")

    def format_message(self, log_entry: Any) -> str:
        """With how many pages."""
        number = len(log_entry.data["pages"])
        return ngettext("Released: %(number)d page went out", "Released: %(number)d pages went out together", number) % {"number": number}


class RolledBackFormatter(LogFormatter):
    """A release was taken back."""

    label = gettext_lazy("Roll back")

    def format_message(self, log_entry: Any) -> str:
        """Why, and what stayed."""
        left = ", ".join(log_entry.data["left"])
        said = _("Rolled back with its contents: %(reason)s") % {"reason": log_entry.data["reason"]}
        return said + (" " + _("(stayed as they were: %(pages)s)") % {"pages": left} if left else "")


def register(actions: Any) -> None:
    """Makes Wagtail's history know them."""
    actions.register_action(PLANNED)(PlannedFormatter)
    actions.register_action(RELEASED)(ReleasedFormatter)
    actions.register_action(ROLLED_BACK)(RolledBackFormatter)
    actions.register_action(CANCELLED, gettext_lazy("Cancel a release"), gettext_lazy("Planned release cancelled"))
