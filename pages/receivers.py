"""Who listens when content changes: what is written, deleted or restricted is brought to ``pages.publication``.

All are sent inside the transaction of the change; a restriction set in the admin is wrapped in one (``pages.admin_requests``).
"""

from __future__ import annotations

from typing import Any

from django.db.models import ProtectedError
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.utils.translation import gettext as _
from wagtail.models import CollectionViewRestriction, PageViewRestriction, Revision
from wagtail.signals import pre_page_move

from pages import addresses, consents, publication, releases
from pages.journal.subjects import KINDS, PAGE
from pages.models import BasePage, ClubImage, Consent, Person, Video
from pages.models.consent import forget_signed_file
from pages.signals import approval_recorded, consent_written, page_written, record_written


def _page_written(sender: Any, page: BasePage, **kwargs: Any) -> None:
    publication.page_saved(page)


def _page_about_to_move(sender: Any, instance: BasePage, parent_page_after: BasePage, **kwargs: Any) -> None:
    """Refuses, before anything is written, a move to where a page already has the address (the admin says so on its screens)."""
    addresses.refuse(addresses.clashes(instance, addresses.children_rows(parent_page_after, instance.pk)))


def _record_written(sender: Any, record: Any, **kwargs: Any) -> None:
    publication.record_saved(record)


def _page_deleted(sender: Any, instance: BasePage, **kwargs: Any) -> None:
    publication.page_deleted(instance)


def _record_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    publication.record_deleted(instance)


def _page_restricted(sender: Any, instance: PageViewRestriction, origin: Any = None, **kwargs: Any) -> None:
    if _falls_with_its_owner(sender, origin):
        return
    publication.restriction_changed(instance.page)


def _collection_restricted(sender: Any, instance: CollectionViewRestriction, origin: Any = None, **kwargs: Any) -> None:
    if _falls_with_its_owner(sender, origin):
        return
    publication.collections_changed(instance.collection)


def _revision_scheduled(sender: Any, instance: Revision, update_fields: Any = None, **kwargs: Any) -> None:
    is_asked = instance.approved_go_live_at is not None and (update_fields is None or "approved_go_live_at" in update_fields)
    if is_asked and instance.pk and issubclass(instance.base_content_type.model_class() or Revision, BasePage):
        releases.check_schedule(instance)


def _approval_recorded(sender: Any, page_id: int, **kwargs: Any) -> None:
    publication.approval_recorded(page_id)


def _consent_written(sender: Any, people: set[int], **kwargs: Any) -> None:
    publication.consents_changed(people)


def _consent_deleted(sender: Any, instance: Consent, **kwargs: Any) -> None:
    if instance.signed_file:
        forget_signed_file(str(instance.signed_file.name))
    publication.consents_changed([instance.person_id])


def _people_shown_changed(sender: Any, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any) -> None:
    if action in ("post_add", "post_remove", "post_clear"):
        publication.people_shown_changed((pk_set or ()) if reverse else [instance.pk])


def _person_going(sender: Any, instance: Person, **kwargs: Any) -> None:
    """Nobody is forgotten while something still shows them: it would look as if it showed nobody, and be public."""
    shown = consents.shown_with([instance.pk])
    if shown.pages or shown.videos or shown.images:
        things = [
            *Video.objects.filter(pk__in=shown.videos),
            *ClubImage.objects.filter(pk__in=shown.images),
            *BasePage.objects.filter(pk__in=shown.pages),
        ]
        raise ProtectedError(_("Something still shows this person."), set(things))


def _video_going(sender: Any, instance: Video, **kwargs: Any) -> None:
    """What a withheld film showed, its poster may show: the poster stays withheld when the film is gone."""
    if instance.poster is not None:
        instance.poster.people_shown.add(*consents.unwilling(instance))


def _falls_with_its_owner(sender: Any, origin: Any) -> bool:
    """Whether a restriction is deleted only because its page or collection is: lifting it must not publish what is going away."""
    origin_model = getattr(origin, "model", type(origin))
    return origin is not None and not issubclass(origin_model, sender)


def connect() -> None:
    """Connects the receivers; called once, when the application is ready."""
    page_written.connect(_page_written, dispatch_uid="publication-page-written")
    pre_page_move.connect(_page_about_to_move, dispatch_uid="addresses-page-about-to-move")
    record_written.connect(_record_written, dispatch_uid="publication-record-written")
    pre_save.connect(_revision_scheduled, sender=Revision, dispatch_uid="releases-revision-scheduled")
    post_delete.connect(_page_deleted, sender=BasePage, dispatch_uid="publication-page-deleted")
    for kind, model in KINDS.items():
        if kind != PAGE:
            post_delete.connect(_record_deleted, sender=model, dispatch_uid=f"publication-{kind}-deleted")
    approval_recorded.connect(_approval_recorded, dispatch_uid="publication-approval-recorded")
    consent_written.connect(_consent_written, dispatch_uid="publication-consent-written")
    post_delete.connect(_consent_deleted, sender=Consent, dispatch_uid="publication-consent-deleted")
    m2m_changed.connect(_people_shown_changed, sender=ClubImage.people_shown.through, dispatch_uid="publication-people-shown")
    pre_delete.connect(_person_going, sender=Person, dispatch_uid="publication-person-going")
    pre_delete.connect(_video_going, sender=Video, dispatch_uid="publication-video-going")
    for name, signal in {"written": post_save, "deleted": post_delete}.items():
        signal.connect(_page_restricted, sender=PageViewRestriction, dispatch_uid=f"publication-page-restriction-{name}")
        signal.connect(_collection_restricted, sender=CollectionViewRestriction, dispatch_uid=f"publication-collection-restriction-{name}")
