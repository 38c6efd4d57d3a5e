"""The Arabic number words (genders, cases, spellings, clitics), dual nouns, months, and context."""

import re
from dataclasses import replace
from fractions import Fraction

from briefs.numerals.context import Context
from briefs.numerals.words import Role, Word, words_of

# Nouns whose dual is read as 2: units of time, and what briefs count. Left out are nouns with a
# plural in -īn or -ān that looks like the dual (مسؤولين, مبعوثين, عاملين, بلدان), titles before
# two names (الرئيسين), words for “both” (جانبين, طرفين), nouns before numbers (الفقرتان 7 و8) and
# nouns of manner or level (مستويين).
DUAL_OF_TIME = "يوم اسبوع شهر عام سنت ساعت دقيقت ثانيت قرن عقد مرت"
DUAL_OF_THINGS = (
    "مرحلت جولت دولت شخص رجل امرات شرط ضمانت خيار سبب نقطت قمت اجتماع جندي حكومت رقم نسبت "
    "استطلاع موقف مسالت فئت مجموعت مصدر خطت طريقت معسكر عنصر امر قوت منظمت مدينت صاروخ طائرت "
    "مقال"
)

FORMS: dict[Role, str] = {
    "one": "1 واحد واحدا واحده احد احدا احدى احدي",
    "unit": "0 صفر صفرا; 2 اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي; 3 ثلاث ثلاثه ثلاثا; "
    "4 اربع اربعه اربعا; 5 خمس خمسه خمسا; 6 ست سته ستا; 7 سبع سبعه سبعا; "
    "8 ثمان ثماني ثمانى ثمانيه ثمانيا; 9 تسع تسعه تسعا",
    "teen": "10 عشر عشره عشرا",
    "ten": "20 عشرون عشرين; 30 ثلاثون ثلاثين; 40 اربعون اربعين; 50 خمسون خمسين; 60 ستون ستين; "
    "70 سبعون سبعين; 80 ثمانون ثمانين; 90 تسعون تسعين",
    "hundred": "100 مئه مائه ميه مأه",
    "scale": "1000 الف; 1000000 مليون; 1000000000 مليار بليون; 1000000000000 تريليون ترليون",
    "scales": "1000 آلاف الاف ءالاف; 1000000 ملايين; 1000000000 مليارات بلايين; "
    "1000000000000 تريليونات",
    "pair": "2000 الفان الفين الفي; 2000000 مليونان مليونين مليوني; "
    "2000000000 ملياران مليارين ملياري بليونان بليونين; 2000000000000 تريليونان تريليونين",
    "either": "1000 الفا; 1000000 مليونا; 1000000000 مليارا بليونا; 1000000000000 تريليونا",
    "ordinal": "1 اول اولى حادي حاديه; 2 ثان ثاني ثانى ثانيه ثانيا; 3 ثالث ثالثه ثالثا; "
    "4 رابع رابعه رابعا; 5 خامس خامسه خامسا; 6 سادس سادسه سادسا; 7 سابع سابعه سابعا; "
    "8 ثامن ثامنه ثامنا; 9 تاسع تاسعه تاسعا; 10 عاشر عاشره عاشرا",
    "part": "1/2 نصف نصفا; 1/3 ثلث ثلثا; 2/3 ثلثان ثلثين ثلثي; 1/4 ربع ربعا; 1/6 سدس",
    "parts": "1/3 اثلاث; 1/4 ارباع; 1/5 اخماس; 1/6 اسداس; 1/7 اسباع; 1/8 اثمان; 1/9 اتساع; "
    "1/10 اعشار",
    "month": "1 يناير جانفي; 2 فبراير شباط فيفري; 3 مارس آذار اذار; "
    "4 ابريل نيسان افريل; 5 مايو ايار ماي; 6 يونيو يونيه حزيران جوان; "
    "7 يوليو يوليه تموز جويليه يوليوز; 8 اغسطس آب اب اوت غشت; 9 سبتمبر ايلول شتنبر; "
    "10 اكتوبر; 11 نوفمبر نونبر; 12 ديسمبر دجنبر",
}
TWO_WORD_MONTHS = {
    ("كانون", "الثاني"): 1, ("تشرين", "الاول"): 10, ("تشرين", "الثاني"): 11, ("كانون", "الاول"): 12
}  # fmt: skip
# Verbs, names and nouns too: they are months only beside a number, a date word or a month.
CONTEXT_MONTHS = {"مارس", "ماي", "جوان", "اوت", "آب", "اب"}
BEFORE_DATE = {"في", "من", "منذ", "شهر", "خلال", "حتى", "الى", "اوائل", "مطلع", "منتصف", "اواخر",
               "نهايه", "بدايه", "قبل", "بعد", "عن", "بحلول"}  # fmt: skip
