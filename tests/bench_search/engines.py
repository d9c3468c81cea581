"""The engines that are measured: what the environment says to choose one, and the server that one needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.bench.servers import own_environment
from tests.stack.elasticsearch import ElasticsearchMissingError, elasticsearch

# Of Java: what a small deployment gives a server.
JAVA_OPTIONS = ("-Xms1g", "-Xmx1g")


@dataclass(frozen=True, slots=True)
class Engine:
    """One engine of the settings: the environment that chooses it, the processes of its server, and where its index lies."""

    name: str
    environment: Mapping[str, str]
    server_pids: tuple[int, ...]
    folder: Path


def engines_named(names: tuple[str, ...], site: Path, by_meaning: bool, stack: ExitStack, say: Callable[[str], None]) -> list[Engine]:
    """The engines, their servers started for as long as the stack lasts; one that cannot be started is left out with a sentence."""
    environment = with_encoder(own_environment(site, f"sqlite:///{site / 'bench.sqlite3'}"), by_meaning)
    found = []
    for name in names:
        if name == "tantivy":
            found.append(Engine(name, {**environment, "SEARCH_ENGINE": name}, (), site / "search"))
            continue
        try:
            server = stack.enter_context(elasticsearch(JAVA_OPTIONS))
        except ElasticsearchMissingError as missing:
            say(f"Elasticsearch is left out. {missing}")
            continue
        chosen = {"SEARCH_ENGINE": name, "SEARCH_URL": server.url}
        found.append(Engine(name, {**environment, **chosen}, (server.pid,), server.data))
    return found


def with_encoder(environment: Mapping[str, str], by_meaning: bool) -> dict[str, str]:
    """An environment in which the program has its encoder, or has none."""
    return {**environment, "SEARCH_BY_MEANING": "yes" if by_meaning else "no"}
