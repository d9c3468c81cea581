"""The glossary in the admin: the coordination edits all of it, translators the words of their languages, everybody at the desk reads it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import DeleteView, EditView, SnippetViewSet, SnippetViewSetGroup

from editorial import teams
from editorial.models import GlossaryTerm
from editorial.translation.exchange import choosing
from pages.language_rights import languages_read_by


def languages_edited_by(user: Any) -> frozenset[str] | None:
    """The languages whose words this person edits, if they edit any; None: all of them."""
    own = languages_read_by(user)
    return None if not own or teams.is_coordinator(user) else own


class GlossaryPermissionPolicy(ModelPermissionPolicy):
    """Rights on the glossary, those of translators within their languages."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: GlossaryTerm) -> bool:
        """Whether this person may do this with this very word."""
        if not self.user_has_permission(user, action):
            return False
        own = languages_edited_by(user)
        return action == "view" or own is None or instance.language in own


register_permission_policy(GlossaryTerm, GlossaryPermissionPolicy(GlossaryTerm))


class GlossaryForm(WagtailAdminModelForm):
    """A word, in a language that is one's own to write."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = languages_edited_by(self.for_user) if self.for_user is not None else None
        if own is not None:
            field: Any = self.fields["language"]
            field.choices = [(code, name) for code, name in field.choices if not code or code in own]


class _WithinOnesLanguages:
    """Asks the policy about the very word: Wagtail's views ask about words in general."""

    permission_required: str
    request: Any

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        """Finds the word. Raises ``PermissionDenied`` where it is of a language that is not theirs."""
        term = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if not self.user_has_permission_for_instance(self.permission_required, term):  # type: ignore[attr-defined]
            raise PermissionDenied
        return term


class _GlossaryEditView(_WithinOnesLanguages, EditView):
    pass


class _GlossaryDeleteView(_WithinOnesLanguages, DeleteView):
    pass


class GlossaryViewSet(SnippetViewSet):
    """The words of the glossary."""

    model = GlossaryTerm
    icon = "openquote"
    list_display: ClassVar[list[str]] = ["term", "translation", "language", "note"]
    list_filter: ClassVar[list[str]] = ["language"]
    search_fields: ClassVar[list[str]] = ["term", "translation"]
    inspect_view_enabled = True
    edit_view_class = _GlossaryEditView
    delete_view_class = _GlossaryDeleteView
    edit_handler = ObjectList(
        [FieldPanel("language"), FieldPanel("term"), FieldPanel("translation"), FieldPanel("note")], base_form_class=GlossaryForm
    )


class _TranslatorMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(choosing.languages_written_by(request.user))


class TranslationGroup(SnippetViewSetGroup):
    """The menu of those who translate."""

    menu_label = _("Translation")
    menu_icon = "globe"
    menu_order = 205
    items = (GlossaryViewSet,)

    def get_submenu_items(self) -> list[MenuItem]:
        """The board and the exchange of files first, then the glossary."""
        return [
            _TranslatorMenuItem(
                _("Board"), reverse_lazy("editorial_translation_board"), name="translation-board", icon_name="table", order=1
            ),
            _TranslatorMenuItem(
                _("Exchange"), reverse_lazy("editorial_exchange"), name="translation-exchange", icon_name="download", order=2
            ),
            *super().get_submenu_items(),
        ]
