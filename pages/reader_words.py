"""The few words that the site itself puts between an editor's, in the language of the text they stand in.

They are no texts of the interface: a page is answered in a language of its own choosing, whatever the catalogues and the thread speak.
"""

from __future__ import annotations

from collections.abc import Mapping

from pages import languages

WORDS: Mapping[str, Mapping[str, str]] = {
    "say": {"fr": "Vous pouvez dire", "en": "You could say", "ar": "يمكنكم أن تقولوا"},
    "avoid": {"fr": "Mieux vaut éviter", "en": "Better not say", "ar": "من الأفضل تجنّب قول"},
    "openers": {"fr": "Des questions pour commencer", "en": "Questions to start with", "ar": "أسئلة للبدء"},
    "pitfalls": {"fr": "Ce qu'il vaut mieux éviter", "en": "What is better avoided", "ar": "ما يحسن تجنّبه"},
    "captions_missing": {
        "fr": "Cette vidéo n'a pas encore de sous-titres.",
        "en": "This video has no captions yet.",
        "ar": "لا تتوفّر لهذا الفيديو ترجمة مكتوبة بعد.",
    },
    "licence_none": {
        "fr": "Titre, résumé et lien peuvent être repris.",
        "en": "Title, summary and link may be republished.",
        "ar": "يمكن إعادة نشر العنوان والملخّص والرابط.",
    },
    "licence_excerpt": {
        "fr": "Titre, résumé, première partie et lien peuvent être repris.",
        "en": "Title, summary, first section and link may be republished.",
        "ar": "يمكن إعادة نشر العنوان والملخّص والجزء الأول والرابط.",
    },
    "licence_full": {
        "fr": "La page entière peut être reprise avec cette mention.",
        "en": "The whole page may be republished with this line.",
        "ar": "يمكن إعادة نشر الصفحة كاملةً مع هذه الإشارة.",
    },
    "quiet_help": {
        "fr": "Besoin d'en parler ? Quelqu'un vous écoute.",
        "en": "Do you need to talk? Somebody will listen.",
        "ar": "هل تحتاجون إلى الحديث مع أحد؟ هناك من يصغي إليكم.",
    },
    "club": {"fr": "Le Club des Parents Connectés", "en": "The Connected Parents' Club", "ar": "نادي الأهل المتصلين"},
    "edition_number": {"fr": "Édition n° {number}", "en": "Edition no. {number}", "ar": "العدد {number}"},
    "before_publication": {"fr": "Avant publication", "en": "Before publication", "ar": "قبل النشر"},
    "read_it": {"fr": "À lire ici\N{NO-BREAK SPACE}:", "en": "Read it here:", "ar": "للقراءة:"},
    "material": {"fr": "Ce qu'il vous faut", "en": "What you need", "ar": "ما تحتاجون إليه"},
}
"""By the block, the list of rows or the licence they stand for, or by what they tell of it, then by language."""


def words(name: str, code: str, known: Mapping[str, Mapping[str, str]] = WORDS) -> str:
    """The words that introduce the block or list ``name`` in a text in ``code``, or tell something of it.

    In the source language where nobody wrote them yet. ``known`` are those to choose from.
    """
    spoken = known[name]
    return spoken.get(code, spoken[languages.source()])