TWO_HUNDRED = "مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي ميتان ميتين"


def lexicon() -> dict[str, Word]:
    """Return every bare form of a number word, with the word."""
    words: dict[str, Word] = {}
    for form, stems in (("time", DUAL_OF_TIME), ("thing", DUAL_OF_THINGS)):
        for stem in stems.split():
            words |= {stem + ending: Word("dual", Fraction(2), form) for ending in ("ان", "ين")}
    words |= {word.form: word for word in words_of(FORMS)}
    hundreds = dict.fromkeys(TWO_HUNDRED.split(), 200)
    for unit, prefixes in enumerate(["ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان ثماني", "تسع"], 3):
        for prefix in prefixes.split():
            hundreds |= {prefix + hundred: 100 * unit for hundred in ("مئه", "مائه", "ميه")}
    return words | {
        form: Word("hundreds", Fraction(value), form) for form, value in hundreds.items()
    }


LEXICON = lexicon()
CLITICS = ("", "ال", "و", "ف", "ب", "ل", "ك", "لل", "وال", "فال", "بال", "كال", "ولل", "فلل",
           "وب", "ول", "وك", "فب", "فل", "وبال", "فبال", "وكال")  # fmt: skip
PRONOUNS = re.compile("(?:ها|هما|هم|هن)$")
NOT_NUMBERS = {"لست", "ولست", "فلست", "كست", "لتسع"}  # I am not; clothed; to hold


def look_up(written: str) -> Word | None:
    """Return the number word that is left when the fewest clitics are taken off, if any."""
    if written in NOT_NUMBERS:
        return None
    for clitic in CLITICS:
        bare = written[len(clitic) :]
        if not written.startswith(clitic):
            continue
        word = LEXICON.get(bare)
        if word is None and (base := PRONOUNS.sub("", bare)) != bare:
            word = LEXICON.get(base)
            word = word if word and word.role == "ordinal" else None
        if word:
            return replace(word, clitic=clitic)
    return None


CONTEXT = Context(
    percent=re.compile(
        r"\s?%|\s(?:في ال|بال)(?:مئه|مائه|ميه)(?!\w)"
        r"|\s(?:نقطه|نقاط|نقطتين|نقطتان) (?:مئويه|مئويتين|مئويتان)"
    ),
    money=re.compile(
        r"\s?[€$£¥]|\s(?:دولار|يورو|جنيه|روبل|ليره|ريال|درهم|دينار|هريفنيا)(?:ا|ات)?(?!\w)"
    ),
    label=re.compile(
        r"(?<!\w)[وفبلك]?(?:ال|لل|ل)?(?:ماده|مادتان|مادتين|مواد|فقره|فقرتان|فقرتين|فقرات|بند|بندان"
        r"|بندين|بنود|فصل|قرار|صفحه|صفحات|بروتوكول|قرن|رقم)\s(?:ال)?$"
    ),
    to_month=re.compile(r"\s(?:من (?:شهر )?|شهر )?|[/-]"),
    to_year=re.compile(r"[\s،,/]{1,2}(?:من )?(?:[ال]?ل?عام |سنه )?"),
    year=re.compile(r"(?<!\w)[وفبلك]?(?:ال|لل)?(?:عام|عامي|عامين|سنه|سنتي|اعوام|سنوات)\s$"),
    range=re.compile(r"\s?[-–—]\s?|\s(?:الى|حتى|او)\s"),
    list=re.compile(r"\s(?:الى|حتى|او)\s|\s?[،,]\s?|\s?[-–—]\s?|[،,]?\sو\s?"),
    between=re.compile(r"(?<!\w)و?(?:ما )?بين (?:نحو )?$"),
    minus=re.compile(r"(?<!\w)(?:ناقص|سالب) $"),
    conjunction="و",
    count_after_month=re.compile(""),  # a day after a month is read only where a year follows it
    label_before_words=False,
)
