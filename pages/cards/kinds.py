"""What each type of page is called on its card, in the language of the page; the home page, by what the site is for."""

from __future__ import annotations

from collections.abc import Mapping

from pages.reader_words import words

KINDS: Mapping[str, Mapping[str, str]] = {
    "homepage": {"fr": "En ligne et en sécurité", "en": "Online and safe", "ar": "آمنون على الإنترنت"},
    "editionindexpage": {"fr": "Les éditions", "en": "The editions", "ar": "الأعداد"},
    "editionpage": {"fr": "Édition", "en": "Edition", "ar": "عدد"},
    "organisationpage": {"fr": "Association du Club", "en": "Association of the Club", "ar": "جمعية عضو في النادي"},
    "interviewpage": {"fr": "Entretien vidéo", "en": "Video interview", "ar": "مقابلة مصوّرة"},
    "resourceindexpage": {"fr": "Ressources", "en": "Resources", "ar": "موارد"},
    "guidepage": {"fr": "Guide pratique", "en": "Practical guide", "ar": "دليل عملي"},
    "tutorialpage": {"fr": "Tutoriel", "en": "Tutorial", "ar": "شرح خطوة بخطوة"},
    "articlepage": {"fr": "Article", "en": "Article", "ar": "مقال"},
    "conversationpage": {"fr": "Conversation à avoir", "en": "A conversation to have", "ar": "حوار مع الأبناء"},
    "faqpage": {"fr": "Question et réponse", "en": "Question and answer", "ar": "سؤال وجواب"},
    "activitypage": {"fr": "Activité en famille", "en": "Family activity", "ar": "نشاط عائلي"},
    "partnerresourcepage": {"fr": "Ressource d’un partenaire", "en": "A partner's resource", "ar": "مورد من شريك"},
    "kitpage": {"fr": "Kit pour une soirée de parents", "en": "Kit for a parents' evening", "ar": "حقيبة لأمسية مع الأهل"},
    "eventindexpage": {"fr": "Agenda", "en": "Events", "ar": "المواعيد"},
    "eventpage": {"fr": "Rendez-vous", "en": "Event", "ar": "موعد"},
    "standardpage": {"fr": "Informations", "en": "Information", "ar": "معلومات"},
}
"""By the name of the type's model, then by language."""


def kind_in_words(model_name: str, code: str) -> str:
    """What a page of the type is, in a language."""
    return words(model_name, code, KINDS)
