"""What the screens of the desk share: the way back, which ends with their own title."""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class DeskView(WagtailAdminTemplateMixin):
    """A screen of its own: Wagtail's header shows the last step of the way back as the title."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the home page of the admin, and this screen."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]
