"""The styles of a document as a table of names and formats, which `styles` writes as XML."""

from dataclasses import dataclass
from typing import Literal

Face = Literal["text", "label"]
TIGHT, CLOSE = 1.25, 1.17  # leadings
Border = Literal["", "box", "under", "over", "bar"]


@dataclass(frozen=True)
class Style:
    """A paragraph style: sizes and colours by their names in the theme, spacing in points."""

    id: str
    name: str
    based: str = "Normal"
    next: str = "BodyText"
    size: str = ""
    face: Face | None = None
    colour: str = ""
    bold: bool = False
    before: float | None = None
    after: float | None = None
    hanging: float = 0
    level: int | None = None  # of the outline, from 0
    keep_next: bool = False
    border: Border = ""
    align: str = ""
    tabs: Literal["", "edge", "dots", "pair"] = ""
    indent: float = 0
    quick: bool = True
    tight: float = 0  # the most leading of its lines, closer than the language's
    paired: bool = False  # its paragraphs hold both languages in a facing edition
    grows: bool = False  # its lines get as high as what they hold
    document_direction: bool = False  # of paragraphs that Word makes itself, by the style alone


@dataclass(frozen=True)
class CharacterStyle:
    """A character style."""

    id: str
    name: str
    colour: str = ""
    bold: bool = False
    raised: bool = False
    size: str = ""
    underlined: bool = False
    signs: bool = False  # the font of labels in the Latin script, which has signs, for all scripts


# fmt: off
PARAGRAPHS = (
    Style("BodyText", "Body Text", size="text", face="text", after=6),
    Style("Heading1", "heading 1", size="title", face="text", colour="accent", bold=True, before=0,
          after=2, level=0, keep_next=True, tabs="edge", border="bar"),
    Style("TitlePair", "Title in Two Languages", based="Heading1", size="answer", face="text",
          colour="accent", bold=True, before=0, after=2, level=0, keep_next=True, tabs="edge",
          border="bar"),
    Style("Heading2", "heading 2", size="h2", face="text", colour="accent", bold=True, before=18,
          after=6, level=1, keep_next=True, border="under", tabs="edge"),
    Style("Heading3", "heading 3", size="h3", face="label", colour="accent", bold=True, before=14,
          after=4, level=2, keep_next=True, tabs="edge"),
    Style("Heading4", "heading 4", size="h4", face="label", colour="ink", bold=True, before=10,
          after=3, level=3, keep_next=True, tabs="edge"),
    Style("KeyHeading", "Heading of Page One", based="Heading3", before=4, after=2, size="h3",
          face="label", colour="accent", bold=True, keep_next=True, tabs="edge"),
    Style("KeyPair", "Heading of Page One in Two Languages", based="Heading3", before=2, after=1,
          size="small", face="label", colour="accent", bold=True, keep_next=True, tabs="edge"),
    Style("TOCHeading", "TOC Heading", based="Heading2", level=9),
    Style("Subtitle", "Subtitle", size="subtitle", face="label", colour="muted", after=3),
    Style("Handling", "Handling", size="small", face="label", colour="muted",
          after=10),
    Style("Fact", "Fact", next="Fact", size="small", face="label", after=1),
    Style("Lead", "Lead", size="lead", face="text", after=8),
    Style("Answer", "Answer", next="BoxText", size="answer", face="text", after=2, border="box",
          tight=TIGHT),
    Style("AnswerHalf", "Answer in Half a Page", next="AnswerHalf", size="lead", face="text",
          after=2, tight=CLOSE),
    Style("ProvenanceHalf", "Provenance in Half a Page", next="ProvenanceHalf", size="note",
          face="label", colour="muted", tight=CLOSE),
    Style("SubtitleHalf", "Subtitle in Half a Page", next="SubtitleHalf", size="small",
          face="label", colour="muted", tight=CLOSE),
    Style("FactHalf", "Fact in Half a Page", next="FactHalf", size="note", face="label", after=1,
          tight=CLOSE),
    Style("MetaHalf", "Meta in Half a Page", next="MetaHalf", size="note", face="label",
          colour="muted", after=1, tight=CLOSE),
    Style("HeadlineHalf", "Headline in Half a Page", based="BodyText", next="HeadlineHalf",
          size="small", face="text", after=0, tight=CLOSE),
    Style("Provenance", "Provenance", next="BoxText", size="small", face="label", colour="muted",
          after=4, border="box", tight=TIGHT),
    Style("Rating", "Rating", next="Statement", size="note", face="label", before=0, after=0,
          keep_next=True, tight=CLOSE),
    Style("Headline", "Headline", based="BodyText", next="Headline", after=0, tight=TIGHT),
    Style("Meta", "Meta", size="small", face="label", colour="muted", after=4),
    Style("Caution", "Caution", size="small", face="label", colour="ink", after=4),
    Style("Lacking", "Lacking", size="small", face="label", colour="muted", after=6),
    Style("Source", "Source", based="BodyText", next="Source", before=4, after=2, keep_next=True),
    Style("SourceNote", "Source Note", next="SourceNote", size="note", face="label", after=1),
    Style("BoxHeading", "Box Heading", based="Heading2", next="BoxText", size="small", face="label",
          before=6, after=0, border="box", tight=TIGHT, paired=True),
    Style("BoxText", "Box Text", based="BodyText", next="BoxText", before=3, after=3,
          border="box"),
    Style("When", "Statement Label", next="Statement", size="small", face="label", colour="muted",
          before=6, after=0, keep_next=True),
    Style("Statement", "Statement", based="BodyText", next="Statement", after=1),
    Style("Who", "Statement Speaker", next="When", size="small", face="label", colour="muted",
          after=8),
    Style("ListBullet", "List Bullet", based="BodyText", next="ListBullet", after=3, hanging=14),
    Style("ListNumber", "List Number", based="BodyText", next="ListNumber", after=6, hanging=18),
    Style("ListPlain", "List Plain", based="BodyText", next="ListPlain", after=3),
    Style("Timeline", "Timeline", based="BodyText", next="Timeline", after=4, hanging=14),
    Style("Caption", "caption", size="small", face="label", colour="ink", before=6, after=2,
          keep_next=True, tight=TIGHT, paired=True),
    Style("Chart", "Chart", size="small", after=8, align="center", grows=True),
    Style("TableText", "Table Text", next="TableText", size="small", face="label", before=1.5,
          after=1.5, paired=True),
    Style("EvidenceText", "Evidence Text", based="TableText", next="EvidenceText", before=0,
          after=0, paired=True),
    Style("EvidenceHeading", "Evidence Heading", based="EvidenceText", next="EvidenceHeading",
          bold=True, before=0, after=0, paired=True),
    Style("MatrixText", "Matrix Text", based="TableText", next="MatrixText", size="note", before=0,
          after=0.5, tight=TIGHT, paired=True),
    Style("MatrixHeading", "Matrix Heading", based="MatrixText", next="MatrixHeading",
          colour="accent", bold=True, before=0, after=0, tight=TIGHT, paired=True),
    Style("TableHeading", "Table Heading", based="TableText", next="TableHeading", colour="accent",
          bold=True, paired=True),
    Style("FigureHeading", "Figure in a Table", based="TableHeading", next="TableText",
          size="numeral", face="label", colour="accent", bold=True, before=0, after=0, tight=TIGHT),
    Style("FootnoteText", "footnote text", next="FootnoteText", size="note", face="label", after=1,
          tight=CLOSE, paired=True),
    Style("Header", "header", next="Header", size="running", face="label", colour="muted",
          border="under", tabs="edge", quick=False, tight=CLOSE),
    Style("Footer", "footer", next="Footer", size="running", face="label", colour="muted",
          border="over", tabs="edge", quick=False, tight=CLOSE),
    Style("TOC2", "toc 2", size="small", face="label", before=1, after=1, tabs="dots", quick=False,
          tight=TIGHT, document_direction=True),
    Style("TOC3", "toc 3", size="small", face="label", after=1, tabs="dots", indent=12,
          quick=False, tight=TIGHT, document_direction=True),
    Style("TOC4", "toc 4", size="small", face="label", after=1, tabs="dots", indent=24,
          quick=False, tight=TIGHT, document_direction=True),
    Style("Gap", "Between Tables", size="note", quick=False),
)

