"""What the screen of a group lacks: rights on videos, by collection."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.collections import collection_member_permission_formset_factory

from pages.models import Video

GroupVideoPermissionFormSet = collection_member_permission_formset_factory(
    Video,
    [
        ("add_video", _("Add"), _("Add videos, and edit one's own")),
        ("change_video", _("Edit"), _("Edit any video")),
        ("choose_video", _("Choose"), _("Choose videos for pages")),
    ],
    "editorial/permissions/videos.html",
)
