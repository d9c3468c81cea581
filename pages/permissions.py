"""Who may do what with pages and videos in the admin.

Wagtail's rights reach everything below the page they are given on. Here they stop at the space of an association: a right given above it
(the home page's, say) does not reach in, so that only its own team edits it. Publication also waits for approval (``pages.releases``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from treebeard.mp_tree import MP_Node
from wagtail.models import GroupPagePermission, PagePermissionTester
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

if TYPE_CHECKING:
    from pages.models import BasePage


_SPACES = "_space_paths"
_TRANSLATED = "_translated_languages"
_reader: ContextVar[Any] = ContextVar("reader", default=None)


def register() -> None:
    """Gives Wagtail our policies; called once, before anybody asks for one."""
    from pages.models import BasePage, Video  # noqa: PLC0415 - models exist only once the applications are loaded

    register_permission_policy(BasePage, SpacePermissionPolicy("pages.BasePage"))
    register_permission_policy(Video, CollectionOwnershipPermissionPolicy(Video, auth_model=Video, owner_field_name="uploaded_by"))


def space_paths(user: Any) -> tuple[str, ...]:
    """The places of the associations' spaces in the tree, asked once for each user object (that is, for each request)."""
    from pages.models import OrganisationPage  # noqa: PLC0415 - the models import this module

    if not hasattr(user, _SPACES):
        setattr(user, _SPACES, tuple(OrganisationPage.objects.values_list("path", flat=True)))
    known: tuple[str, ...] = getattr(user, _SPACES)
    return known


def _reaches(right_path: str, page_path: str, spaces: Iterable[str]) -> bool:
    """Whether a right given at one place holds at another: at or below it, with no space's border between."""
    if not page_path.startswith(right_path):
        return False
    return not any(page_path.startswith(space) and len(space) > len(right_path) and space.startswith(right_path) for space in spaces)


def rights_at(user: Any, page: BasePage) -> list[GroupPagePermission]:
    """The rights that count for a person at the page's place: those of whole pages or else, where they have none, a translator's.

    Two kinds of rights do not add up: an editor who also translates does not publish by that.
    """
    rights = SpacePermissionPolicy("pages.BasePage").get_cached_permissions_for_user(user)
    here = [right for right in rights if _reaches(right.page.path, page.path, space_paths(user))]
    return [right for right in here if right.group_id not in translated_languages(user)] or here


def translated_languages(user: Any) -> dict[int, str]:
    """The language of each group of translators a person is in; asked once for each user object (that is, for each request)."""
    from pages.models import TranslatorGroup  # noqa: PLC0415 - the models import this module

    if not hasattr(user, _TRANSLATED):
        setattr(user, _TRANSLATED, dict(TranslatorGroup.objects.filter(group__user=user).values_list("group_id", "language")))
    known: dict[int, str] = getattr(user, _TRANSLATED)
    return known


class SpacePermissionPolicy(PagePermissionPolicy):
    """Wagtail's policy for pages, with borders around the spaces of the associations."""

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: BasePage) -> bool:
        """As Wagtail's, within the borders."""
        base = self._base_user_has_permission(user)
        if base is not None:
            return bool(base)
        held = set()
        for right in rights_at(user, instance):
            held.add(right.permission.codename)
            if right.permission.codename == self._get_permission_codename("add") and instance.owner_id == user.pk:
                held.add(self._get_permission_codename("change"))
        return bool(self._get_permission_codenames(actions) & held)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Any]:
        """As Wagtail's, within the borders."""
        base = self._base_queryset_for_user(user)
        if base is not None:
            return base
        codenames, add = self._get_permission_codenames(actions), self._get_permission_codename("add")
        condition = Q(pk__in=[])
        for right in self.get_cached_permissions_for_user(user):
            reach = self._reach(user, right.page.path)
            if right.permission.codename == add and "add" not in actions and "change" in actions:
                condition |= reach & Q(owner=user)
            elif right.permission.codename in codenames:
                condition |= reach
        return self.model._default_manager.filter(condition)

    def _reach(self, user: Any, path: str) -> Q:
        reach = Q(path__startswith=path)
        for space in space_paths(user):
            if space.startswith(path) and space != path:
                reach &= ~Q(path__startswith=space)
        return reach

    def users_with_any_permission_for_instance(self, actions: Any, instance: BasePage, include_superusers: bool = True) -> QuerySet[Any]:
        """As Wagtail's, within the borders."""
        from pages.models import OrganisationPage  # noqa: PLC0415 - the models import this module

        paths = [instance.path[:end] for end in range(MP_Node.steplen, len(instance.path) + 1, MP_Node.steplen)]
        border = max(OrganisationPage.objects.filter(path__in=paths).values_list("path", flat=True), key=len, default="")
        places = [path for path in paths if len(path) >= len(border)]
        rights = GroupPagePermission.objects.filter(page__path__in=places)
        actions = set(actions)
        condition = Q(groups__in=rights.filter(permission__codename__in=self._get_permission_codenames(actions)).values("group"))
        if include_superusers:
            condition |= Q(is_superuser=True)
        if "change" in actions and "add" not in actions:
            adders = rights.filter(permission__codename=self._get_permission_codename("add")).values("group")
            condition |= Q(groups__in=adders) & Q(pk=instance.owner_id)
        return get_user_model()._default_manager.filter(is_active=True).filter(condition).distinct()


