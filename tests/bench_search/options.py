"""What the person who measures may say, in the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from cms.settings.environment import Environment

ENGINES = ("tantivy", "elasticsearch")
PAGES = 100_000
QUICK_PAGES = 5_000


@dataclass(frozen=True, slots=True)
class Options:
    """How large a site, which engines, how many questions each is asked, how long the endpoint is loaded, how many pages published.

    `site` is the folder of a site filled before, which is used again and kept; None: one is filled and deleted. `builds`: whether indices
    are built, or asked as an earlier run left them there (those of the server are never left). `by_meaning`: whether the program has its
    encoder.
    """

    pages: int
    engines: tuple[str, ...]
    questions: int
    seconds: int
    publications: int
    site: Path | None
    builds: bool
    by_meaning: bool
    results: Path | None

    @classmethod
    def of_the_environment(cls) -> Options:
        """Read PAGES, ENGINES, QUESTIONS, SECONDS, PUBLICATIONS, SITE, BUILD, ENCODER, JSON and QUICK; raises ImproperlyConfigured."""
        environment = Environment(os.environ)
        is_quick = environment.flag("QUICK", False)
        engines = environment.words("ENGINES", ENGINES)
        for name in engines:
            Environment({"ENGINES": name}).text("ENGINES", choices=ENGINES)
        site, results = environment.text("SITE", ""), environment.text("JSON", "")
        return cls(
            pages=environment.number("PAGES", QUICK_PAGES if is_quick else PAGES, minimum=100, maximum=1_000_000),
            engines=tuple(engines),
            questions=environment.number("QUESTIONS", 100 if is_quick else 1_000, minimum=20, maximum=100_000),
            seconds=environment.number("SECONDS", 2 if is_quick else 10, minimum=1, maximum=600),
            publications=environment.number("PUBLICATIONS", 3 if is_quick else 20, minimum=1, maximum=1_000),
            site=Path(site).resolve() if site else None,
            builds=environment.flag("BUILD", True),
            by_meaning=environment.flag("ENCODER", True),
            results=Path(results).resolve() if results else None,
        )
