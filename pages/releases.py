"""Releases: what goes live is held against the record of approvals (``pages.release_rules`` is the rule, this the database around it).

Every road to the public row ends in ``BasePage.save()``, and every schedule in a revision's row: both ask here. Scripts publish in the name
of a superuser, who is then on record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, NoReturn

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from treebeard.mp_tree import MP_Node
from wagtail.models import Revision

from pages import authorship, languages, release_rules
from pages.language_rights import languages_read_by
from pages.release_rules import Approved, Part, Version
from pages.signals import approval_recorded
from pages.version_content import NOT_CONTENT, content_digest, words_digests

if TYPE_CHECKING:
    from pages.models import BasePage

_publisher: ContextVar[Any] = ContextVar("publisher", default=None)
_refusals: ContextVar[list[ReleaseRefusedError] | None] = ContextVar("refusals", default=None)


class ReleaseRefusedError(PermissionDenied):
    """What would go live may not, or not yet: as a rule, another association has yet to approve it."""


@contextmanager
def publishing_as(user: Any) -> Iterator[None]:
    """Lets scripts and loaders publish in the name of ``user``, an active superuser; each version so published is put on record.

    Raises ``PermissionDenied`` for anybody else.
    """
    if not (user is not None and user.pk and user.is_active and user.is_superuser):
        raise PermissionDenied("Only an active superuser, by name, publishes without another association's approval.")
    token = _publisher.set(user)
    try:
        yield
    finally:
        _publisher.reset(token)


@contextmanager
def noticing_refusals() -> Iterator[list[ReleaseRefusedError]]:
    """Collects the refusals met meanwhile, also those that somebody catches: the request that met one leaves nothing behind."""
    met: list[ReleaseRefusedError] = []
    token = _refusals.set(met)
    try:
        yield met
    finally:
        _refusals.reset(token)


# --- versions --------------------------------------------------------------------------------------------------------------------


def version_of(page: BasePage) -> Version:
    """What the rule looks at in a version of a page."""
    return Version(
        is_edition=_is_edition(page),
        is_crisis=page.is_crisis,
        is_sensitive=any(theme.is_sensitive for theme in page.themes.all()),
        organisations=frozenset({page.organisation_id, *_organisations_of_spaces(page)} - {None}),
    )


def live_version(page: BasePage) -> Version | None:
    """The version of ``page`` that the public has now; None where it has none."""
    from pages.models import Theme  # noqa: PLC0415 - the models import this module

    sensitive = Exists(Theme.objects.filter(is_sensitive=True, pages=OuterRef("pk")))
    live = type(page).objects.filter(pk=page.pk, live=True)
    row = live.values_list("is_crisis", sensitive, "organisation_id").first() if page.pk else None
    if row is None:
        return None
    return Version(
        is_edition=_is_edition(page),
        is_crisis=row[0],
        is_sensitive=row[1],
        organisations=frozenset({row[2]} - {None}),
    )


def _is_edition(page: BasePage) -> bool:
    return bool(page.specific_class and page.specific_class.needs_other_association)


def _organisations_of_spaces(page: BasePage) -> list[int]:
    """The associations in whose spaces the page stands, nearest last."""
    from pages.models import OrganisationPage  # noqa: PLC0415 - the models import this module

    if not page.path:
        return []
    steps = range(MP_Node.steplen, len(page.path) + 1, MP_Node.steplen)
    spaces = OrganisationPage.objects.filter(path__in=[page.path[:step] for step in steps], organisation__isnull=False)
    return [pk for pk in spaces.values_list("organisation_id", flat=True) if pk is not None]


def needs_review(page: BasePage) -> bool:
    """Whether making this version of the page live needs another association's word."""
    return release_rules.needs_another_association(version_of(page), live_version(page))


def _needs_review_as_said(page: BasePage, content: Mapping[str, Any]) -> bool:
    """As ``needs_review``, of the version with this plain content."""
    from pages.models import Theme  # noqa: PLC0415 - the models import this module

    # To whom it belongs plays no part in whether it asks.
    said = Version(
        is_edition=_is_edition(page),
        is_crisis=content.get("is_crisis", False),
        is_sensitive=Theme.objects.filter(pk__in=content.get("themes", ()), is_sensitive=True).exists(),
    )
    return release_rules.needs_another_association(said, live_version(page))


