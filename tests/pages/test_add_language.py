"""A language comes to the site by one line of settings and one command, proved on a copy of the project with Spanish."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("api", "cms", "editorial", "graphql", "locales", "pages", "search", "website")

A_SITE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from pages.models import HomePage, ResourceIndexPage, GuidePage
home = HomePage.objects.get()
home.title_fr, home.summary_fr, home.live = "Accueil", "Le Club", True
home.save()
section = home.add_child(instance=ResourceIndexPage(title_fr="Ressources", summary_fr="Tout", slug="ressources", address_en="resources"))
section.add_child(instance=GuidePage(title_fr="Harcèlement", summary_fr="Quoi faire", slug="harcelement", address_en="bullying",
    title_en="Bullying", summary_en="What to do", is_ready_en=True))
section.add_child(instance=GuidePage(title_fr="Brouillon", summary_fr="Rien", slug="brouillon", live=False))
call_command("rebuild_index")
"""

WHAT_IT_HOLDS = """
import json
from django.core.management import call_command
call_command("makemigrations", check_changes=True, dry_run=True)
call_command("print_schema", check=True)
from pages import languages
from pages.journal.sweep import sweep
from pages.models import BasePage, ContentEvent, GuidePage, PagePath
from search.queries import Asked, search_pages
guide = GuidePage.objects.get(slug="harcelement")
print(json.dumps({
    "codes": languages.codes(),
    "paths": sorted(PagePath.objects.filter(is_current=True, language="es").values_list("path", flat=True)),
    "ready": languages.ready_languages(guide),
    "served": languages.served_language(guide, "es"),
    "events": sorted(ContentEvent.objects.filter(action="CHANGED").values_list("paths__es", flat=True)),
    "left": sweep(),
    "found": [hit.language for hit in search_pages(Asked("harcèlement", "es", 10)).result.hits],
}))
"""

SPANISH_IS_WRITTEN = """
import json
from django.core.management import call_command
call_command("add_language", "es")
from pages.models import GuidePage
from pages import languages
from search.indexing import follow_once
from search.queries import Asked, search_pages
guide = GuidePage.objects.get(slug="harcelement")
guide.title_es, guide.summary_es = "Acoso escolar", "Qué hacer"
languages.set_ready(guide, "es")
languages.set_address(guide, "es", "acoso")
guide.save()
while follow_once(): pass
print(json.dumps({
    "path": guide.public_paths.get(language="es", is_current=True).path,
    "found": [hit.language for hit in search_pages(Asked("acosos", "es", 10)).result.hits],
}))
"""


class Project:
    """A copy of the project, with its own database, media and index."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "project"
        for room in ROOMS:
            shutil.copytree(ROOT / room, self.folder / room, ignore=shutil.ignore_patterns("__pycache__", "*.webm"))
        shutil.copy(ROOT / "manage.py", self.folder)
        (folder / "var").mkdir()
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "DJANGO_SETTINGS_MODULE": "cms.settings.production",
            "SECRET_KEY": "a key for a copy of the project, long enough: " + "0123456789" * 3,
            "PUBLIC_URL": "https://example.org",
            "ALLOWED_HOSTS": "example.org",
            "LOG_LEVEL": "ERROR",
            "VAR_DIR": str(folder / "var"),
        }

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ask(self, script: str) -> Any:
        return json.loads(self.run("shell", "-c", script).splitlines()[-1])

    def speak_spanish(self) -> None:
        settings = self.folder / "cms" / "settings" / "shared.py"
        text = settings.read_text()
        assert text.count('("ar", _("Arabic"))]') == 1
        settings.write_text(text.replace('("ar", _("Arabic"))]', '("ar", _("Arabic")), ("es", _("Spanish"))]'))


def test_spanish_comes_by_one_line_and_one_command(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.run("shell", "-c", A_SITE)
    project.speak_spanish()
    assert "Español is there." in project.run("add_language", "es")
    migrations = {file.name for file in (project.folder / "pages" / "migrations").glob("*.py")}
    (added,) = migrations - {file.name for file in (ROOT / "pages" / "migrations").glob("*.py")}
    assert added.endswith("_language_es.py")
    assert "\n  ES\n" in (project.folder / "graphql" / "schema.graphql").read_text()
    assert project.ask(WHAT_IT_HOLDS) == {
        "codes": ["fr", "en", "ar", "es"],
        "paths": ["/", "/ressources", "/ressources/harcelement"],
        "ready": ["fr", "en"],
        "served": "fr",
        "events": ["/", "/ressources", "/ressources/harcelement"],
        "left": 0,
        "found": ["fr"],
    }
    assert project.ask(SPANISH_IS_WRITTEN) == {"path": "/ressources/acoso", "found": ["es"]}
    assert {file.name for file in (project.folder / "pages" / "migrations").glob("*.py")} == migrations


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("xx", "“xx” is not a language Django knows. Codes look like es, pt-br or uk."),
        ("fr", "French is the source language of the site: every page has it."),
        ("es", 'Add ("es", _("Spanish")) to LANGUAGES (cms.settings.test, or what it derives from), then run this again.'),
    ],
)
def test_a_language_that_cannot_come_is_refused(code: str, said: str) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("add_language", code)
    assert str(refusal.value) == said
