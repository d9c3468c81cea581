"""The indexer and the server are killed again and again while editors publish: in the end the index holds what the tables say."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from django.conf import settings as project
from django.db import connection

from pages import languages
from pages.models import GuidePage, HomePage, Person, Theme
from pages.visibility import public_pages
from search import fields, indexing
from search.documents import documents_of
from search.elasticsearch import mapping
from search.elasticsearch import server as server_module
from search.elasticsearch.library import Elasticsearch
from search.engine import IndexPosition
from search.engines import current_engine
from search.matching import STEM_WEIGHTS, WORD_WEIGHTS
from search.sources import read_sources
from tests.factories import GuidePageFactory, InterviewPageFactory, PersonFactory, ResourceIndexPageFactory, ThemeFactory
from tests.running_site import wait_until
from tests.search.contents import contents_on_server
from tests.stack.elasticsearch import Server, elasticsearch

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

# Events are read once their transaction is over: this test commits.
pytestmark = pytest.mark.django_db(transaction=True)

PUBLICATIONS = 500
ROUNDS = 6

TERMS = {*STEM_WEIGHTS, *WORD_WEIGHTS}

# No wait of this test is so long unless something is broken (seconds): a server starts, and a dead writer's lease runs out.
PATIENCE = 90
# The same for one answer: the server shares a machine with the test.
SLOW_ANSWER = 5.0


@pytest.fixture
def server(settings: SettingsWrapper, prefix: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server of this test's own, which it may kill."""
    monkeypatch.setattr(server_module, "READING_SECONDS", SLOW_ANSWER)
    with elasticsearch() as server:
        settings.SEARCH_ENGINE, settings.SEARCH_URL, settings.SEARCH_INDEX_PREFIX = "elasticsearch", (server.url,), prefix
        yield server


class Indexer:
    """The follower of the journal as a process, on the database of the tests."""

    def __init__(self, folder: Path) -> None:
        self._environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "cms.settings.production",
            "SECRET_KEY": "k" * 60,
            "PUBLIC_URL": "https://club.invalid",
            "VAR_DIR": str(folder),
            "DATABASE_URL": _database_url(),
            "SEARCH_ENGINE": "elasticsearch",
            "SEARCH_URL": ",".join(project.SEARCH_URL),
            "SEARCH_INDEX_PREFIX": project.SEARCH_INDEX_PREFIX,
            # As in the settings of the tests: an index with meanings is another than theirs.
            "SEARCH_BY_MEANING": "no",
        }
        self._log = folder / "log"
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "manage.py", "follow_journal"], cwd=project.BASE_DIR, env=self._environment, stdout=log, stderr=log
            )

    def kill(self) -> None:
        """End it at once, wherever it is."""
        # It ran until now: no error of the server has ended it.
        assert self.process.poll() is None, self._log.read_text()
        self.process.kill()
        self.process.wait()

    def restart(self) -> None:
        """Start it after a kill."""
        self.process = self._start()

    def end(self) -> int:
        """End it in order and return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


def _database_url() -> str:
    own = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{quote(str(own['NAME']))}"
    return f"postgresql://{quote(own['USER'])}:{quote(own['PASSWORD'])}@{own['HOST']}:{own['PORT']}/{own['NAME']}"


@contextmanager
def indexing_process(folder: Path) -> Iterator[Indexer]:
    indexer = Indexer(folder)
    try:
        yield indexer
    finally:
        if indexer.process.poll() is None:
            indexer.process.kill()
            indexer.process.wait()


class Editors:
    """Publish, and between publications do what else changes what is found."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._parents = [ResourceIndexPageFactory(), ResourceIndexPageFactory()]
        self._themes: list[Theme] = [ThemeFactory() for _ in range(3)]
        self._people: list[Person] = [PersonFactory() for _ in range(3)]
        for person in self._people:
            InterviewPageFactory(interviewer=person, ready=["en"])
        self.published = 0

    def publish(self) -> None:
        """One publication: of a new page, or of a new version of one."""
        self.published += 1
        page = self._any_page()
        if page is None or self._chance.random() < 0.5:
            self._new_page()
        else:
            page.title_fr = f"Autre titre {self.published}"
            languages.set_ready(page, "en", ready=self._chance.random() < 0.5)
            page.save()
        if self._chance.random() < 0.3:
            self._something_else()

    def _new_page(self) -> None:
        GuidePageFactory(
            parent=self._chance.choice(self._parents),
            title_fr=f"Titre {self.published}",
            title_en=f"Title {self.published}",
            ready=self._chance.choice([[], ["en"], ["en", "ar"]]),
            themes=[self._chance.choice(self._themes)],
            steps_fr=[("paragraph", "<p>Un texte.</p>" * self._chance.randint(1, 5))],
        )

    def _something_else(self) -> None:
        page = self._any_page()
        match self._chance.choice(["unpublish", "delete", "theme", "person"]):
            case "unpublish" if page is not None:
                page.unpublish()
            case "delete" if page is not None:
                page.delete()
            case "theme":
                theme = self._chance.choice(self._themes)
                theme.name_fr = f"Thème {self.published}"
                theme.save()
            case _:
                person = self._chance.choice(self._people)
                person.display_name_fr = f"Personne {self.published}"
                person.save()

    def _any_page(self) -> GuidePage | None:
        pages = list(GuidePage.objects.filter(live=True).order_by("pk").values_list("pk", flat=True))
        return GuidePage.objects.get(pk=self._chance.choice(pages)) if pages else None


def position() -> IndexPosition | None:
    state = current_engine().state()
    return state.position if state is not None else None


def in_the_tables() -> dict[str, Any]:
    """Every document that the public pages make."""
    sources = read_sources(public_pages().order_by().values_list("pk", flat=True))
    documents = [document for source in sources for document in documents_of(source)]
    sent = {fields.document_key(document.page_id, document.language): mapping.stored_document(document) for document in documents}
    # The terms are kept as an index only; the words that they come from can be read.
    return {name: {field: value for field, value in body.items() if field not in TERMS} for name, body in sent.items()}


def test_killing_indexer_and_server_leaves_an_index_equal_to_the_tables(home: HomePage, server: Server, tmp_path: Path) -> None:
    seed = random.randrange(1_000_000)  # noqa: S311 - no secret
    print(f"Seed {seed}")  # noqa: T201 - shown when the test fails
    chance = random.Random(seed)  # noqa: S311 - no secret
    editors = Editors(chance)
    killed = {"indexer": 0, "server": 0}

    def publish(count: int) -> None:
        for _ in range(min(count, PUBLICATIONS - editors.published)):
            editors.publish()

    with indexing_process(tmp_path) as indexer:
        for number in range(ROUNDS):
            before = position()
            publish(20)
            # It is at work again: a kill finds it anywhere between reading, writing and waiting, not at its start.
            wait_until(lambda before=before: position() not in (None, before), seconds=PATIENCE)
            publish(chance.randint(1, 20))
            if number % 3 == 2:
                server.kill()
                killed["server"] += 1
                publish(10)
                server.launch()
            else:
                indexer.kill()
                killed["indexer"] += 1
                publish(10)
                indexer.restart()
        publish(PUBLICATIONS)
        server.wait()
        wait_until(lambda: indexing.status().lag == 0, seconds=PATIENCE)
        assert indexer.end() == 0
    assert (editors.published, killed) == (PUBLICATIONS, {"indexer": 4, "server": 2})
    client = Elasticsearch(server.url)
    client.indices.refresh(index=project.SEARCH_INDEX_PREFIX)
    found = contents_on_server(client)
    client.close()
    assert found == in_the_tables()
    assert indexing.status().documents == len(found)
