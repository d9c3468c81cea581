"""`python -m tests.relevance`: measures and prints how good the search is (`make relevance`)."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator

from django.core.exceptions import ImproperlyConfigured

from search.encoder import UniversalSentenceEncoder
from tests.relevance import own_site
from tests.relevance.asking import engines
from tests.relevance.collections import CollectionError, folders, parallel, read
from tests.relevance.measuring import Measures, measures_of
from tests.relevance.options import Options
from tests.stack.elasticsearch import ElasticsearchMissingError

HEAD = f"{'':26}{'':6}{'nDCG@10':>9}{'recall@10':>11}{'MRR@10':>9}{'empty':>9}"


def main() -> int:
    """Measure everything wanted, and return the exit code."""
    found: dict[str, Measures] = {}
    try:
        options = Options.of_the_environment()
        for name, measures in _all(options):
            if not found:
                sys.stdout.write(f"{HEAD}\n")
            found[name] = measures
            _print(name, measures)
    except ImproperlyConfigured as error:
        sys.stderr.write(
            f"{error}\nFor example: make relevance DATA=folder ENGINE=tantivy ENCODER=on ONLY=piaf_fr,cdtn_fr JUDGED=1 JSON=file\n"
        )
        return 1
    except (CollectionError, ElasticsearchMissingError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if options.results:
        options.results.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return 0


def _all(options: Options) -> Iterator[tuple[str, Measures]]:
    collections = [read(folder) for folder in (folders(options.data, options.only) if options.data else [])]
    parts = [part for collection in collections for part in (collection, collection.with_text()) if part is not None]
    encoder = UniversalSentenceEncoder() if options.is_by_meaning else None
    with engines(options.engine) as new_engine:
        for part in (*parts, *parallel(collections)):
            start = time.monotonic()
            _say(f"{part.name}: {len(part.documents)} documents, {len(part.questions)} questions")
            yield part.name, measures_of(part, new_engine, encoder)
            _say(f"{part.name}: {time.monotonic() - start:.0f} s")
    if options.is_own_set_wanted:
        _say("our own questions: making a site with the sample content")
        yield from own_site.measured(options.is_by_meaning)


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _print(name: str, measures: Measures) -> None:
    for way, values in measures.items():
        figures = "{ndcg@10:9.4f}{recall@10:11.4f}{mrr@10:9.4f}{empty:9.2%}".format_map(values)
        nothing = f"   nothing to say: {values['nothing_empty']:.0%} empty" if "nothing_empty" in values else ""
        sys.stdout.write(f"{name:26}{way:6}{figures}{nothing}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
