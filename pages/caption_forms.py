"""Captions in the form of a video: the small editor beside the player."""

from __future__ import annotations

import json
from typing import Any

from django.forms import Media
from django.utils.translation import gettext as _
from wagtail.admin.widgets import AdminAutoHeightTextInput


def _labels() -> dict[str, str]:
    """The words of the editor (``pages/static/pages/cue-editor.js``)."""
    return {
        "editor": _("Editor of captions"),
        "open": _("Edit the captions beside the video"),
        "close": _("Close the editor"),
        "start": _("Start of caption"),
        "end": _("End of caption"),
        "speaker": _("Who speaks in caption"),
        "words": _("Words of caption"),
        "play": _("Play"),
        "split": _("Split at the cursor (Ctrl+Enter)"),
        "join": _("Join with the next (Alt+J)"),
        "remove": _("Remove"),
        "add": _("Add a caption"),
        "shift": _("Shift all captions"),
        "shiftBy": _("Milliseconds to shift by, negative for earlier"),
        "noPlayer": _("The video plays here once its file is saved."),
        "notWebVTT": _("Save the video first: this text becomes WebVTT, then it can be edited here."),
        "wrongTime": _("This time is not one (1:02.500), or the end would come before the start."),
        "cannotSplit": _("Put the cursor between two words of the caption."),
        "beforeStart": _("The first caption would start before the video."),
    }


class CueEditorInput(AdminAutoHeightTextInput):
    """The WebVTT of a track, with the editor below it."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """As Wagtail's, with the words of the editor in the language of the interface."""
        words = {"data-cue-labels": json.dumps(_labels(), ensure_ascii=False), "dir": "auto", "spellcheck": "false"}
        context: dict[str, Any] = super().get_context(name, value, {**(attrs or {}), **words})
        return context

    @property
    def media(self) -> Media:
        """As Wagtail's, with the editor's script."""
        return super().media + Media(js=["pages/cue-editor.js"])
