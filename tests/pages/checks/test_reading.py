"""A page is read whole: every text in every language, its lists, images, films and helplines, each at its place."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages import models
from pages.editorial_checks import blocking_findings, findings
from pages.editorial_checks.content import Line
from pages.editorial_checks.findings import Place, Row
from pages.editorial_checks.reading import content_of
from pages.editorial_checks.records import lines_on
from pages.editorial_checks.wording import told
from pages.releases import publishing_as
from tests.factories import (
    CaptionTrackFactory,
    ConversationPageFactory,
    EditionPageFactory,
    GuidePageFactory,
    HelplineFactory,
    ImageFactory,
    InterviewPageFactory,
    StandardPageFactory,
    VideoFactory,
)
from tests.pages.checks.pages import heading, paragraph, stream

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)
CALL = "Appelez le 3018."


@pytest.fixture(autouse=True)
def line(home: models.HomePage) -> models.Helpline:
    return HelplineFactory(number_short="3018", name_fr="Ligne", supersedes=["0800 200 000", "3020"])


def places(page: models.BasePage) -> list[tuple[str, str, int | None, str, Row | None]]:
    return [(place.field, place.language, place.block, place.part, place.row) for place in (found.place for found in findings(page))]


def test_words_are_read_in_every_field_block_and_list() -> None:
    text = stream(
        paragraph("Bonjour"),
        paragraph(f"Ici</p><p>{CALL}"),
        ("quote", {"text": CALL, "source": ""}),
        ("list", {"is_ordered": False, "items": [{"type": "item", "value": CALL, "id": "i"}]}),
        ("tip", {"title": "", "text": f"<p>{CALL}</p>"}),
        ("say", {"words": CALL, "reason": ""}),
        ("pages", {"title": CALL, "pages": []}),
    )
    page = ConversationPageFactory(
        share_text_fr=CALL, keywords_fr="3018", situation_fr=text, easy_read_ar=stream(paragraph("اتصلوا ٣٠١٨")), openers=["Oui ?", CALL]
    )
    assert places(page) == [
        ("share_text_fr", "fr", None, "", None),
        ("easy_read_ar", "ar", 0, "", None),
        ("situation_fr", "fr", 1, "", None),
        ("situation_fr", "fr", 2, "text", None),
        ("situation_fr", "fr", 3, "items", None),
        ("situation_fr", "fr", 4, "text", None),
        ("situation_fr", "fr", 5, "words", None),
        ("situation_fr", "fr", 6, "title", None),
        ("question_fr", "fr", None, "", Row("openers", 1)),
    ]


def test_both_parts_of_a_step_are_read() -> None:
    page = GuidePageFactory(steps_fr=stream(("step", {"title": CALL, "text": f"<p>{CALL}</p>", "image": None})))
    assert places(page) == [("steps_fr", "fr", 0, "title", None), ("steps_fr", "fr", 0, "text", None)]


def test_a_number_cut_by_markup_is_one_number() -> None:
    page = StandardPageFactory(body_fr=stream(("paragraph", "<p>Le <b>30</b>18 répond</p>"), ("paragraph", "<p>En 30</p><p>18 fois</p>")))
    assert places(page) == [("body_fr", "fr", 0, "", None)]


def test_images_are_read_with_the_words_of_their_place() -> None:
    bare, described = ImageFactory(title="Nue", alt_text_fr=""), ImageFactory(title="Dite", alt_text_fr="Un chat")
    shown = [
        ("image", {"image": bare.pk, "alt_text": "", "is_decorative": False, "caption": ""}),
        ("image", {"image": bare.pk, "alt_text": "Un chien", "is_decorative": False, "caption": ""}),
        ("image", {"image": bare.pk, "alt_text": "", "is_decorative": True, "caption": ""}),
        ("image", {"image": described.pk, "alt_text": "", "is_decorative": False, "caption": ""}),
        ("step", {"title": "Un pas", "text": "", "image": bare.pk}),
    ]
    page = GuidePageFactory(steps_fr=stream(*shown), steps_en=stream(shown[3]), cover_image=bare)
    assert places(page) == [
        ("cover_image", "", None, "", None),
        ("steps_fr", "fr", 0, "alt_text", None),
        ("steps_fr", "fr", 4, "image", None),
        ("steps_en", "en", 0, "alt_text", None),
    ]
    assert [found.place.field for found in blocking_findings(page)] == ["cover_image", "steps_fr", "steps_fr"]


def test_a_translator_answers_for_one_language() -> None:
    page = StandardPageFactory(ready=["en"], body_fr=stream(paragraph(CALL)), body_en=stream(paragraph("Call 3018.")))
    assert [found.field for found in blocking_findings(page)] == ["body_fr", "body_en"]
    assert [found.field for found in blocking_findings(page, in_languages=["en"])] == ["body_en"]


def test_a_page_known_by_its_base_alone_is_checked_as_what_it_is() -> None:
    page = StandardPageFactory(body_fr=stream(paragraph(CALL)))
    assert [found.field for found in blocking_findings(models.BasePage.objects.get(pk=page.pk))] == ["body_fr"]


def test_an_edition_answers_for_the_films_of_its_contents(superuser: Any) -> None:
    film = VideoFactory(title_fr="Film")
    interview = InterviewPageFactory(video=film, ready=["en"])
    CaptionTrackFactory(video=film, language="fr")
    edition = EditionPageFactory()
    edition.contents.create(page=GuidePageFactory())
    edition.contents.create(page=interview)
    found = blocking_findings(edition)
    assert [(finding.place, str(finding.message)) for finding in found] == [
        (Place("page", row=Row("contents", 1)), "La vidéo «\xa0Film\xa0» n’a pas de sous-titres dans cette langue\xa0: English.")
    ]
    assert told(edition, found[0]) == f"Page, ligne 2\xa0: {found[0].message}"
    # The interview itself is held back once the edition is public.
    assert blocking_findings(interview) == []
    with publishing_as(superuser):
        edition.save()
    assert [finding.field for finding in blocking_findings(interview)] == ["video"]


def test_of_two_records_of_one_number_the_one_that_answers_counts() -> None:
    HelplineFactory(code="a-present", number_short="119", name_fr="Nouvelle")
    HelplineFactory(code="autrefois", number_short="119", name_fr="Ancienne", valid_to=TODAY - dt.timedelta(days=1))
    assert Line("119", "Nouvelle") in lines_on(TODAY)


def test_the_numbers_of_the_records_know_what_replaced_them() -> None:
    HelplineFactory(code="vieille", number_short="3020", name_fr="Vieille", valid_to=TODAY - dt.timedelta(days=1))
    HelplineFactory(code="finie", number_short="39 39", name_fr="Finie", valid_to=TODAY - dt.timedelta(days=1))
    HelplineFactory(code="jusqu-a-ce-soir", number_short="119", name_fr="Ce soir", valid_to=TODAY)
    HelplineFactory(code="bientot", number_short="3040", name_fr="Bientôt", valid_from=TODAY + dt.timedelta(days=1))
    assert lines_on(TODAY) == (
        Line("0800 200 000", "Ligne", is_old=True, replaced_by="3018"),
        Line("119", "Ce soir"),
        Line("3018", "Ligne"),
        Line("3020", "Vieille", is_old=True, replaced_by="3018"),
        Line("3040", "Bientôt", is_to_come=True),
        Line("39 39", "Finie", is_old=True),
    )


def test_reading_takes_the_same_number_of_statements_for_any_number_of_things() -> None:
    def statements(count: int) -> int:
        images = [ImageFactory() for _number in range(count)]
        films = [CaptionTrackFactory().video for _number in range(count)]
        lines = [HelplineFactory(number_short=f"36{number:02}") for number in range(count)]
        text = [
            *(("image", {"image": image.pk, "alt_text": "", "is_decorative": False, "caption": ""}) for image in images),
            *(("video", film.pk) for film in films),
            *(("helpline", line.pk) for line in lines),
        ]
        page = StandardPageFactory(slug=f"page-de-{count}", body_fr=stream(*text))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            content = content_of(page)
        assert (len(content.images), len(content.films), len(content.helplines)) == (count, count, count)
        models.Helpline.objects.filter(pk__in=[line.pk for line in lines]).delete()
        return len(captured)

    assert statements(1) == statements(5) == 7


def test_the_command_lists_what_it_finds_in_live_pages_and_says_so() -> None:
    StandardPageFactory(
        title_fr="À revoir", slug="a-revoir", body_fr=stream(heading(4), paragraph(CALL)), body_en=stream(paragraph("Call 3018."))
    )
    StandardPageFactory(slug="brouillon", live=False, body_fr=stream(paragraph(CALL)))
    output = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("check_content", stdout=output)
    assert ended.value.code == 1
    by_hand = "le seul qui reste à jour."
    lines = output.getvalue().splitlines()
    assert lines[0] == "À revoir (/accueil/a-revoir/)"
    assert [line.split(": ")[0].strip() for line in lines[1:4]] == ["blocking", "blocking", "warning"]
    assert [line.endswith(by_hand) for line in lines[1:4]] == [False, True, True]
    assert lines[4:] == ["2 live pages; 1 with findings, 2 of them blocking."]