def needing_review(pages: Iterable[tuple[BasePage, BasePage]]) -> frozenset[int]:
    """The numbers of the pages of which ``needs_review`` is so, in two statements: of each its version, and its row as it is today."""
    from pages.models import Theme  # noqa: PLC0415 - the models import this module

    pages = list(pages)
    sensitive = frozenset(Theme.objects.filter(is_sensitive=True).values_list("pk", flat=True))
    rows = Theme.pages.through.objects.filter(theme__in=sensitive, basepage__in=[row.pk for _version, row in pages])
    of_public_theme = frozenset(rows.values_list("basepage_id", flat=True))

    def kind_of(page: BasePage, row: BasePage, is_sensitive: bool) -> Version:
        # To whom it belongs plays no part in whether it asks.
        return Version(is_edition=_is_edition(row), is_crisis=page.is_crisis, is_sensitive=is_sensitive)

    return frozenset(
        row.pk
        for version, row in pages
        if release_rules.needs_another_association(
            kind_of(version, row, _names_a_theme_of(version, sensitive, row.pk in of_public_theme)),
            kind_of(row, row, row.pk in of_public_theme) if row.live else None,
        )
    )


def _names_a_theme_of(version: BasePage, themes: Collection[int], is_so_in_its_row: bool) -> bool:
    """Whether a version has one of these themes; one that holds none of its own has those of its row."""
    own = getattr(version, "_cluster_related_objects", {}).get("themes")
    return is_so_in_its_row if own is None else any(theme.pk in themes for theme in own)


def new_translations(page: BasePage) -> frozenset[str]:
    """The translations in which readers would get words they do not have, were this version live."""
    row = type(page).objects.filter(pk=page.pk, live=True).first() if page.pk else None
    had = words_digests(row) if row is not None else {}
    said = words_digests(page)
    return frozenset(code for code in languages.translations() if languages.is_ready(page, code) and said[code] != had.get(code))


# --- the record ------------------------------------------------------------------------------------------------------------------


def record_approval(
    revision: Revision, user: Any, *, codes: Collection[str] | None = None, organisation_id: int | None = None, comment: str = ""
) -> Any:
    """Puts on record that ``user`` approved these languages (None: all) of this revision as it is now; returns the (last) entry.

    The approval is in the name of an association, of a superuser, or of somebody who reads a translation. Whether this person may is
    asked before (``release_rules``).
    """
    page = revision.as_object()
    values = {"organisation_id": organisation_id, "comment": comment, "languages_read": sorted(languages_read_by(user))}
    entries = [_record(page, revision.pk, user, language=code, **values) for code in (sorted(codes) if codes is not None else [None])]
    # Readers may have this version already: they are told from now on that somebody approved it.
    approval_recorded.send(type(page), page_id=page.pk)
    return entries[-1]


def as_approved(entry: Any) -> Approved:
    """An entry of the record as the rule looks at it."""
    return Approved(
        user=entry.approved_by_id,
        organisation=entry.organisation_id,
        digest=entry.content_digest,
        language=entry.language,
        is_superuser=entry.as_superuser,
        reads=frozenset(entry.languages_read),
    )


def _record(page: BasePage, revision_id: int | None, user: Any, **values: Any) -> Any:
    from pages.models import RevisionApproval  # noqa: PLC0415 - the models import this module

    return RevisionApproval.objects.create(
        page_id=page.pk,
        revision_id=revision_id,
        content_digest=content_digest(page),
        approved_by=user,
        as_superuser=user.is_superuser,
        **values,
    )


def correct_urgently(revision: Revision, user: Any, reason: str) -> Any:
    """Publishes a revision at once, with a reason, and puts the correction on record; returns it.

    Whether this person may publish the page is asked before. Raises ``ValueError`` for a reason that says nothing.
    """
    from pages.models import UrgentCorrection  # noqa: PLC0415 - the models import this module

    if not reason.strip():
        raise ValueError("an urgent correction needs a reason")
    page = revision.as_object()
    made = UrgentCorrection.objects.create(
        page_id=page.pk,
        revision=revision,
        previous_revision_id=page.live_revision_id,
        content_digest=content_digest(page),
        made_by=user,
        reason=reason.strip(),
    )
    revision.publish(user=user, skip_permission_checks=True)
    return made


# --- the fence -------------------------------------------------------------------------------------------------------------------


def is_released(revision: Revision, page: BasePage | None = None) -> bool:
    """Whether the record lets this revision go live as it is; ``page`` is its content, if it is at hand."""
    version = page or revision.as_object()
    return _may_go_live(version, revision.pk, content_digest(version))


def latest_is_released(page: BasePage) -> bool:
    """Whether the newest version of a page may go live without anybody being asked any more."""
    revision = page.latest_revision if page.latest_revision_id else None
    if revision is None:
        return not needs_review(page)
    # First from its plain content: of an ordinary page no version is built to be told so.
    return not _needs_review_as_said(page, revision.content) or is_released(revision)


