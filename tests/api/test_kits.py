"""Kits as readers get them: a running order, the files they may see, one zip."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile

from pages.media.links import document_url, kit_url
from pages.models import HomePage, KitFile
from tests.api.asking import ask, data_of
from tests.factories import DocumentFactory, KitPageFactory, private_collection

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 20])
def test_kits_are_resources_with_their_files_and_a_zip(home: HomePage, count: int) -> None:
    papers = [
        DocumentFactory(title=f"Fiche {number}", file=ContentFile(b"bonjour", name=f"fiche-{number}.txt"), file_size=7)
        for number in range(count)
    ]
    pages = [
        KitPageFactory(
            title_fr=f"Soirée {number}",
            slug=f"soiree-{number}",
            files=[
                KitFile(kind="handout", language="fr", document=paper, licence="CC BY-SA 4.0"),
                KitFile(kind="slides", language="ar", document=paper),
            ],
            running_order_fr=[("step", {"title": "Accueillir", "text": "<p>Dix minutes</p>", "image": None})],
        )
        for number, paper in enumerate(papers)
    ]

    answer = ask(
        """{ resources(orderBy: OLDEST) { totalCount nodes { title path bodyText ... on KitPage {
          level minutes zipUrl files { kind language licence document { title bytes url } }
        } } } }"""
    )

    assert answer.data["resources"]["totalCount"] == count
    assert answer.data["resources"]["nodes"] == [
        {
            "title": f"Soirée {number}",
            "path": f"/ressources/soiree-{number}",
            "bodyText": "Accueillir\nDix minutes",
            "level": "LOWER_SECONDARY",
            "minutes": 90,
            "zipUrl": kit_url(str(page.translation_key)),
            "files": [
                {
                    "kind": kind,
                    "language": language,
                    "licence": licence,
                    "document": {"title": f"Fiche {number}", "bytes": 7, "url": document_url(paper.pk, paper.file.name)},
                }
                for kind, language, licence in (("HANDOUT", "FR", "CC BY-SA 4.0"), ("SLIDES", "AR", None))
            ],
        }
        for number, (page, paper) in enumerate(zip(pages, papers, strict=True))
    ]
    # The total; the pages; paths; texts; the kits' own columns; files; documents.
    assert len(answer.statements) == 7


def test_private_files_are_not_told_and_without_others_there_is_no_zip(home: HomePage) -> None:
    hidden = DocumentFactory(title="canari", collection=private_collection())
    KitPageFactory(title_fr="A", documents=[hidden, DocumentFactory(title="Fiche"), hidden])
    KitPageFactory(title_fr="B", documents=[hidden])
    KitPageFactory(title_fr="C")
    nodes = data_of("{ resources(orderBy: OLDEST) { nodes { title ... on KitPage { zipUrl files { document { title } } } } } }")
    assert [(node["title"], node["zipUrl"] is None, node["files"]) for node in nodes["resources"]["nodes"]] == [
        ("A", False, [{"document": {"title": "Fiche"}}]),
        ("B", True, []),
        ("C", True, []),
    ]


def test_files_are_told_whatever_language_is_asked(home: HomePage) -> None:
    KitPageFactory(ready=["en"], files=[KitFile(kind="letter", language="fr", document=DocumentFactory(title="Lettre"))])
    asked = "{ resources(locale: EN) { nodes { locale ... on KitPage { files { language document { title } } } } } }"
    assert data_of(asked)["resources"]["nodes"] == [{"locale": "EN", "files": [{"language": "FR", "document": {"title": "Lettre"}}]}]
