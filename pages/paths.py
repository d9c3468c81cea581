"""The public paths of pages: computed from the tree and the addresses, kept as rows of ``PagePath``, looked up in one statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from pages import languages
from pages.models import BasePage, PagePath

STEP = BasePage.steplen
"""Characters of a treebeard path for one level."""

HOME_DEPTH = 2
"""The depth of the page whose path is "/"; the invisible root of the tree stands above it."""

BATCH = 400
"""Rows named in one statement: SQLite takes 999 parameters."""

Item = TypeVar("Item")


def batches(items: Sequence[Item], size: int = BATCH) -> Iterator[Sequence[Item]]:
    """``items`` in slices small enough for one statement."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def normalise(path: str) -> str:
    """A path as it is stored: composed (NFC), one leading slash, no trailing one."""
    return "/" + languages.normalise(path).strip("/")


def expected_paths(tree: Iterable[Mapping[str, Any]]) -> dict[tuple[int, str], str]:
    """The paths that the live pages among ``tree`` should have, by page and language.

    ``tree`` holds a mapping (pk, path, depth, live, address columns) for each page and all its ancestors; drafts count as steps of the
    pages below them.
    """
    by_tree_path = {row["path"]: row for row in tree}
    found: dict[tuple[str, str], str] = {}

    def path_of(tree_path: str, code: str) -> str:
        known = found.get((tree_path, code))
        if known is None:
            row = by_tree_path[tree_path]
            if row["depth"] <= HOME_DEPTH:
                known = "/"
            else:
                above = path_of(tree_path[:-STEP], code)
                known = f"{above.rstrip('/')}/{languages.effective_address(row, code)}"
            found[tree_path, code] = known
        return known

    return {
        (row["pk"], code): path_of(row["path"], code)
        for row in by_tree_path.values()
        if row["live"] and row["depth"] >= HOME_DEPTH
        for code in languages.codes()
    }


def tree_rows(condition: Q) -> list[dict[str, Any]]:
    """What ``expected_paths`` needs of the pages that meet ``condition``."""
    return list(BasePage.objects.filter(condition).values("pk", "path", "depth", "live", *languages.address_columns()))


def ancestors_and_self(tree_path: str) -> list[str]:
    """The treebeard paths from the root down to ``tree_path``."""
    return [tree_path[:end] for end in range(STEP, len(tree_path) + 1, STEP)]


def refresh_paths(page: BasePage) -> set[int]:
    """Brings the paths of ``page``, and of everything below it if its own changed, in step with the tree.

    Returns the ids of the pages whose current paths changed. Raises ``ValidationError`` where another live page holds a path.
    """
    line = tree_rows(Q(path__in=ancestors_and_self(page.path)))
    own = {key: path for key, path in expected_paths(line).items() if key[0] == page.pk}
    held = {(row.page_id, row.language): row.path for row in PagePath.objects.filter(page_id=page.pk, is_current=True)}
    # A draft has no path of its own to compare, yet its address is part of the paths below it.
    if own == held and (page.live or page.numchild == 0):
        return set()
    below = tree_rows(Q(path__startswith=page.path) & ~Q(pk=page.pk))
    scope = {page.pk, *(row["pk"] for row in below)}
    expected = {key: path for key, path in expected_paths([*line, *below]).items() if key[0] in scope}
    return _replace(scope, expected)


def refresh_all_paths() -> set[int]:
    """Brings the paths of the whole tree in step, as after an import that bypassed the models; returns the ids that changed."""
    tree = tree_rows(Q())
    return _replace({row["pk"] for row in tree}, expected_paths(tree))


def _replace(scope: set[int], expected: dict[tuple[int, str], str]) -> set[int]:
    current: dict[tuple[int, str], PagePath] = {}
    for ids in batches(sorted(scope)):
        for row in PagePath.objects.filter(page_id__in=ids, is_current=True):
            current[row.page_id, row.language] = row
    left = [row for key, row in current.items() if expected.get(key) != row.path]
    taken = {key: path for key, path in expected.items() if key not in current or current[key].path != path}
    for rows in batches(left):
        PagePath.objects.filter(pk__in=[row.pk for row in rows]).update(is_current=False)
    _clear_old_rows(taken)
    PagePath.objects.bulk_create(PagePath(language=code, path=path, page_id=pk) for (pk, code), path in sorted(taken.items()))
    return {row.page_id for row in left} | {pk for pk, _code in taken}


def _clear_old_rows(taken: dict[tuple[int, str], str]) -> None:
    """A current path beats an old one: rows that only remember a path make way for the page that has it now."""
    wanted = {(code, path) for (_pk, code), path in taken.items()}
    in_the_way: list[PagePath] = []
    for paths in batches(sorted({path for _code, path in wanted})):
        in_the_way += [row for row in PagePath.objects.filter(path__in=paths) if (row.language, row.path) in wanted]
    held = next((row for row in in_the_way if row.is_current), None)
    if held is not None:
        raise ValidationError(_("Another page already answers at “%(path)s”."), params={"path": held.path})
    for rows in batches(in_the_way):
        PagePath.objects.filter(pk__in=[row.pk for row in rows]).delete()


def current_paths(page_ids: Iterable[int], using: str | None = None) -> dict[int, dict[str, str]]:
    """The current paths of pages: ``{page id: {language: path}}``."""
    paths = PagePath.objects.using(using) if using else PagePath.objects.all()
    found: dict[int, dict[str, str]] = {}
    for ids in batches(sorted(set(page_ids))):
        for pk, code, path in paths.filter(page_id__in=ids, is_current=True).values_list("page_id", "language", "path"):
            found.setdefault(pk, {})[code] = path
    return found


def rows_at(path: str, asked: str, using: str | None = None) -> QuerySet[PagePath]:
    """The rows for ``path``, the language asked first, then the source language, then any: a shared link finds its page from anywhere."""
    paths = PagePath.objects.using(using) if using else PagePath.objects.all()
    if "\0" in path:
        # PostgreSQL refuses to look for one.
        return paths.none()
    preference = Case(
        When(language=asked, then=Value(0)), When(language=languages.source(), then=Value(1)), default=Value(2), output_field=IntegerField()
    )
    return paths.filter(path=normalise(path)).order_by(preference, "-is_current", "language")
