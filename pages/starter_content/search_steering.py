"""Loads the synonyms and the promoted answers of the sample site.

A record that is there already, whoever changed it since, stays as it is.
"""

from __future__ import annotations

from typing import Any

from pages.models import PromotedAnswer, PromotedPage, SynonymGroup
from pages.starter_content.keys import stable_key
from pages.starter_content.sources import records


def load_synonyms() -> int:
    """The groups of synonyms; returns how many were missing."""
    made = 0
    for record in records("synonyms"):
        words, leads_to = ("\n".join(record.get(name, [])) for name in ("words", "leads_to"))
        key = stable_key("synonymgroup", record["language"], record["words"][0])
        if SynonymGroup.objects.filter(key=key).exists():
            continue
        weight = {"weight": record["weight"]} if "weight" in record else {}
        SynonymGroup(key=key, language=record["language"], words=words, leads_to=leads_to, **weight).save()
        made += 1
    return made


def load_promoted_answers(pages: dict[str, int]) -> int:
    """The promoted answers with their pages, given by their names in the tree; returns how many were missing."""
    made = 0
    for record in records("promoted_answers"):
        key = stable_key("promotedanswer", record["language"], record["questions"][0])
        if PromotedAnswer.objects.filter(key=key).exists():
            continue
        answer: Any = PromotedAnswer(key=key, language=record["language"], questions="\n".join(record["questions"]), note=record["note"])
        answer.pages = [PromotedPage(sort_order=position, page_id=pages[name]) for position, name in enumerate(record["pages"])]
        answer.save()
        made += 1
    return made
