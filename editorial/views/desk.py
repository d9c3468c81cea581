"""What the screens of the desk share: whom they are for, and the way back, which ends with their own title."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from editorial import teams


class ForTeams:
    """A screen for those who write: the teams of the associations and the coordination."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse everybody else."""
        if not teams.is_of_a_team(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class DeskView(WagtailAdminTemplateMixin):
    """A screen of its own: Wagtail's header shows the last step of the way back as the title."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the home page of the admin, and this screen."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]
