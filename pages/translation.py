"""Every translated field of the site, in one place: each has a column per language of ``settings.LANGUAGES``."""

from typing import Any

from modeltranslation.fields import TranslationFieldDescriptor
from modeltranslation.translator import TranslationOptions, register

from pages import languages, models
from pages.models.crisis import WORD_LISTS


@register(models.BasePage)
class BasePageTranslation(TranslationOptions):
    fields = (
        "title",
        "draft_title",
        "seo_title",
        "search_description",
        "summary",
        "address",
        "is_ready",
        "keywords",
        "share_text",
        "easy_read",
        "audio",
    )
    required_languages = {"fr": ("title", "summary")}


@register(models.HomePage)
class HomePageTranslation(TranslationOptions):
    fields = ("hero", "sections")


@register(
    [
        models.ArticlePage,
        models.EditionIndexPage,
        models.EventIndexPage,
        models.EventPage,
        models.ResourceIndexPage,
        models.StandardPage,
    ]
)
class BodyTranslation(TranslationOptions):
    fields = ("body",)


@register(models.EditionPage)
class EditionPageTranslation(TranslationOptions):
    fields = ("editorial",)


@register(models.OrganisationPage)
class OrganisationPageTranslation(TranslationOptions):
    fields = ("presentation",)


@register(models.InterviewPage)
class InterviewPageTranslation(TranslationOptions):
    fields = ("introduction",)


@register([models.GuidePage, models.TutorialPage, models.ActivityPage])
class StepsTranslation(TranslationOptions):
    fields = ("steps",)


@register(models.KitPage)
class KitPageTranslation(TranslationOptions):
    fields = ("running_order",)


@register(models.ConversationPage)
class ConversationPageTranslation(TranslationOptions):
    fields = ("situation",)


@register(models.FaqPage)
class FaqPageTranslation(TranslationOptions):
    fields = ("question", "answer")


@register(models.PartnerResourcePage)
class PartnerResourcePageTranslation(TranslationOptions):
    fields = ("recommendation",)


@register(models.ConversationOpener)
class ConversationOpenerTranslation(TranslationOptions):
    fields = ("question",)
    required_languages = ("fr",)


@register(models.ConversationPitfall)
class ConversationPitfallTranslation(TranslationOptions):
    fields = ("sentence",)
    required_languages = ("fr",)


@register(models.ActivityMaterial)
class ActivityMaterialTranslation(TranslationOptions):
    fields = ("item",)
    required_languages = ("fr",)


@register(models.InterviewSpeaker)
class InterviewSpeakerTranslation(TranslationOptions):
    fields = ("role",)


@register(models.InterviewQuestion)
class InterviewQuestionTranslation(TranslationOptions):
    fields = ("question",)
    required_languages = ("fr",)


@register(models.InterviewQuote)
class InterviewQuoteTranslation(TranslationOptions):
    fields = ("quote",)
    required_languages = ("fr",)


@register(models.InterviewChapter)
class InterviewChapterTranslation(TranslationOptions):
    fields = ("title",)
    required_languages = ("fr",)


@register(models.Organisation)
class OrganisationTranslation(TranslationOptions):
    fields = ("name", "description", "accreditations")
    required_languages = {"fr": ("name",)}


@register(models.Person)
class PersonTranslation(TranslationOptions):
    fields = ("display_name", "role", "biography")
    required_languages = {"fr": ("display_name",)}


@register(models.Consent)
class ConsentTranslation(TranslationOptions):
    fields = ("covers",)


@register(models.CrisisReason)
class CrisisReasonTranslation(TranslationOptions):
    fields = ("title", "message", "steps_neutral", "steps_parent", "steps_young_person", "steps_witness", *WORD_LISTS)
    required_languages = {"fr": ("title", "message", "steps_neutral")}


@register(models.Theme)
class ThemeTranslation(TranslationOptions):
    fields = ("name", "description")
    required_languages = {"fr": ("name",)}


@register([models.Audience, models.AgeBand])
class OrderedTermTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = ("fr",)


@register(models.Helpline)
class HelplineTranslation(TranslationOptions):
    fields = ("name", "audience_note")
    required_languages = {"fr": ("name",)}


@register(models.Evidence)
class EvidenceTranslation(TranslationOptions):
    fields = ("statement",)
    required_languages = ("fr",)


@register(models.ClubImage)
class ClubImageTranslation(TranslationOptions):
    fields = ("alt_text",)


@register(models.Video)
class VideoTranslation(TranslationOptions):
    fields = ("title",)
    required_languages = ("fr",)


class SourceTitle(TranslationFieldDescriptor):
    """The bare title of a page: Wagtail itself writes it (copies, drafts), in whatever language its interface speaks; it means French."""

    def __set__(self, instance: Any, value: Any) -> None:
        with languages.source_language():
            super().__set__(instance, value)


for _name in ("title", "draft_title"):
    setattr(models.BasePage, _name, SourceTitle(models.BasePage._meta.get_field(_name)))
