"""Publishing some languages of a page and leaving the others as readers have them.

A revision may name the languages it is meant to publish (``RevisionLanguages``; none: all). Its publication, at once or at its time, then
merges it with what is live into a revision of its own, publishes that one, and saves the draft again on top, so that nobody's work is lost.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.log_actions import log
from wagtail.models import Revision
from wagtail.utils.timestamps import ensure_utc

from pages import language_merging, languages, releases
from pages.language_merging import Words
from pages.language_rights import languages_for
from pages.signals import revision_promised

if TYPE_CHECKING:
    from pages.models import BasePage, RevisionLanguages


class NotPublicYetError(PermissionDenied):
    """A translation cannot go out before its page has: the first publication includes the source language."""


def record(revision: Revision, codes: Collection[str] | None, **values: Any) -> None:
    """Puts down the languages that publishing ``revision`` makes public; None, or every language of the site: all of it."""
    from pages.models import RevisionLanguages  # noqa: PLC0415 - the models import this module

    if codes is None or set(languages.codes()) <= set(codes):
        RevisionLanguages.objects.filter(revision=revision).delete()
        return
    ordered = [code for code in languages.codes() if code in codes]
    RevisionLanguages.objects.update_or_create(revision=revision, defaults={"codes": ordered, **values})


def entry_of(revision: Revision) -> RevisionLanguages | None:
    """What is put down of the languages of a revision."""
    from pages.models import RevisionLanguages  # noqa: PLC0415 - the models import this module

    return RevisionLanguages.objects.filter(revision=revision).first()


def languages_of(revision: Revision) -> frozenset[str] | None:
    """The languages that publishing ``revision`` makes public; None: all of them."""
    entry = entry_of(revision)
    return frozenset(entry.codes) if entry is not None else None


def is_spoken_for(revision: Revision | None) -> bool:
    """Whether a revision is more than somebody's draft: waits for its time, is public, approved, merged or promised.

    Such a one is not written over.
    """
    if revision is None:
        return False
    return (
        revision.approved_go_live_at is not None
        or revision.content_object.live_revision_id == revision.pk
        or revision.approvals.exists()
        or revision.merged_into.exists()
        or any(is_promised for _receiver, is_promised in revision_promised.send(Revision, revision=revision))
    )


def publish(
    page: BasePage, revision: Revision, publish_revision: Callable[[Revision], Any], user: Any, *, skip_permission_checks: bool
) -> Any:
    """Publishes (or schedules, where the revision says when) the languages of a revision; ``publish_revision`` publishes one whole.

    A translator publishes their own language whatever the revision says, unless somebody else already decided what goes out
    (``skip_permission_checks``). Raises ``PermissionDenied``: nothing of it is theirs, or the page is not public yet.
    """
    entry = entry_of(revision)
    # What was merged for readers is whole.
    codes = meant = frozenset(entry.codes) if entry is not None and entry.merged_from_id is None else None
    allowed = None if skip_permission_checks else languages_for(user, page)
    if allowed is not None:
        codes = allowed if codes is None else codes & allowed
        if not codes:
            raise PermissionDenied(_("These languages are not yours to publish."))
    if codes is None:
        revision.content_object.languages_published_at = {}
        return publish_revision(revision)
    _check_public(revision, codes)
    with _keeping_schedules(revision, codes):
        if languages.source() in codes:
            if _is_to_come(revision.as_object().go_live_at):
                return publish_revision(revision)
        elif entry is not None and codes == meant and _is_to_come(entry.go_live_at):
            return _schedule(revision, entry.go_live_at, user)
        return _publish_merged(revision, codes, publish_revision)


def _is_to_come(moment: dt.datetime | None) -> bool:
    return moment is not None and moment > timezone.now()


def _schedule(revision: Revision, moment: Any, user: Any) -> None:
    """Lets translations wait for their time, as Wagtail lets a page wait for its own."""
    _versions_of(revision).exclude(pk=revision.pk).update(approved_go_live_at=None)
    revision.approved_go_live_at = moment
    revision.save(update_fields=["approved_go_live_at"])
    told = {"id": revision.pk, "created": ensure_utc(revision.created_at), "go_live_at": ensure_utc(moment), "has_live_version": True}
    log(instance=revision.content_object, action="wagtail.publish.schedule", user=user, revision=revision, data={"revision": told})


def outcome(revision: Revision, codes: frozenset[str] | None) -> BasePage:
    """The page as readers will have it once these languages of the revision are published."""
    version: BasePage = revision.as_object()
    if codes is None or not version.live:
        return version
    live = type(version).objects.get(pk=version.pk)
    return live.with_content_json(_merged_content(live, revision, codes))


def _publish_merged(revision: Revision, codes: frozenset[str], publish_revision: Callable[[Revision], Any]) -> Any:
    page = _live_page(revision)
    content = _merged_content(page, revision, codes)
    newest = page.get_latest_revision()
    merged_page = page.with_content_json(content)
    merged = merged_page.save_revision(user=revision.user, changed=False, clean=False)
    record(merged, codes, merged_from=revision, content_digest=releases.content_digest(merged.as_object()))
    merged.content_object.languages_published_at = _publication_days(page, codes)
    result = publish_revision(merged)
    draft, public = newest.as_object(), merged.as_object()
    if _with_times(draft) != _with_times(public):
        draft.save_revision(user=newest.user, clean=False)
    return result


def _with_times(version: BasePage) -> tuple[Any, ...]:
    """All that somebody may have prepared: what a version says, and when it would come and go."""
    return releases.content_digest(version), version.go_live_at, version.expire_at


def _live_page(revision: Revision) -> BasePage:
    """The page's row, kept still for the time of the publication: two languages may go out at once.

    First held, then read: a row that was waited for while it was joined is half of the moment before.
    """
    base: type[BasePage] = revision.base_content_type.model_class()
    model: type[BasePage] = revision.content_type.model_class()
    base.objects.select_for_update().get(pk=revision.object_id)
    return model.objects.get(pk=revision.object_id)


def _merged_content(page: BasePage, revision: Revision, codes: frozenset[str]) -> dict[str, Any]:
    draft = revision.as_object().serializable_data()
    if page.live:
        return language_merging.merged(page.serializable_data(), draft, codes, words_of(type(page)))
    # Readers have nothing yet: the languages that stay behind answer in the source language until they are published.
    for code in set(languages.translations()) - codes:
        languages.take_back(draft, code)
    return draft


def _check_public(revision: Revision, codes: frozenset[str]) -> None:
    if languages.source() not in codes and not revision.content_object.live:
        raise NotPublicYetError(
            _("“%(title)s” is not public yet: its first publication includes French, which the other languages follow.")
            % {"title": languages.source_title(revision.content_object)}
        )


def _publication_days(page: BasePage, codes: frozenset[str]) -> dict[str, str]:
    """When each language that stays as it is was last published; those that go out now were with the page."""
    staying = {code: languages.published_at(page, code) for code in languages.codes() if code not in codes}
    return {code: day.isoformat() for code, day in staying.items() if day is not None}


def _versions_of(revision: Revision) -> QuerySet[Revision]:
    return Revision.objects.filter(base_content_type_id=revision.base_content_type_id, object_id=revision.object_id)


@contextmanager
def _keeping_schedules(revision: Revision, codes: frozenset[str]) -> Iterator[None]:
    """Publishing drops whatever else is scheduled; what waits in other languages goes on waiting."""
    waiting = [(other, other.approved_go_live_at) for other in _versions_of(revision).filter(approved_go_live_at__isnull=False)]
    yield
    for other, moment in waiting:
        remaining = (languages_of(other) or frozenset(languages.codes())) - codes
        if remaining:
            # Translations that are left of a schedule of the whole page keep its time.
            record(other, remaining, go_live_at=moment)
            Revision.objects.filter(pk=other.pk).update(approved_go_live_at=moment)


def words_of(model: type[BasePage]) -> Words:
    """Where pages of a type keep their words."""
    rows = {
        str(relation.get_accessor_name()): tuple(sorted(languages.translated_fields(relation.related_model)))
        for relation in get_all_child_relations(model)
    }
    return Words(
        fields=tuple(sorted(languages.translated_fields(model))),
        rows={relation: fields for relation, fields in rows.items() if fields},
        column=languages.column,
        codes=languages.codes(),
        source=languages.source(),
    )
