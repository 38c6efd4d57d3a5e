"""Makes projects of a given size for measurements: articles, statements, briefs."""

from pathlib import Path
from random import Random

from babel import Locale

COUNTRIES = ("DK", "EE", "FI", "GR", "IE", "IT", "LV", "NL", "PT", "RO", "SE", "SK")
TOPICS = {
    "ships": ("Ships", "السفن"),
    "harbours": ("Harbours", "الموانئ"),
    "fees": ("Fees", "الرسوم"),
    "crews": ("Crews", "الأطقم"),
    "pilots": ("Pilots", "المرشدون"),
    "safety": ("Safety", "السلامة"),
}
STANCES = ("conditional", "undecided")
TEXTS = (
    (
        "{country} said that it would pay {number} million euros for the line, if the other "
        "governments shared the costs of the harbours and of the crews.",
        "قالت حكومة {country} إنها ستدفع {number} مليون يورو للخط، إذا تقاسمت الحكومات الأخرى كلفة "
        "الموانئ والأطقم.",
    ),
    (
        "{country} had not decided by the end of the month; its parliament was to debate the line "
        "for {number} hours, behind closed doors.",
        "لم تتخذ حكومة {country} قرارًا حتى نهاية الشهر، وكان على برلمانها أن يناقش الخط مدة "
        "{number} ساعة في جلسات مغلقة.",
    ),
)
PER_ARTICLE = 20
HEAD = "handling: {en: Invented, ar: متخيل}\nlanguages: [en, ar]\neditions: [en, ar, ar-en]\n"


def write_project(folder: Path, statements: int, briefs: int, shown: int) -> None:
    """Write a project with a number of statements and briefs, each of which shows some of them.

    A brief `record` with all statements is added where `briefs` is 0.
    """
    random = Random(statements)
    names = {code: Locale(code).territories for code in ("en", "ar")}
    write(folder / "briefs.yaml", f"id: measured\nname: {pair('Measured', 'قياس')}\n{HEAD}")
    topics = "".join(f"  - id: {key}\n    name: {pair(*name)}\n" for key, name in TOPICS.items())
    write(folder / "content/topics.yaml", f"topics:\n{topics}")
    write(folder / "content/people.yaml", "people: []\norganisations: []\n")
    write(folder / "content/contradictions.yaml", "contradictions: []\n")
    references: list[str] = []
    for start in range(0, statements, PER_ARTICLE):
        article = f"a{start // PER_ARTICLE:04}"
        size = min(PER_ARTICLE, statements - start)
        items, paragraphs = [], ["Harbour News, 12 March 2024", "A line across the sea"]
        for number in range(size):
            country = random.choice(COUNTRIES)
            stance = random.randrange(len(STANCES))
            english, arabic = (
                text.format(country=names[code][country], number=random.randint(11, 99))
                for code, text in zip(("en", "ar"), TEXTS[stance], strict=True)
            )
            amount = next(word for word in english.split() if word.isdigit())
            arabic = " ".join(amount if word.isdigit() else word for word in arabic.split())
            paragraphs.append(english)
            items.append(
                f"  - id: s{number}\n    country: {country}\n"
                f"    topic: {random.choice(list(TOPICS))}\n    stance: {STANCES[stance]}\n"
                f"    as_of: 2024-03-{random.randint(1, 11):02}\n    nature: statement\n"
                f"    at: [{len(paragraphs)}]\n    text: {pair(english, arabic)}\n"
                f"    gist: {pair(f'Pays or debates {amount}', f'تدفع أو تناقش {amount}')}\n"
            )
            references.append(f"{article}/s{number}")
        write(folder / f"sources/{article}.txt", "\n\n".join(paragraphs) + "\n")
        write(folder / f"content/articles/{article}.yaml", article_head(article, len(paragraphs)))
        with (folder / f"content/articles/{article}.yaml").open("a", encoding="utf-8") as file:
            file.write("positions:\n" + "".join(items))
    for number in range(briefs):
        chosen = [references[(number * shown + each) % len(references)] for each in range(shown)]
        write_brief(folder, f"b{number:04}", "note", list(dict.fromkeys(chosen)))
    if not briefs:
        write_brief(folder, "record", "record", references[:1])


def article_head(article: str, paragraphs: int) -> str:
    """Return the keys of an article before its statements."""
    text = pair("What the paper reports of the line.", "ما تنقله الصحيفة عن الخط.")
    news = pair("Harbour News", "أنباء الميناء")
    return (
        f"id: {article}\npublisher: {news}\n"
        f"title: {pair('A line across the sea', 'خط عبر البحر')}\n"
        f"title_is: descriptive\nshort: {pair('News', 'الأنباء')}\n"
        "issued: {date: 2024-03-12, basis: stated, at: [1]}\nlanguage: en\n"
        f"source_text: {article}.txt\nparagraphs: {paragraphs}\nsummary: {text}\n"
        "weight:\n"
        + "".join(f"  {key}: {news}\n" for key in ("kind", "access", "independence"))
        + "left_out: [{why: heading, at: [1, 2]}]\n"
    )


def write_brief(folder: Path, name: str, template: str, shown: list[str]) -> None:
    """Write a brief that rests on the first statement that it shows."""
    show = f"show: [{', '.join(shown)}]\n" if len(shown) > 1 else ""
    text = pair("Governments differ on who pays for the line.", "تختلف الحكومات على من يموّل الخط.")
    write(
        folder / f"content/briefs/{name}.yaml",
        f"id: {name}\ntemplate: {template}\ntitle: {pair('The line', 'الخط')}\n"
        f"reference: {name.upper()}\ninformation_as_of: {{date: 2024-03-12, basis: stated}}\n"
        f"bottom_line:\n  text: {text}\n  evidence: [{shown[0]}]\n"
        f"countries: [{', '.join(COUNTRIES[:5])}]\n{show}",
    )


def pair(english: str, arabic: str) -> str:
    """Return a text in two languages as YAML."""
    return f'{{en: "{english}", ar: "{arabic}"}}'


def write(path: Path, text: str) -> None:
    """Write a text file, with its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
