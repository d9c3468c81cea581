"""Wagtail's own screens of pages, with the line that says where each page stands: in the editor's header and in the explorer."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet

from editorial.approvals.history import was_ever_approved
from editorial.status.reading import lines_of
from pages.permissions import ShownPermissions

LINE = Column("status_line", label=_("Status"), accessor="status_line", sort_key="live", width="28%")
"""In place of Wagtail's own column of the status, which knows two states and no language."""


class DeskIndexView(ExplorableIndexView):
    """The explorer, with a column that says where each page stands."""

    base_columns: ClassVar[list[Any]] = [LINE if column.name == "status" else column for column in ExplorableIndexView.base_columns]

    def get_table(self, object_list: Any) -> Any:
        """As Wagtail's; the lines of one page of the listing are read together."""
        pages = list(object_list)
        lines = lines_of(pages)
        for page in pages:
            page.status_line = lines[page.pk]
        return super().get_table(pages)


class DeskEditView(EditView):
    """The editor, with the line below its header."""

    edit_template_name = "editorial/pages/edit.html"

    def get_template_names(self) -> list[str]:
        """As Wagtail's, ours for the whole screen."""
        names: list[str] = super().get_template_names()
        return [self.edit_template_name if name == "wagtailadmin/pages/edit.html" else name for name in names]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """As Wagtail's, and the line about the page as it is kept."""
        # The menu and the panel of schedules both ask what this person may do; by now everything is written.
        self.page.shown_permissions = ShownPermissions(self.request.user, self.page)
        context: dict[str, Any] = super().get_context_data(**kwargs)
        page = self.real_page_record
        context.update(status_line=lines_of([page])[page.pk], was_ever_approved=was_ever_approved(page))
        return context


class DeskPageViewSet(PageViewSet):
    """Pages of every type."""

    index_view_class = DeskIndexView
    edit_view_class = DeskEditView


page_screens = DeskPageViewSet()