CHARACTERS = (
    CharacterStyle("Strong", "Strong", bold=True),
    CharacterStyle("Label", "Label", bold=True),
    CharacterStyle("DateText", "Date Text", colour="ink", bold=True),
    CharacterStyle("Topic", "Topic", colour="muted"),
    CharacterStyle("Numeral", "Numeral", colour="accent", size="numeral"),
    CharacterStyle("Muted", "Muted", colour="muted"),
    CharacterStyle("Expansion", "Expansion", colour="muted"),
    CharacterStyle("StanceSupports", "Stance Supports", colour="supports", bold=True),
    CharacterStyle("StanceConditional", "Stance Conditional", colour="conditional", bold=True),
    CharacterStyle("StanceUndecided", "Stance Undecided", colour="undecided", bold=True),
    CharacterStyle("StanceOpposes", "Stance Opposes", colour="opposes", bold=True),
    CharacterStyle("Reference", "Reference", colour="accent"),
    CharacterStyle("Sign", "Sign", signs=True),
    CharacterStyle("Gauge", "Gauge", colour="accent", size="h3", signs=True),
    CharacterStyle("Number", "Number", colour="accent", bold=True),
    CharacterStyle("Mark", "Mark", colour="paper", bold=True),
    CharacterStyle("StanceLabel", "Stance Label", colour="ink"),
    CharacterStyle("Hyperlink", "Hyperlink", colour="accent", underlined=True),
    CharacterStyle("FootnoteReference", "footnote reference", colour="accent", raised=True),
)
# fmt: on
