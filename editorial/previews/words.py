"""What a preview puts between an editor's words, in the language of the page it shows."""

from __future__ import annotations

from collections.abc import Mapping

from pages import reader_words

WORDS: Mapping[str, Mapping[str, str]] = {
    "languages": {"fr": "Langues", "en": "Languages", "ar": "اللغات"},
    "not_translated": {
        "fr": "Cette page n'est pas encore traduite : voici le texte français.",
        "en": "This page is not translated yet: here is the French text.",
        "ar": "لم تُترجم هذه الصفحة بعد: إليكم النصّ الفرنسي.",
    },
    "themes": {"fr": "Thèmes", "en": "Themes", "ar": "المواضيع"},
    "ages": {"fr": "Âge de l'enfant", "en": "Age of the child", "ar": "عمر الطفل"},
    "speakers": {"fr": "Avec", "en": "With", "ar": "مع"},
    "minutes": {"fr": "Minutes", "en": "Minutes", "ar": "الدقائق"},
    "chapters": {"fr": "Chapitres", "en": "Chapters", "ar": "الفصول"},
    "questions": {"fr": "Les questions", "en": "The questions", "ar": "الأسئلة"},
    "quotes": {"fr": "À retenir", "en": "Key quotes", "ar": "أبرز ما قيل"},
    "contents": {"fr": "Au sommaire", "en": "Contents", "ar": "المحتويات"},
    "partners": {"fr": "Partenaires", "en": "Partners", "ar": "الشركاء"},
    "key_figures": {"fr": "Chiffres clés", "en": "Key figures", "ar": "أرقام أساسية"},
    "files": {"fr": "Fichiers", "en": "Files", "ar": "الملفّات"},
    "easy_read": {"fr": "Facile à lire", "en": "Easy to read", "ar": "نسخة سهلة القراءة"},
    "related": {"fr": "À lire aussi", "en": "Read also", "ar": "اقرؤوا أيضًا"},
    "highlights": {"fr": "À la une", "en": "Highlights", "ar": "أبرز المواضيع"},
    "when": {"fr": "Quand", "en": "When", "ar": "الموعد"},
    "where": {"fr": "Où", "en": "Where", "ar": "المكان"},
    "platform": {"fr": "Sur", "en": "On", "ar": "على"},
    "reviewed_by": {"fr": "Relu par", "en": "Reviewed by", "ar": "راجعه"},
    "join": {"fr": "Participer", "en": "Join", "ar": "المشاركة"},
    "register": {"fr": "S'inscrire", "en": "Sign up", "ar": "التسجيل"},
    "visit": {"fr": "Aller sur le site", "en": "Go to the site", "ar": "الانتقال إلى الموقع"},
    "watch": {"fr": "Voir la vidéo", "en": "Watch the video", "ar": "مشاهدة الفيديو"},
}
"""By what they stand before, then by language."""


def words(name: str, code: str) -> str:
    """The words in ``code``, in the source language where nobody wrote them yet."""
    return reader_words.words(name, code, WORDS)
