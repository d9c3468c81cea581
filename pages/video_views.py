"""The screens on which videos are added and edited: what was mended in the captions is listed, and whose consent is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.snippets.views.snippets import CreateView, EditView

from pages.consent_warnings import tell

if TYPE_CHECKING:
    from pages.forms import CaptionTrackForm
    from pages.models import CaptionTrack

LISTED = 20
"""How many mended lines are listed; a file with more was written by a program that makes the same mistake all along."""


class ListsWhatWasMended:
    """A view that saves a video."""

    request: Any
    form: Any

    def save_instance(self) -> Any:
        """As Wagtail's; then a message for each caption track in which something was changed."""
        video = super().save_instance()  # type: ignore[misc]
        for track_form in self.form.formsets["caption_tracks"].forms:
            if track_form.mended and not track_form.cleaned_data.get("DELETE"):
                messages.warning(self.request, _mended(track_form))
        return video


class VideoCreateView(ListsWhatWasMended, CreateView):
    """Adds a video."""


class VideoEditView(ListsWhatWasMended, EditView):
    """Edits a video; tells whose consent it misses."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """As Wagtail's, with the warnings for this person."""
        tell(request, [self.object])
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response


def _mended(form: CaptionTrackForm) -> str:
    track: CaptionTrack = form.instance
    lines = [str(remark) for remark in form.mended[:LISTED]]
    left = len(form.mended) - len(lines)
    if left:
        lines.append(ngettext("and %(count)d more", "and %(count)d more", left) % {"count": left})
    return format_html(
        "{}<ul>{}</ul>",
        _("Changed in the captions “%(track)s”; please look them over:") % {"track": track},
        format_html_join("", "<li>{}</li>", ((line,) for line in lines)),
    )
