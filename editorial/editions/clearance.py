"""Whether a version may ride along with an edition: approved where the rule asks for it, else let go by somebody who publishes it.

``pages.releases`` has the rule of approval, which holds here for everybody, superusers too: they approve first, in their own name. Pages
that need no other association are their publishers' to publish: the coordination, which has no rights in an association's space, takes
along only what one of them approved or gave the go-ahead for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from wagtail.models import Revision

from editorial.models import GoAhead
from pages import language_publication, releases
from pages.models import BasePage, RevisionApproval


def is_cleared(revision: Revision, version: BasePage, user: Any) -> bool:
    """Whether this version, as it is now, may go out in a release of ``user``'s."""
    if not releases.is_released(revision, version):
        return False
    return releases.needs_review(version) or may_publish(user, revision, version) or is_let_go(revision, version)


def is_let_go(revision: Revision, version: BasePage) -> bool:
    """Whether somebody approved these very words, in all languages that would go out, or gave the go-ahead for them."""
    digest = releases.content_digest(version)
    if GoAhead.objects.filter(revision=revision, content_digest=digest).exists():
        return True
    approved = set(RevisionApproval.objects.filter(revision=revision, content_digest=digest).values_list("language", flat=True))
    codes = language_publication.languages_of(revision)
    return None in approved or (codes is not None and codes <= approved)


def is_let_go_among(revisions: Iterable[Revision], codes: Mapping[int, frozenset[str]]) -> frozenset[int]:
    """The numbers of those of these versions that were let go, in two statements; ``codes`` are the languages of some, by the version.

    To look at: a word given after a version was last written is taken for a word about it, without reading the version again.
    """
    known = {revision.pk for revision in revisions}
    go_aheads = GoAhead.objects.filter(revision__in=known, revision__created_at__lte=F("given_at"))
    let_go = set(go_aheads.values_list("revision_id", flat=True))
    languages_approved: dict[int, set[str | None]] = {}
    approvals = RevisionApproval.objects.filter(revision__in=known, revision__created_at__lte=F("approved_at"))
    for pk, language in approvals.values_list("revision_id", "language"):
        languages_approved.setdefault(pk, set()).add(language)
    for pk, approved in languages_approved.items():
        if None in approved or (pk in codes and codes[pk] <= approved):
            let_go.add(pk)
    return frozenset(let_go)


def may_let_go(user: Any, revision: Revision, version: BasePage) -> bool:
    """Whether a go-ahead of this person's is what the version needs."""
    return not releases.needs_review(version) and may_publish(user, revision, version)


@transaction.atomic
def let_go(revision: Revision, user: Any, seen: str) -> GoAhead:
    """Gives the go-ahead for a version; ``seen`` is the digest of what was read.

    Raises ``PermissionDenied`` for those who may not publish it, and where it says something else by now.
    """
    held = Revision.objects.select_for_update(of=("self",)).get(pk=revision.pk)
    version = held.as_object()
    if seen != releases.content_digest(version) or not may_let_go(user, held, version):
        raise PermissionDenied
    made: GoAhead = GoAhead.objects.create(revision=held, content_digest=seen, given_by=user)
    return made


def may_publish(user: Any, revision: Revision, version: BasePage) -> bool:
    """Whether this person could publish what the version would bring to readers by themselves."""
    if user is None or not user.is_active:
        return False
    rights = version.permissions_for_user(user)
    if rights.is_publisher():
        return True
    if rights.only_languages is None:
        return False
    codes = language_publication.languages_of(revision)
    return codes is not None and codes <= rights.only_languages and version.live and "publish" in rights.permissions
