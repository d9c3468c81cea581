"""Who wrote what a revision would publish, part by part, since somebody last approved it."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import F
from wagtail.models import Revision

from pages import languages
from pages.release_rules import Part


def parts_of(revision: Revision, codes: Collection[str] | None, new: Collection[str]) -> list[Part]:
    """What must have been approved before these languages of a revision go live; None: the page as a whole, in all of them.

    With the source text go the translations that say something ``new`` to readers: whoever approves that text need not read them.
    """
    source = languages.source()
    if codes is None:
        whole, translated = [Part(authors=authors_of(revision))], new
    elif source in codes:
        whole, translated = [Part(source, authors=authors_of(revision, [source]))], set(new).intersection(codes)
    else:
        whole, translated = [], codes
    return [*whole, *(Part(code, is_translation=True, authors=authors_of(revision, [code])) for code in sorted(translated))]


def authors_of(revision: Revision, codes: Collection[str] | None = None) -> frozenset[int]:
    """Who wrote these languages of a revision (None: all): everybody who saved a version since the last one approved in each of them.

    An approval stops counting here once the version it was given to is written over.
    """
    from pages.models import RevisionApproval  # noqa: PLC0415 - the models import this module

    of_page = {"base_content_type_id": revision.base_content_type_id, "object_id": revision.object_id}
    standing = RevisionApproval.objects.filter(
        page_id=int(revision.object_id), revision__lt=revision.pk, revision__created_at__lte=F("approved_at")
    )
    approved = list(standing.values_list("language", "revision_id"))
    since = min(
        max((pk for language, pk in approved if language in (None, code)), default=0)
        for code in (codes if codes is not None else languages.codes())
    )
    written = Revision.objects.filter(**of_page, pk__lte=revision.pk, pk__gt=since).values_list("user_id", flat=True)
    return frozenset(user for user in written if user is not None)
