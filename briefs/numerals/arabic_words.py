"""The Arabic number words: genders, cases, spellings and clitics; dual nouns; the months."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Role = Literal[
    "one", "unit", "teen", "ten", "hundred", "hundreds", "scale", "scales", "pair", "either",
    "ordinal", "part", "parts", "dual", "month",
]  # fmt: skip


@dataclass(frozen=True)
class Word:
    """A number word: its part in a number, its value, and the clitics it stands with."""

    role: Role
    value: Fraction
    form: str = ""
    clitic: str = ""

    @property
    def joins(self) -> bool:
        """Whether an `and` is written to it."""
        return self.clitic.startswith("و")

    @property
    def definite(self) -> bool:
        """Whether it has the article."""
        return self.clitic.endswith(("ال", "لل"))


# Nouns whose dual is read as 2: units of time, and what briefs count. None has a plural in -īn or
# -ān that its dual could be taken for (so no مسؤولين, مبعوثين, عاملين, بلدان); none is a title
# before two names (الرئيسين), says “both” (جانبين, طرفين), stands before numbers (الفقرتان 7 و8)
# or means a manner or level (مستويين).
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
# Verbs, names and nouns as well (مارس, جوان, آب): months beside a number, a date word or a month.
CONTEXT_MONTHS = {"مارس", "ماي", "جوان", "اوت", "آب", "اب"}
TO_A_DATE = {"في", "من", "منذ", "شهر", "خلال", "حتى", "الى", "اوائل", "مطلع", "منتصف", "اواخر",
             "نهايه", "بدايه", "قبل", "بعد", "عن"}  # fmt: skip


def lexicon() -> dict[str, Word]:
    """Every bare form of a number word."""
    words: dict[str, Word] = {}
    for form, stems in (("time", DUAL_OF_TIME), ("thing", DUAL_OF_THINGS)):
        for stem in stems.split():
            words |= {stem + end: Word("dual", Fraction(2), form) for end in ("ان", "ين")}
    for role, entries in FORMS.items():
        for entry in entries.split(";"):
            written, *forms = entry.split()
            words |= {form: Word(role, Fraction(written), form) for form in forms}
    for prefix, value in zip(
        ["ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "ثماني", "تسع"],
        (3, 4, 5, 6, 7, 8, 8, 9),
        strict=True,
    ):
        for hundred in ("مئه", "مائه", "ميه"):
            words[prefix + hundred] = Word("hundreds", Fraction(100 * value), prefix + hundred)
    for form in [
        "مئتان",
        "مئتين",
        "مئتا",
        "مئتي",
        "مائتان",
        "مائتين",
        "مائتا",
        "مائتي",
        "ميتان",
        "ميتين",
    ]:
        words[form] = Word("hundreds", Fraction(200), form)
    return words


LEXICON = lexicon()
CLITICS = ("", "ال", "و", "ف", "ب", "ل", "ك", "لل", "وال", "فال", "بال", "كال", "ولل", "فلل",
           "وب", "ول", "وك", "فب", "فل", "وبال", "فبال", "وكال")  # fmt: skip
PRONOUNS = re.compile("(?:ها|هما|هم|هن)$")
NOT_NUMBERS = {"لست", "ولست", "فلست", "كست", "لتسع"}  # I am not; clothed; to hold


def look_up(written: str) -> Word | None:
    """A word in the lexicon, with the fewest clitics taken off that leave a number word."""
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
            return Word(word.role, word.value, word.form, clitic)
    return None
