"""A site of which half is hidden: every hidden thing carries a canary in all its texts, and is led to from wherever it can be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.db import models as columns
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Collection

from pages import models, releases
from pages.cards.reading import facts_of
from pages.media.links import audio_url, captions_url, chapters_url, document_url, rendition_url, video_url
from pages.media.renditions import RENDITIONS
from tests import factories
from tests.api.scenes import CLIP, items, link, stream
from tests.factories import (
    AgeBandFactory,
    AudienceFactory,
    CaptionTrackFactory,
    CrisisReasonFactory,
    DocumentFactory,
    EditionPageFactory,
    EventPageFactory,
    EvidenceFactory,
    GuidePageFactory,
    HelplineFactory,
    ImageFactory,
    InterviewPageFactory,
    OrganisationFactory,
    PersonFactory,
    PromotedAnswerFactory,
    StandardPageFactory,
    SynonymGroupFactory,
    ThemeFactory,
    VideoFactory,
    home_page,
    private_collection,
    restrict,
    save_released,
)
from tests.factories.media import silence

CANARY = "CANARI"
WORDS = f"{CANARY} cyberviolence"


@dataclass
class HiddenHalf:
    """What readers may not see: the pages, the identities that no answer may hold, and the addresses that nobody may be given."""

    pages: list[models.BasePage] = field(default_factory=list)
    videos: list[models.Video] = field(default_factory=list)
    images: list[models.ClubImage] = field(default_factory=list)
    documents: list[models.ClubDocument] = field(default_factory=list)
    media: list[str] = field(default_factory=list)

    def identities(self) -> list[str]:
        """The keys of everything hidden."""
        records = [*self.videos, *self.images, *self.documents]
        return [str(page.translation_key) for page in self.pages] + [str(record.key) for record in records]


def fill(instance: columns.Model, only: Callable[[str], bool] = lambda _name: True) -> None:
    """Puts the canary into every text column of `instance` that `only` accepts by its name."""
    for column in instance._meta.concrete_fields:
        if column.choices or column.unique or not only(column.name):
            continue
        if isinstance(column, StreamField):
            setattr(
                instance, column.name, stream(("paragraph", f"<p>{WORDS}</p>"), ("heading", {"text": WORDS, "level": "2", "anchor": ""}))
            )
        elif isinstance(column, (columns.CharField, columns.TextField)) and not TEXTS.isdisjoint(
            {column.name, column.name.rpartition("_")[0]}
        ):
            setattr(instance, column.name, WORDS[: column.max_length or 200])


# The translated and plain texts of pages and of the rows that belong to them.
TEXTS = {
    "title", "summary", "seo_title", "search_description", "share_text", "keywords", "hero", "role", "question", "quote", "alt", "alt_text",
    "sentence", "item", "platform", "versions", "publisher", "venue_name", "venue_address", "city",
}  # fmt: skip


def resource(model: type[models.ResourcePage], **fields: Any) -> Any:
    """A resource of one kind."""
    return getattr(factories, f"{model.__name__}Factory")(**fields)


def _sentence(page: models.BasePage, listed: models.TextList, **said: str) -> Any:
    """A row of a list that belongs to the text of a page, said in some languages."""
    relation: Any = type(page)._meta.get_field(listed.relation)
    return relation.related_model(**{f"{listed.field}_{code}": words for code, words in said.items()})


def hidden_media(half: HiddenHalf) -> None:
    """A private image, video (with captions) and document, and every address they would have."""
    closed = private_collection()
    image = ImageFactory(title=CANARY, alt_text_fr=CANARY, alt_text_en=CANARY, credit=CANARY, licence=CANARY, collection=closed)
    video = VideoFactory(
        title_fr=CANARY, title_en=CANARY, embed_url="", file=ContentFile(CLIP.read_bytes(), name=f"{CANARY}.webm"), collection=closed
    )
    CaptionTrackFactory(video=video, webvtt=f"WEBVTT\n\n00:00.000 --> 00:00.500\n<v {CANARY}>{CANARY}")
    document = DocumentFactory(title=CANARY, collection=closed)
    half.images, half.videos, half.documents = [image], [video], [document]
    half.media += [rendition_url(str(image.key), image.file.name, (None,) * 4, name) for name in RENDITIONS]
    half.media += [
        video_url(str(video.key), video.file.name),
        captions_url(str(video.key), "fr", "captions"),
        document_url(document.pk, document.file.name),
    ]


def hidden_pages(half: HiddenHalf, **shared: Any) -> None:
    """A draft of each type that lists show, a restricted page and a child of it, an expired page, one that is not yet live."""
    now = timezone.now()
    closed = StandardPageFactory(slug="canari-ferme", title_fr=CANARY, show_in_menus=True)
    restrict(closed)
    half.pages = [
        InterviewPageFactory(slug="canari-entretien", live=False),
        EditionPageFactory(slug="canari-edition", number=99, live=False),
        GuidePageFactory(slug="canari-brouillon", live=False),
        StandardPageFactory(slug="canari-page", live=False, show_in_menus=True),
        GuidePageFactory(slug="canari-perime", expire_at=now - dt.timedelta(minutes=1)),
        InterviewPageFactory(slug="canari-bientot", go_live_at=now + dt.timedelta(hours=1)),
        closed,
        StandardPageFactory(slug="canari-dessous", parent=closed, show_in_menus=True),
        *(resource(model, slug=f"canari-{model._meta.model_name}", live=False) for model in models.resource_types()),
        EventPageFactory(slug="canari-evenement", live=False),
    ]
    for page in half.pages:
        fill(page)
        for name, value in shared.items():
            if hasattr(page, name):
                setattr(page, name, value)
        page.audio_fr = silence("canari.ogg")
        page.is_ready_en = True
        if isinstance(page, models.InterviewPage):
            page.chapters = [models.InterviewChapter(time_ms=0, title_fr=CANARY, title_en=CANARY)]
        for listed in page.text_lists:
            setattr(page, listed.relation, [_sentence(page, listed, fr=CANARY, en=CANARY)])
        page.save()
        half.media.append(audio_url(str(page.translation_key), "fr", page.audio_fr.name))
        half.media.append(facts_of(page, "fr", None, now).url(page.key))
        if isinstance(page, models.InterviewPage):
            half.media.append(chapters_url(str(page.translation_key), "fr"))


def text_showing(half: HiddenHalf, guide: models.BasePage, image: models.ClubImage, video: models.Video, paper: models.ClubDocument) -> str:
    """A text that shows one public thing of each kind, and everything hidden."""
    links = "".join(f"<p>{link('page', page.pk, 'mots')}</p>" for page in [guide, *half.pages])
    papers = "".join(f"<p>{link('document', document.pk, 'mots')}</p>" for document in [paper, *half.documents])
    pictures = [
        ("image", {"image": shown.pk, "alt_text": words, "is_decorative": False, "caption": words})
        for shown, words in [(image, "Public"), *((hidden, CANARY) for hidden in half.images)]
    ]
    return stream(
        ("paragraph", links + papers),
        *pictures,
        *(("video", shown.pk) for shown in [video, *half.videos]),
        *(("document", shown.pk) for shown in [paper, *half.documents]),
        *(("page", shown.pk) for shown in [guide, *half.pages]),
        ("pages", {"title": "Voir aussi", "pages": items(guide.pk, *(page.pk for page in half.pages))}),
        ("pages", {"title": f"{CANARY}VIDE", "pages": items(*(page.pk for page in half.pages))}),
        ("key_figure", EvidenceFactory().pk),
        ("helpline", HelplineFactory(name_fr="Ligne", operator="x", themes=[ThemeFactory()]).pk),
        ("tip", {"title": "", "text": links}),
        ("warning", {"title": "", "text": links}),
    )


def half_hidden_site() -> HiddenHalf:
    """The site: a public edition, interview and guide with everything there is, each also leading to all that is hidden."""
    half = HiddenHalf()
    hidden_media(half)
    secret_image, secret_film = half.images[0], half.videos[0]
    hidden_pages(half, video=secret_film, cover_image=secret_image)
    root = Collection.get_first_root_node()
    image = ImageFactory(collection=root, focal_point_x=32, focal_point_y=18)
    maker = OrganisationFactory(slug="editrice", logo=image)
    theme = ThemeFactory(slug="sujet", parent=ThemeFactory())
    line = HelplineFactory(name_fr="Ligne", operator="x", themes=[theme], supersedes=["3020"])
    line.exceptions = [models.HelplineException(date=dt.date(2020, 12, 24))]
    line.save()
    everything = {
        "themes": [theme],
        "ages": [AgeBandFactory()],
        "audiences": [AudienceFactory()],
        "organisation": maker,
        "cosigning_organisations": [maker, OrganisationFactory(logo=secret_image)],
    }
    signed = VideoFactory(title_fr="Signes", poster=secret_image, sign_language=secret_film)
    film = VideoFactory(
        title_fr="Film", embed_url="", file=ContentFile(CLIP.read_bytes(), name="film.webm"), poster=image, sign_language=signed
    )
    CaptionTrackFactory(video=film, webvtt="WEBVTT\n\n00:00.100 --> 00:00.900\n<v Voix off>Garder les captures d’écran.")
    guide = GuidePageFactory(slug="guide", cover_image=image, **everything)
    guide.steps_fr = stream(
        ("step", {"title": "Un", "text": f"<p>{link('page', half.pages[0].pk, 'mots')}</p>", "image": image.pk}),
        ("step", {"title": "Deux", "text": "<p>cyberviolence</p>", "image": secret_image.pk}),
    )
    guide.save()
    approved(half, guide, maker)
    crisis_reasons(half, guide, line)
    text = text_showing(half, guide, image, film, DocumentFactory(title="Affiche", collection=root))
    guest = PersonFactory(slug="invitee", organisation=maker, portrait=image)
    guest.links = [models.PersonLink(label="Site", url="https://exemple.invalid/")]
    guest.save()
    PersonFactory(portrait=secret_image)
    interview = InterviewPageFactory(
        slug="entretien", video=film, interviewer=guest, introduction_fr=text, cover_image=secret_image, show_in_menus=True, **everything
    )
    interview.speakers = [models.InterviewSpeaker(person=guest, role_en=CANARY)]
    interview.questions = [models.InterviewQuestion(time_ms=0, question_fr="Une question ?", question_en=CANARY)]
    interview.key_quotes = [models.InterviewQuote(time_ms=0, speaker=guest, quote_fr="Des mots", quote_en=CANARY)]
    interview.chapters = [models.InterviewChapter(time_ms=0, title_fr="Début", title_en=CANARY)]
    # Written in English and Arabic, and ready in neither.
    fill(interview, lambda name: name.endswith(("_en", "_ar")))
    interview.audio_en = silence("canari.ogg")
    interview.save()
    half.media += [
        facts_of(interview, "en", None, timezone.now()).url(interview.key),
        chapters_url(str(interview.translation_key), "en"),
        audio_url(str(interview.translation_key), "en", interview.audio_en.name),
    ]
    # Changed since, and not published.
    draft = models.InterviewPage.objects.get(pk=interview.pk)
    draft.title_fr = draft.summary_fr = CANARY
    draft.save_revision()
    public_resources(half, guest, everything)
    for replay in (interview, half.pages[0]):
        EventPageFactory(hosts=[guest], replay=replay, venue_name="Salle", department="69", **everything)
    _public_frame(half, interview, guide, text, everything, theme, maker)
    PromotedAnswerFactory(questions=f"{CANARY} cyberviolence captures 3020", note=CANARY, promoted=[*half.pages, guide])
    SynonymGroupFactory(words="cyberviolence", leads_to=CANARY)
    return half


def approved(half: HiddenHalf, guide: models.GuidePage, maker: models.Organisation) -> None:
    """What readers have of the guide is approved, by somebody who is nobody's business; so is a draft of it, and everything hidden."""
    reviewer = get_user_model().objects.create_user(CANARY.lower(), first_name=CANARY, last_name=CANARY)
    live = guide.save_revision()
    live.publish()
    draft = models.GuidePage.objects.get(pk=guide.pk)
    draft.title_fr = CANARY
    releases.record_approval(live, reviewer, organisation_id=maker.pk, comment=CANARY)
    for revision in (draft.save_revision(), *(page.save_revision(clean=False) for page in half.pages)):
        releases.record_approval(revision, reviewer, organisation_id=maker.pk, comment=CANARY)


