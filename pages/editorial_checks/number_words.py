"""The words around a number that tell a number to call from a figure, in French, English and Arabic."""

from __future__ import annotations

import re

# --- what follows a figure -------------------------------------------------------------------------------------------------------

_MONTHS = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"
)
_TIMES = (
    "ans?|années?|mois|semaines?|jours?|heures?|h|min|minutes?|sec|secondes?|siècles?|fois|"
    "years?|months?|weeks?|days?|hours?|seconds?|centur(?:y|ies)|times|o['’]clock|am|pm|a\\.m|p\\.m|"
    "سنة|سنوات|سنين|عام|عاما|عاماً|أعوام|شهر|أشهر|شهرا|شهراً|أسبوع|أسابيع|يوم|يوما|يوماً|أيام|ساعة|ساعات|دقيقة|دقائق|مرة|مرات"
)
_MEASURES = (
    "euros?|centimes?|dollars?|cents?|km|cm|mm|kg|ko|mo|go|kb|mb|gb|px|pixels?|points?|pages?|lignes?|mots?|"
    "mille|milliers?|millions?|milliards?|hundred|thousand|billion|million|"
    "يورو|ألف|آلاف|مليون|بالمئة|بالمائة|في المئة|صفحة"
)
_PEOPLE = (
    "personnes?|enfants?|élèves?|familles?|parents?|jeunes|adolescents?|collégiens?|lycéens?|filles?|garçons?|"
    "people|child|children|pupils?|famil(?:y|ies)|men|women|boys?|girls?|"
    "طفل|طفلا|طفلاً|أطفال|تلميذ|تلميذا|تلميذاً|تلاميذ|شخص|شخصا|شخصاً|أشخاص|عائلة|عائلات"
)
_STREETS = "bis|ter|rue|avenue|av|boulevard|bd|place|quai|chemin|impasse|allée|cours|route|square|street|road|شارع"
_ORDINALS = "e|er|ère|ème|th|st|nd|rd"

UNIT = re.compile(rf"\s?(?:[%٪‰€$£°º]|(?:{_MONTHS}|{_TIMES}|{_MEASURES}|{_PEOPLE}|{_ORDINALS})(?![\w'’])|,?\s?(?:{_STREETS})(?![\w'’]))")
"""What makes the number before it a figure, a time, an age, a price, a date, an address."""

RANGE = re.compile(rf"\s?(?:au|à|et|ou|to|and|or|-|إلى|و)\s?(?:le\s|au\s|the\s)?\d+{UNIT.pattern}")
"""« 15 à 17 ans »: the unit stands after the second number."""

COUNTED = re.compile(r"\s(?!(?:tous|toutes|dans|sans|dès|puis|mais|vous|nous|après|sous|toujours|depuis|vers|très|plus|moins|pas|alors|"
                     r"always|as|this|is|was|has|unless|across|us|plus)\b)[a-zàâçéèêëîïôûùüÿœæ-]{3,}[sx](?!\w)")  # fmt: skip
"""A plural follows: the number counts it."""

# --- what comes before a number to call ------------------------------------------------------------------------------------------

_CALLING = (
    r"appel\w*|rappel\w*|compos\w*|télépho\w*|contact\w*|joign\w*|joindre|numérot\w*|tapez|taper|sms|textos?|"
    r"call\w*|dial\w*|ring|phone\w*|text|reach|helplines?|hotlines?|"
    r"[وف]?(?:اتصل\w*|اتّصل\w*|الاتصال|اتصال|اطلب\w*|هاتف\w*|أرسل\w*)"
)
_RESCUERS = (
    r"police(?:[- ]secours)?|gendarmerie|samu|pompiers|secours|urgences?|enfance en danger|"
    r"emergency(?: services?)?|ambulance|fire brigade|"
    r"(?:ال)?(?:شرطة|إسعاف|طوارئ|نجدة|درك)"
)
_BETWEEN = (
    r"les?|la|l['’]|aux?|du|d['’]|de|numéros?|ligne|gratuitement|vite|immédiatement|aussitôt|directement|tout|suite|alors|plutôt|ou|et|puis|"
    r"the|on|to|number|or|and|immediately|straight|away|now|"
    r"بـ|ب|على|الرقم|رقم|بالرقم|برقم|للرقم|أو|و|إلى|ال"
)

CALLED_AT_ONCE = re.compile(rf"(?<!\w)(?:{_CALLING}|{_RESCUERS})(?:[\s\d.:,;(«»\"“”*]|(?<!\w)(?:{_BETWEEN}|{_RESCUERS})(?![^\W\d]))*$")
"""A word of calling, or who answers, and nothing between it and the number but small words and other numbers."""

CALLED = re.compile(rf"(?<!\w)(?:{_CALLING}|{_RESCUERS})(?!\w)[^.!?؟\n]{{0,80}}$")
"""A word of calling earlier in the sentence."""

NAMED = re.compile(
    r"(?<!\w)(?:le|au|du|ce|notre|numéro|ligne|helpline|number|رقم|الرقم|بالرقم|برقم|للرقم|خط|الخط|بالخط|للخط|على|بـ|ب)\s?[:«\"“(]?\s?$"
)
"""In the singular, or called a number: what one says of a number to call, and of no quantity."""

IS_NUMBERED = re.compile(r"(?<!\w)(?:pages?|p\.|articles?|art\.|chapitres?|chapters?|figures?|étapes?|steps?|salles?|rooms?|"
                         r"tomes?|versions?|v\.|éditions?|lois?|décrets?|n°|no\.|صفحة|المادة|قاعة)\s?$")  # fmt: skip
"""Something that bears a number of its own."""

RESCUED = re.compile(rf"\s?[(:–-]?\s?(?:{_RESCUERS})(?!\w)")
"""Who answers, named after the number: « 17 (police) »."""
