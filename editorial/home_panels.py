"""What the admin's home page tells: reviews that wait, urgent corrections nobody approved, publications that fail, what is to be mended."""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from editorial import corrections, lateness, reviews, teams
from editorial.translation import board, wording
from editorial.upkeep.showing import counted, most_urgent, visible_to
from pages import languages
from pages.models import SchedulerAlarm
from pages.permissions import translated_languages


class _PersonalPanel(Component):
    """A panel that shows what concerns its reader."""

    def __init__(self, user: Any) -> None:
        self.user = user


class ReviewsPanel(_PersonalPanel):
    """The versions that wait for the reader's word."""

    name = "editorial_reviews"
    template_name = "editorial/panels/reviews.html"
    order = 100

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # noqa: ARG002 - the signature is Wagtail's
        """The versions, with their titles."""
        return {"states": [(state, languages.source_title(state.revision.as_object())) for state in reviews.waiting_for(self.user)]}


class CorrectionsPanel(_PersonalPanel):
    """The urgent corrections nobody of another association approved: red once their 72 hours are over."""

    name = "editorial_corrections"
    template_name = "editorial/panels/corrections.html"
    order = 90

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # noqa: ARG002 - the signature is Wagtail's
        """The corrections, late or not, and which of them this reader may approve."""
        mine = {correction.pk for correction in reviews.corrections_waiting_for(self.user)}
        rows = corrections.waiting(self.user, timezone.now())
        title = languages.source_title
        return {"corrections": [(correction, title(correction.page), is_late, correction.pk in mine) for correction, is_late in rows]}


class AlarmsPanel(_PersonalPanel):
    """The publications and withdrawals that are due and fail, for those who may mend them."""

    name = "editorial_alarms"
    template_name = "editorial/panels/alarms.html"
    order = 80

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # noqa: ARG002 - the signature is Wagtail's
        """The alarms of pages in the reader's reach; the coordination sees all, by name at least."""
        alarms = [alarm for alarm in SchedulerAlarm.objects.all() if teams.is_coordinator(self.user) or self._concerns(alarm)]
        return {"alarms": alarms}

    def _concerns(self, alarm: SchedulerAlarm) -> bool:
        model: Any = alarm.content_type.model_class()
        thing = model and model._default_manager.filter(pk=alarm.object_id).first()
        return hasattr(thing, "permissions_for_user") and thing.permissions_for_user(self.user).can_edit()


class LatenessPanel(_PersonalPanel):
    """What works in the background and is late, with what to do, for the coordination and superusers."""

    name = "editorial_lateness"
    template_name = "editorial/panels/lateness.html"
    order = 70

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # noqa: ARG002 - the signature is Wagtail's
        """The facts that are late; nobody else is asked to look at a server."""
        return {"facts": lateness.late() if teams.is_coordinator(self.user) else []}


class TranslationsPanel(_PersonalPanel):
    """How much waits in the languages that its reader translates; it leads to the board."""

    name = "editorial_translations"
    template_name = "editorial/panels/translations.html"
    order = 105

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # noqa: ARG002 - the signature is Wagtail's
        """A row for each language in which something is to do; nobody else is asked to translate."""
        codes = set(translated_languages(self.user).values())
        waiting = board.waiting_for(self.user, codes) if codes else []
        return {"rows": [(languages.native_name(code), wording.remaining(texts), pages, _board_of(code)) for code, texts, pages in waiting]}


def _board_of(code: str) -> str:
    """Where the board shows what is to do in one language."""
    return f"{reverse('editorial_translation_board')}?{urlencode({'language': code, 'state': 'to_do'})}"


class UpkeepPanel(_PersonalPanel):
    """What is no longer right in what readers have: the most urgent, and how much there is of each kind."""

    name = "editorial_upkeep"
    template_name = "editorial/panels/upkeep.html"
    order = 110
    listed = 5
    """How many are named; the report names all."""

    class Media:
        css: ClassVar[dict[str, list[str]]] = {"all": ["editorial/upkeep.css"]}

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # noqa: ARG002 - the signature is Wagtail's
        """The concerns of the reader's associations; the coordination sees them by association."""
        is_all = teams.is_coordinator(self.user)
        concerns = visible_to(self.user)
        columns, counts = counted(concerns)
        return {
            "heading": _("To do for all teams") if is_all else _("To do for my team"),
            # Of one association alone the sum says as much.
            "columns": columns if is_all or len(columns) > 1 else [],
            "counts": counts,
            "urgent": most_urgent(self.user, concerns, self.listed) if counts else [],
            "is_all": is_all,
            "report": reverse("editorial_upkeep"),
        }
