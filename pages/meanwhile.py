"""What somebody else made of a page while its form was open, told to the one who saves it second."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.admin.auth import permission_denied
from wagtail.blocks import StreamValue
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.fields import StreamField

from pages.form_merging import RowConflict
from pages.streams import pieces, plain_value

if TYPE_CHECKING:
    from pages.models import BasePage

LONGEST_TEXT = 2000
"""Of a text that somebody else wrote, so much is shown; all of it is in the history of the page."""

REVISIONS_ASKED = 30
"""So far back it is asked who wrote something; a form stays open for fewer versions than that."""

Content = dict[str, Any]

_IS_OLD = "is_old_version"


def notice_old_version(request: HttpRequest, page: BasePage) -> HttpResponseBase | None:
    """Opening an old version to bring it back: whatever was written since is what it is meant to replace.

    It is the page as a whole: translators may not.
    """
    match = request.resolver_match
    if match is None or match.url_name != "revisions_revert":
        return None
    if page.permissions_for_user(request.user).only_languages is not None:
        return permission_denied(request)
    setattr(page, _IS_OLD, True)
    return None


def is_old_version(page: BasePage) -> bool:
    """Whether a form holds an old version to bring back."""
    return bool(getattr(page, _IS_OLD, False))


class Meanwhile:
    """The newest version of a page, and who wrote what in it."""

    def __init__(self, page: BasePage) -> None:
        self.page = page

    def _author(self, said: Callable[[Content], Any]) -> str:
        """Who made what the newest version says of something: the author of the oldest version since which it has said so."""
        author, now = None, None
        revisions = self.page.revisions.select_related("user").order_by("-created_at", "-pk")[:REVISIONS_ASKED]
        for place, revision in enumerate(revisions):
            found = said(revision.content)
            if place and found != now:
                break
            now, author = found, revision.user
        return (author.get_full_name() or author.get_username()) if author is not None else _("Somebody else")

    def about_field(self, name: str) -> ValidationError:
        """That a field says something else by now."""
        column = self.page._meta.get_field(name)
        who = self._author(lambda content: plain_value(column, content.get(name)))
        said = {"who": who, "text": _shown(self.page, name)}
        return _error(self.page, name, _CHANGED() % said)

    def about_row_field(self, relation: str, row: Model, name: str) -> ValidationError:
        """That a field of a row says something else by now."""
        who = self._author(lambda content: _row(content, relation, row).get(name))
        return _error(row, name, _CHANGED() % {"who": who, "text": _shown(row, name)})

    def about_row(self, relation: str, row: Model | None, conflict: RowConflict, *, may_return: bool) -> ValidationError:
        """That a row which one of the two removed was changed by the other; ``row`` as they have it, ``may_return`` if it can come back."""
        if row is None or conflict is RowConflict.REMOVED_BY_THEM:
            who = self._author(lambda content: [found.get("key") for found in content.get(relation, ())])
            kept = _("%(who)s has removed this meanwhile. Save again to keep yours.")
            gone = _("%(who)s has removed this meanwhile: what you wrote for it has no place any more. Save again to go on without it.")
            return ValidationError((kept if may_return else gone) % {"who": who})
        said = {"who": self._author(lambda content: _row(content, relation, row)), "text": _shown_row(row)}
        return ValidationError(_("%(who)s has changed what you removed; it now says: “%(text)s”. Save again to remove it.") % said)

    def about_order(self, relation: str) -> ValidationError:
        """That the rows stand in another order by now."""
        who = self._author(lambda content: [row.get("key") for row in content.get(relation, ())])
        return ValidationError(_("%(who)s has put these in another order meanwhile. Save again to keep yours.") % {"who": who})

    def about_list(self, relation: str) -> ValidationError:
        """That a list without words says something else by now."""
        who = self._author(lambda content: [_without_ids(row) for row in content.get(relation, ())])
        rows = "; ".join(_shown_row(row) for row in getattr(self.page, relation).all())
        return ValidationError(_CHANGED() % {"who": who, "text": rows})


def _CHANGED() -> str:  # noqa: N802 - a text, made in the language of the reader
    return _("%(who)s has changed this meanwhile. It now says: “%(text)s”. Save again to put yours in its place.")


def _row(content: Content, relation: str, row: Any) -> Content:
    return next((found for found in content.get(relation, ()) if found.get("key") == str(row.key)), {})


def _without_ids(row: Content) -> Content:
    return {name: value for name, value in row.items() if name != "pk"}


def _error(holder: Model, name: str, message: str) -> ValidationError:
    error = ValidationError(message, code="changed_meanwhile")
    if isinstance(holder._meta.get_field(name), StreamField):
        # The only kind of error that the editor of blocks shows.
        return StreamBlockValidationError(non_block_errors=[error])
    return error


def _shown_row(row: Model) -> str:
    fields: list[Any] = [field for field in row._meta.concrete_fields if field.editable and not field.primary_key]
    bare = {field.translated_field.name for field in fields if hasattr(field, "translated_field")}
    names = [field.name for field in fields if field.name not in bare and not isinstance(field, ParentalKey)]
    return " · ".join(text for name in names if (text := _shown(row, name)))


def _shown(holder: Model, name: str) -> str:
    field: Any = holder._meta.get_field(name)
    value = field.value_from_object(holder) if field.many_to_many else getattr(holder, name)
    if isinstance(value, StreamValue):
        text = "\n".join(piece for piece in pieces(value.raw_data) if isinstance(piece, str))
    elif isinstance(value, list):
        text = ", ".join(str(item) for item in value)
    elif isinstance(value, bool):
        text = _("yes") if value else _("no")
    else:
        shown = getattr(holder, f"get_{name}_display", lambda: value)()
        text = "" if shown is None else str(shown)
    return Truncator(text).chars(LONGEST_TEXT)
