"""A fresh machine gets everything that the code imports: what is not locked would be missing there and nowhere else."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from django.conf import settings

ROOMS = ["api", "cms", "editorial", "pages", "search", "website"]
# Draws the starter content anew, with a lock of its own.
DRAWING = "pages/starter_content/drawing"


def imported_packages(root: Path) -> Iterator[tuple[str, str]]:
    """Each top-level package that is imported below `root`, with a file that does."""
    for file in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            else:
                continue
            yield from ((name.split(".")[0], file.relative_to(settings.BASE_DIR).as_posix()) for name in names)


def named_in(requirements: str) -> set[str]:
    """The distributions that a list of requirements names, those of the lists it includes among them."""
    names = set()
    for line in (settings.BASE_DIR / "requirements" / requirements).read_text(encoding="utf-8").splitlines():
        if included := re.match(r"-r (\S+)", line):
            names |= named_in(included[1])
        elif named := re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*", line):
            names.add(normalised(named[0]))
    return names


def normalised(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def undeclared(root: Path, requirements: str, *, but: str = "") -> list[str]:
    """What is imported below `root` but named in no list of requirements."""
    distributions = packages_distributions()
    declared = named_in(requirements)
    first_importers: dict[str, str] = {}
    for package, file in imported_packages(root):
        if package in sys.stdlib_module_names or package in (*ROOMS, "tests") or (but and file.startswith(but)):
            continue
        if not declared & {normalised(name) for name in distributions.get(package, [package])}:
            first_importers.setdefault(package, file)
    return [f"{package} ({file})" for package, file in sorted(first_importers.items())]


@pytest.mark.parametrize("room", ROOMS)
def test_what_a_room_imports_is_in_the_requirements_to_run(room: str) -> None:
    assert undeclared(settings.BASE_DIR / room, "run.in", but=DRAWING) == []


def test_what_the_drawings_import_is_in_their_requirements() -> None:
    assert undeclared(settings.BASE_DIR / DRAWING, "draw.in") == []


def test_what_the_tests_import_is_in_the_requirements_to_test() -> None:
    assert undeclared(settings.BASE_DIR / "tests", "test.in") == []
