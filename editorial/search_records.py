"""What the coordination tells search, in the admin: synonyms and promoted answers, each with its trial."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList, PageChooserPanel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from editorial.panels import SearchTrialPanel
from editorial.search_forms import PromotedAnswerForm, SynonymGroupForm
from pages.models import PromotedAnswer, SynonymGroup
from pages.models.promoted_answer import MOST_PAGES
from pages.visibility import public_pages


class SynonymGroupViewSet(SnippetViewSet):
    """Words that mean the same."""

    model = SynonymGroup
    icon = "resubmit"
    list_display: ClassVar[list[str]] = ["__str__", "language", "weight", "is_active"]
    list_filter: ClassVar[list[str]] = ["language", "is_active"]
    edit_handler = ObjectList(
        [
            FieldPanel("language"),
            FieldPanel("words"),
            FieldPanel("leads_to"),
            FieldRowPanel([FieldPanel("weight"), FieldPanel("is_active")]),
            SearchTrialPanel(heading=_("Try before saving")),
        ],
        base_form_class=SynonymGroupForm,
    )


class PromotedAnswerViewSet(SnippetViewSet):
    """Pages put before the results."""

    model = PromotedAnswer
    icon = "pick"
    list_display: ClassVar[list[str]] = ["__str__", "language", "valid_from", "valid_to"]
    list_filter: ClassVar[list[str]] = ["language"]
    edit_handler = ObjectList(
        [
            FieldPanel("language"),
            FieldPanel("questions"),
            InlinePanel("pages", [PageChooserPanel("page")], heading=_("Pages, the best first"), min_num=1, max_num=MOST_PAGES),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
            FieldPanel("note"),
            SearchTrialPanel(heading=_("Try before saving")),
        ],
        base_form_class=PromotedAnswerForm,
    )


class SearchGroup(SnippetViewSetGroup):
    """The menu of search: what steers it, and the box to try it."""

    menu_label = _("Search words")
    menu_icon = "search"
    menu_order = 210
    items = (SynonymGroupViewSet, PromotedAnswerViewSet)

    def get_submenu_items(self) -> list[Any]:
        """As Wagtail's, with the trial for everybody in the admin."""
        trial = MenuItem(_("Try the search"), reverse_lazy("editorial_search_trial"), icon_name="search", order=1_000)
        return [*super().get_submenu_items(), trial]


def tell_of_hidden_pages(request: HttpRequest, record: Any) -> None:
    """Warns, after saving, of promoted pages that readers cannot see: they are left out until they are public."""
    if not isinstance(record, PromotedAnswer):
        return
    pages = {row.page_id: row.page for row in record.pages.select_related("page")}
    shown = set(public_pages().filter(pk__in=pages).values_list("pk", flat=True))
    hidden = [page.get_admin_display_title() for pk, page in pages.items() if pk not in shown]
    if hidden:
        messages.warning(
            request, _("Readers cannot see this yet, and will not get it before it is public: %(pages)s.") % {"pages": ", ".join(hidden)}
        )