def changes_what_is_public(page: BasePage, update_fields: Any) -> bool:
    """Whether readers may get something else when these columns (None: all) of a page's row are written."""
    if not page.live:
        return False
    return update_fields is None or "live" in update_fields or not NOT_CONTENT.issuperset({*update_fields} - {"wagtail_admin_comments"})


def check_release(page: BasePage, update_fields: Any = None) -> Any:
    """Asks, before a page's row is written, whether it may be public as it will be; returns the superuser who answers for it, if it is one.

    Raises ``ReleaseRefusedError``. A page that is not live is never asked about, nor a live one whose content stays the same.
    """
    if not changes_what_is_public(page, update_fields):
        return None
    new, live = version_of(page), live_version(page)
    if not release_rules.needs_another_association(new, live):
        return None
    digest = content_digest(page)
    if live is not None and content_digest(type(page).objects.get(pk=page.pk)) == digest:
        return None
    if page.pk and _may_go_live(page, page.live_revision_id, digest, is_live=True):
        return None
    return _publisher.get() or _refuse_unapproved(page)


def record_release(page: BasePage, publisher: Any) -> None:
    """Puts on record the superuser in whose name ``check_release`` let the page go live."""
    own = Revision.objects.filter(pk=page.live_revision_id, object_id=str(page.pk)).exists() if page.live_revision_id else False
    _record(page, page.live_revision_id if own else None, publisher)


def check_schedule(revision: Revision) -> None:
    """Asks, before a revision is scheduled, whether it may go live at its time. Raises ``ReleaseRefusedError``."""
    page = revision.as_object()
    if is_released(revision, page):
        return
    publisher = _publisher.get() or _refuse_unapproved(page)
    _record(page, revision.pk, publisher)


def open_parts(revision: Revision, codes: Collection[str] | None) -> list[Part]:
    """What of these languages (None: all) of a revision somebody has yet to approve before they may go live; of ordinary pages nothing."""
    page = revision.as_object()
    new, live = version_of(page), live_version(page)
    if not release_rules.needs_another_association(new, live):
        return []
    parts = authorship.parts_of(revision, codes, new_translations(page))
    return release_rules.open_parts(new, live, content_digest(page), parts=parts, approvals=_approvals(revision))


def _approvals(revision: Revision) -> list[Approved]:
    from pages.models import RevisionApproval  # noqa: PLC0415 - the models import this module

    return [as_approved(row) for row in RevisionApproval.objects.filter(page_id=int(revision.object_id), revision=revision)]


def _may_go_live(page: BasePage, revision_id: int | None, digest: str, *, is_live: bool = False) -> bool:
    from pages.models import RevisionLanguages, UrgentCorrection  # noqa: PLC0415 - the models import this module

    new, live = version_of(page), live_version(page)
    if not release_rules.needs_another_association(new, live):
        return True
    revision = Revision.objects.filter(pk=revision_id, object_id=str(page.pk)).first() if revision_id else None
    if revision is None:
        return False
    entry = RevisionLanguages.objects.filter(revision=revision).select_related("merged_from").first()
    if entry is not None and entry.merged_from is not None:
        # Made by merging: it goes by what was approved of the draft, and must say what it said then.
        if entry.content_digest != digest:
            return False
        revision, digest = entry.merged_from, content_digest(entry.merged_from.as_object())
    elif entry is not None and is_live:
        # Some of its languages were approved, and all of it would be public: those are merged first (``pages.language_publication``).
        return False
    approvals = _approvals(revision)
    corrections = {*UrgentCorrection.objects.filter(page_id=page.pk, revision=revision).values_list("content_digest", flat=True)}
    if digest not in corrections.union(approval.digest for approval in approvals):
        # Nobody spoke of exactly this version: it waits, and to name its parts is to read all that the public has.
        return False
    return release_rules.may_go_live(
        new,
        live,
        digest,
        parts=authorship.parts_of(revision, entry.codes if entry is not None else None, new_translations(page)),
        approvals=approvals,
        corrections=corrections,
    )


def refuse(error: ReleaseRefusedError) -> NoReturn:
    """Raises the refusal, also towards the request that meets it (``noticing_refusals``)."""
    if (met := _refusals.get()) is not None:
        met.append(error)
    raise error


def _refuse_unapproved(page: BasePage) -> NoReturn:
    title = languages.source_title(page)
    refuse(ReleaseRefusedError(_("“%(title)s” waits for the approval of another association.") % {"title": title}))
