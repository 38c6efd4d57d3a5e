"""Words by which the language of a text and the furniture of a page are guessed."""

import re
from collections.abc import Mapping

from briefs.content import LeftOutReason, fold

# Frequent words, without those that two of these languages have.
FUNCTION_WORDS: Mapping[str, frozenset[str]] = {
    "ar": frozenset(fold("في من على إلى أن عن التي الذي هذا كان وقال بين لم بعد مع ما").split()),
    "de": frozenset(fold("der das und ist nicht mit von dem ein eine auf für").split()),
    "en": frozenset(fold("the of and to that is for with its by would").split()),
    "es": frozenset(fold("el los las del y una con por para como más").split()),
    "fa": frozenset(fold("است که را این می شود های برای آن از").split()),
    "fr": frozenset(fold("le les et une dans est pour qui sur au aux").split()),
    "tr": frozenset(fold("ve bir bu için ile olarak çok daha").split()),
}


def beginning(words: str) -> re.Pattern[str]:
    """Return a pattern for any of some words at the start of a folded line."""
    return re.compile(rf"\W{{0,9}}(?:{fold(words)})(?!\w)", re.IGNORECASE)


# How lines begin that no statement cites, in English, French and Arabic: the reason, the most words
# that such a line has, the words.
BEGINNINGS: tuple[tuple[LeftOutReason, int, re.Pattern[str]], ...] = (
    (
        "teaser",
        20,
        beginning(
            r"(?:read|see) (?:also|more)|related (?:articles|stories)|most read"
            r"|(?:à )?(?:lire|voir) (?:aussi|également)|sur le même sujet"
            r"|(?:اقرأ|إقرأ|شاهد|طالع) (?:أيضًا|المزيد)|مواضيع ذات صلة|الأكثر قراءة"
        ),
    ),
    (
        "subscription",
        25,
        beginning(
            r"subscribe|sign up|(?:our )?newsletter|abonnez-vous|s['’]abonner|inscrivez-vous"
            r"|(?:ال)?اشتراك|اشترك(?:وا)?|النشرة البريدية"
        ),
    ),
    (
        "furniture",
        60,
        beginning(
            r"(?:we|this (?:web)?site) uses? cookies|nous utilisons des cookies|ce site utilise"
            r"|نستخدم ملفات تعريف|يستخدم هذا الموقع"
        ),
    ),
    (
        "furniture",
        15,
        beginning(
            r"copyright|all rights reserved|tous droits réservés|(?:جميع|كل) الحقوق محفوظة"
            r"|© ?\d+|(?:\S+ +){0,3}(?:https?://|www\.)\S+"
        ),
    ),
    (
        "furniture",
        4,
        beginning(
            r"share|tweet|follow us|print|copy link|accept(?: all)?|menu|home|search|log ?in"
            r"|partager|suivez-nous|imprimer|copier le lien|tout accepter|accueil|rechercher"
            r"|شارك(?:وا)?|مشاركة|تابعو?نا|طباعة|نسخ الرابط|موافق|القائمة|الرئيسية|بحث"
            r"|facebook|whatsapp|telegram|فيسبوك|واتساب|تيليجرام"
        ),
    ),
)