class ClubPagePermissions(PagePermissionTester):
    """What one person may do with one page: within the borders, and publication only of what is approved.

    Translators, whose rights reach one language, write it and publish it where the page is public already; nothing else.
    """

    def __init__(self, user: Any, page: BasePage) -> None:
        super().__init__(user, page)
        if user.is_active and not user.is_superuser:
            self.permissions = {right.permission.codename.rsplit("_", maxsplit=1)[0] for right in rights_at(user, page)}

    @cached_property
    def only_languages(self) -> frozenset[str] | None:
        """The languages a translator writes here; None for everybody else."""
        from pages.language_rights import languages_for  # noqa: PLC0415 - it reads the rights of this module

        return languages_for(self.user, self.page)

    def is_publisher(self) -> bool:
        """Whether this person publishes here at all, approved or not: takes down, restricts, schedules away, corrects urgently."""
        return bool(super().can_publish()) and self.only_languages is None

    def can_publish(self) -> bool:
        """As Wagtail's; an edition or a page of urgent help also needs its newest version approved by another association."""
        from pages import releases  # noqa: PLC0415 - the models import both modules

        if not super().can_publish() or (self.only_languages is not None and not self.page.live):
            return False
        return bool(self.user.is_superuser) or releases.latest_is_released(self.page)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """As Wagtail's, for those who work on the page as a whole; moving asks here too."""
        return self.only_languages is None and bool(super().can_delete(ignore_bulk))

    def can_copy(self) -> bool:
        """As Wagtail's, for those who work on the page as a whole."""
        return self.only_languages is None and bool(super().can_copy())

    def can_add_subpage(self) -> bool:
        """As Wagtail's, for those who work on the page as a whole."""
        return self.only_languages is None and bool(super().can_add_subpage())

    def can_reorder_children(self) -> bool:
        """As Wagtail's, for those who work on the page as a whole."""
        return self.only_languages is None and bool(super().can_reorder_children())

    def can_lock(self) -> bool:
        """As Wagtail's, for those who work on the page as a whole."""
        return self.only_languages is None and bool(super().can_lock())

    def can_publish_subpage(self) -> bool:
        """As Wagtail's, but where every page below needs another association's approval: a new page cannot have it yet."""
        if self.only_languages is not None or not super().can_publish_subpage():
            return False
        below = self.page.specific_class.creatable_subpage_models()
        return self.user.is_superuser or not all(model.needs_other_association for model in below)

    def can_unpublish(self) -> bool:
        """Whether this person may take the page down: a publisher always may, whoever is reading or holding it."""
        return bool(self.user.is_active and self.page.live and not self.page_is_root and self.is_publisher())

    def can_set_view_restrictions(self) -> bool:
        """Restricting is a kind of taking down: it waits for nobody."""
        return self.is_publisher()

    def can_unschedule(self) -> bool:
        """Cancelling a schedule makes nothing public: it waits for nobody."""
        return self.is_publisher()


class ShownPermissions(ClubPagePermissions):
    """The same for a screen that is drawn when everything is written: whether the page may be published is asked once."""

    @cached_property
    def _may_publish(self) -> bool:
        return super().can_publish()

    def can_publish(self) -> bool:
        """As it was when the screen first asked."""
        return self._may_publish


@contextmanager
def reading_as(user: Any) -> Iterator[None]:
    """Whatever is shown meanwhile is shown to this person of the admin."""
    token = _reader.set(user)
    try:
        yield
    finally:
        _reader.reset(token)


def reader_sees_drafts_of(page: BasePage) -> bool:
    """Whether the drafts of a page are the business of whoever is shown them; without a reader, a program of ours looks, and sees all."""
    user = _reader.get()
    return user is None or sees_drafts_of(user, page)


def sees_drafts_of(user: Any, page: BasePage) -> bool:
    """Whether the drafts of a page are this person's business."""
    if user.is_superuser:
        return True
    return bool(rights_at(user, page))
