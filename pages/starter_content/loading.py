"""Loads the whole sample site, or what is missing of it, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from pages import languages
from pages.models import Evidence, Helpline
from pages.releases import publishing_as
from pages.starter_content.media_library import load_documents, load_images, load_videos
from pages.starter_content.search_steering import load_promoted_answers, load_synonyms
from pages.starter_content.site_tree import make_missing_pages, publish_pages
from pages.starter_content.snippets import (
    load_crisis_reasons,
    load_evidence,
    load_helplines,
    load_organisations,
    load_people,
    load_vocabulary,
)
from pages.starter_content.streams import References


def load(user: Any, say: Callable[[str], None]) -> int:
    """Makes and publishes, in the name of ``user`` (a superuser), everything that is missing; returns how many things were made.

    What is there already is left as it is, whatever became of it: a second run makes nothing and journals nothing. ``say`` is told of
    each step.
    """
    with transaction.atomic(), languages.source_language(), publishing_as(user):
        made = 0
        references = References()

        def count(title: str, number: int) -> None:
            nonlocal made
            made += number
            say(f"{title}: {number} new")

        count("Themes, audiences and ages", load_vocabulary())
        count("Helplines", load_helplines())
        count("Key figures", load_evidence())
        references.images, number = load_images(user)
        count("Images", number)
        count("Associations", load_organisations(references.images))
        count("People", load_people(references.images))
        references.videos, number = load_videos(references.images, user)
        count("Clips", number)
        references.documents, number = load_documents(user)
        count("Documents", number)
        references.helplines = dict(Helpline.objects.values_list("code", "pk"))
        references.evidence = dict(Evidence.objects.values_list("code", "pk"))
        names = make_missing_pages(references)
        count("Pages", len(names))
        publish_pages(names, references, user, say)
        count("Reasons for urgent help", load_crisis_reasons(references.helplines, references.pages))
        count("Synonyms", load_synonyms())
        count("Promoted answers", load_promoted_answers(references.pages))
    return made
