"""`python -m tests.bench_search.visible ADDRESS TIMES`: publishes pages one after the other and says when search finds each.

It runs in a process of its own, beside the web server and the follower of the journal; it writes a JSON list of seconds, from the end of
the publication to the first answer that has the page.
"""

from __future__ import annotations

import json
import random
import sys
import time

import django

from tests.bench.load import by_post
from tests.bench.queries import OWN_PATH
from tests.bench.servers import ask, data_of

QUERY = "query Visible($words: String!) { search(query: $words, first: 1, locale: FR) { totalCount } }"
LOOK_EVERY = 0.01
LONGEST = 30.0


def publish(address: str, times: int) -> list[float]:
    """Publish so many pages; returns the seconds after which each was found. Raises TimeoutError for one that never was."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 - Django is set up by then

    from pages import languages  # noqa: PLC0415 - the same
    from pages.generated_content.large_site import LIBRARY_KEY  # noqa: PLC0415 - the same
    from pages.models import ArticlePage, BasePage  # noqa: PLC0415 - the same

    user = get_user_model()._default_manager.get(username="bench")
    library = BasePage.objects.get(translation_key=LIBRARY_KEY)
    pages = ArticlePage.objects.child_of(library).order_by("-path")[:times]
    # Letters alone, and no word of the site: nothing takes it for a typing error.
    draw = random.Random(time.time_ns())  # noqa: S311 - a word of its own at each run
    waits = []
    for page in pages:
        word = "zz" + "".join(draw.choices("qxwkz", k=14))
        with languages.source_language():
            page.summary_fr = f"Version {word} de ce résumé."
            page.save_revision(user=user).publish(user=user)
        published = time.monotonic()
        while not data_of(ask(address, by_post(OWN_PATH, QUERY, {"words": word})), "Search")["search"]["totalCount"]:
            if time.monotonic() - published > LONGEST:
                raise TimeoutError(f"A page published was not found within {LONGEST:.0f} s.")
            time.sleep(LOOK_EVERY)
        waits.append(time.monotonic() - published)
        # Not in step with the follower.
        time.sleep(draw.random())
    return waits


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(publish(sys.argv[1], int(sys.argv[2]))))
