"""The form of events: times typed as local time where the event takes place."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pages.event_times import is_zone, moment_of, wall_clock
from pages.forms import PageForm

MOMENTS = ("starts_at", "ends_at")


class EventPageForm(PageForm):
    """As every page's, with the times of the event in its own time zone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = self.instance.timezone
        for name in MOMENTS:
            moment = self.initial.get(name)
            if moment is not None and is_zone(zone):
                self.initial[name] = wall_clock(moment, zone)

    def clean_timezone(self) -> str:
        """Refuses a time zone nobody knows, in drafts too: without it the times mean nothing."""
        zone: str = self.cleaned_data["timezone"]
        if not is_zone(zone):
            raise ValidationError(_("Unknown time zone."))
        return zone

    def clean(self) -> Any:
        """As every page's; times become moments."""
        cleaned = super().clean()
        zone = cleaned.get("timezone")
        for name in MOMENTS:
            if cleaned.get(name) is None:
                continue
            if zone is None:
                # The message stands at the time zone; a time without one is no moment.
                del cleaned[name]
                continue
            try:
                cleaned[name] = moment_of(cleaned[name], zone)
            except ValidationError as error:
                self.add_error(name, error)
        return cleaned

    def _post_clean(self) -> None:
        # Autosaved drafts may contradict themselves; what is submitted or published may not.
        self.instance.is_unfinished = self.is_deferred_validation
        try:
            super()._post_clean()
        finally:
            self.instance.is_unfinished = False
