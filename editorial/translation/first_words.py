"""A first glossary: the words that come back in every text of the site, so that translators begin with the same ones."""

from __future__ import annotations

from editorial.models import GlossaryTerm
from pages import languages

WORDS: tuple[tuple[str, str, str], ...] = (
    # French, English, Arabic.
    ("harcèlement", "bullying", "تنمّر"),
    ("cyberharcèlement", "cyberbullying", "تنمّر إلكتروني"),
    ("harceleur", "bully", "متنمّر"),
    ("témoin", "witness", "شاهد"),
    ("victime", "victim", "ضحية"),
    ("chantage", "blackmail", "ابتزاز"),
    ("rumeur", "rumour", "شائعة"),
    ("signaler", "report", "أبلغ عن"),
    ("signalement", "report", "بلاغ"),
    ("bloquer", "block", "حظر"),
    ("numéro d’urgence", "emergency number", "رقم الطوارئ"),
    ("ligne d’écoute", "helpline", "خط المساعدة"),
    ("écran", "screen", "شاشة"),
    ("temps d’écran", "screen time", "وقت الشاشة"),
    ("contrôle parental", "parental controls", "الرقابة الأبوية"),
    ("réseau social", "social network", "شبكة تواصل اجتماعي"),
    ("jeu vidéo", "video game", "لعبة فيديو"),
    ("messagerie", "messaging app", "تطبيق مراسلة"),
    ("mot de passe", "password", "كلمة المرور"),
    ("compte", "account", "حساب"),
    ("pseudo", "username", "اسم مستعار"),
    ("donnée personnelle", "personal data", "بيانات شخصية"),
    ("vie privée", "privacy", "خصوصية"),
    ("consentement", "consent", "موافقة"),
    ("fausse information", "false information", "معلومة كاذبة"),
    ("publicité", "advertising", "إعلان"),
    ("contenu choquant", "shocking content", "محتوى صادم"),
    ("vidéo", "video", "فيديو"),
)

NOTES = {
    ("en", "signaler"): "To a platform or to the police: “report”. Never “denounce”.",
    ("en", "harceleur"): "Say what somebody does before what somebody is: “a child who bullies”.",
    ("ar", "signaler"): "أبلغ عن محتوى أو حساب؛ الاسم: الإبلاغ.",
    ("ar", "harcèlement"): "تُقال «تحرّش» للتحرّش الجنسي وحده.",
}


def fill_empty_glossary() -> bool:
    """Writes the first words, for the languages the site has, where the glossary has none at all; returns whether it did."""
    if GlossaryTerm.objects.exists():
        return False
    codes = set(languages.translations())
    GlossaryTerm.objects.bulk_create(
        GlossaryTerm(language=code, term=term, translation=translation, note=NOTES.get((code, term), ""))
        for term, english, arabic in WORDS
        for code, translation in (("en", english), ("ar", arabic))
        if code in codes
    )
    return True
