"""What a guest's page says of itself, in the language of who reads it."""

from __future__ import annotations

from collections.abc import Mapping

from pages import reader_words

WORDS: Mapping[str, Mapping[str, str]] = {
    "before": {"fr": "Avant publication", "en": "Before publication", "ar": "قبل النشر"},
    "may_change": {
        "fr": "Ce texte peut encore changer. Merci de ne pas le diffuser.",
        "en": "This text may still change. Please do not pass it on.",
        "ar": "قد يتغيّر هذا النصّ. يُرجى عدم نشره.",
    },
    "made_for": {"fr": "Lien ouvert à :", "en": "Link opened to:", "ar": "هذا الرابط مخصّص لـ:"},
    "until": {"fr": "jusqu'au", "en": "until", "ar": "حتى"},
    "is_public": {"fr": "Cette page est déjà publique :", "en": "This page is public already:", "ar": "هذه الصفحة منشورة بالفعل:"},
    "public_page": {"fr": "la page publique", "en": "the public page", "ar": "الصفحة المنشورة"},
    "edition": {"fr": "Toute l'édition", "en": "The whole edition", "ar": "العدد كاملًا"},
    "no_page": {"fr": "Ce lien ne montre rien", "en": "This link shows nothing", "ar": "هذا الرابط لا يعرض شيئًا"},
    "no_page_why": {
        "fr": "Il n'est plus valable, ou il a été mal recopié. Demandez-en un autre à la personne qui vous l'a envoyé.",
        "en": "It is over, or was not copied whole. Ask whoever sent it to you for another one.",
        "ar": "انتهت صلاحيته، أو لم يُنسخ كاملًا. اطلبوا رابطًا آخر ممّن أرسله إليكم.",
    },
    "wait": {"fr": "Un instant", "en": "One moment", "ar": "لحظة من فضلكم"},
    "wait_why": {
        "fr": "La page ne peut pas être montrée tout de suite. Réessayez dans une minute.",
        "en": "The page cannot be shown just now. Try again in a minute.",
        "ar": "لا يمكن عرض الصفحة الآن. أعيدوا المحاولة بعد دقيقة.",
    },
}
"""By what is said, then by language."""


def spoken(code: str) -> dict[str, str]:
    """All of it in ``code``, in the source language where nobody wrote it yet."""
    return {name: reader_words.words(name, code, WORDS) for name in WORDS}
