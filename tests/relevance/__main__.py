"""`python -m tests.relevance`: measures and prints how good the search is (`make relevance`)."""

from __future__ import annotations

import json
import sys
import time

from django.core.exceptions import ImproperlyConfigured

from tests.relevance.collections import Collection, CollectionError, folders, read
from tests.relevance.measuring import Measures, measures_of
from tests.relevance.options import Options

HEAD = f"{'':24}{'':6}{'nDCG@10':>9}{'recall@10':>11}{'MRR@10':>9}{'empty':>9}"


def main() -> int:
    """Measure every collection, and return the exit code."""
    try:
        options = Options.of_the_environment()
        chosen = folders(options.data, options.only)
        found = {}
        sys.stdout.write(f"{HEAD}\n")
        for folder in chosen:
            collection = read(folder)
            for part in (collection, collection.with_text()):
                if part is not None:
                    found[part.name] = _measured(part, options.engine)
    except ImproperlyConfigured as error:
        sys.stderr.write(f"{error}\nFor example: make relevance DATA=folder ENGINE=tantivy ONLY=piaf_fr,cdtn_fr JSON=file\n")
        return 1
    except CollectionError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if options.results:
        options.results.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return 0


def _measured(collection: Collection, engine: str) -> Measures:
    start = time.monotonic()
    sys.stderr.write(f"{collection.name}: {len(collection.documents)} documents, {len(collection.questions)} questions\n")
    measures = measures_of(collection, engine)
    sys.stderr.write(f"{collection.name}: {time.monotonic() - start:.0f} s\n")
    for way, values in measures.items():
        figures = "{ndcg@10:9.4f}{recall@10:11.4f}{mrr@10:9.4f}{empty:9.2%}".format_map(values)
        sys.stdout.write(f"{collection.name:24}{way:6}{figures}\n")
    sys.stdout.flush()
    return measures


if __name__ == "__main__":
    sys.exit(main())