def crisis_reasons(half: HiddenHalf, guide: models.GuidePage, line: models.Helpline) -> None:
    """A reason with a public guide, which a search finds, and one for each hidden guide; all with a line that answers and one that is gone.

    The words by which they are found are nobody's but the editors'.
    """
    gone = HelplineFactory(name_fr=CANARY, operator=CANARY, valid_to=dt.date(2020, 1, 1), supersedes=["3020"])
    guides = [guide, *(page for page in half.pages if isinstance(page, models.GuidePage))]
    for code, shown in zip(models.CrisisCode.values, guides, strict=False):
        phrases = "cyberviolence" if shown is guide else f"{CANARY} seul"
        CrisisReasonFactory(
            code=code, lines=[gone, line], guide=shown, phrases_fr=phrases, subjects_fr=CANARY, harmless_fr=f"{CANARY} tout"
        )


def public_resources(half: HiddenHalf, guest: models.Person, everything: dict[str, Any]) -> None:
    """One resource of each other kind, whose text leads to what is hidden, and which is written in English without being ready in it."""
    words = "".join(f"<p>{link('page', page.pk, 'mots')}</p>" for page in half.pages)
    for model in models.resource_types():
        if model is models.GuidePage:
            continue
        page = resource(model, slug=f"public-{model._meta.model_name}", **everything)
        fill(page, lambda name: name.endswith(("_en", "_ar")))
        blocks: list[tuple[str, Any]] = [("paragraph", words), *(("page", hidden.pk) for hidden in half.pages)]
        known = model._meta.get_field(model.main_text_field).stream_block.child_blocks
        if "question" in known:
            blocks.append(("question", {"question": "Pourquoi ?", "answer": words}))
        setattr(page, f"{model.main_text_field}_fr", stream(*blocks))
        for listed in page.text_lists:
            setattr(page, listed.relation, [_sentence(page, listed, fr="Des mots", en=CANARY)])
        if isinstance(page, models.FaqPage):
            page.reviewed_by = guest
        if isinstance(page, models.KitPage):
            papers = [DocumentFactory(title="Diapositives"), *half.documents]
            page.files = [models.KitFile(kind="slides", document=paper) for paper in papers]
        page.save()


def _public_frame(
    half: HiddenHalf, interview: Any, guide: Any, text: str, everything: dict[str, Any], theme: models.Theme, maker: models.Organisation
) -> None:
    """The editions, the menu and the home page, which lead to what is public and to what is not."""
    InterviewPageFactory(slug="film-prive", video=half.videos[0], **everything)
    edition = EditionPageFactory(number=1, slug="edition", theme=theme, editorial_fr=text, **everything)
    edition.contents = [models.EditionContent(page=page) for page in [interview, guide, *half.pages]]
    edition.partners = [models.EditionPartner(organisation=maker)]
    edition.key_figures = [models.EditionKeyFigure(evidence=EvidenceFactory())]
    save_released(edition)
    menu = StandardPageFactory(slug="menu", show_in_menus=True, body_fr=text, **everything)
    StandardPageFactory(slug="dessous", parent=menu, show_in_menus=True)
    home = home_page(current_edition=edition, sections_fr=text, cover_image=half.images[0])
    home.highlights = [models.HomePageHighlight(page=page) for page in [guide, *half.pages]]
    home.save()
