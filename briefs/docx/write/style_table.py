"""The styles of a document as a table of names and formats, which `styles` writes as XML."""

from dataclasses import dataclass
from typing import Literal

Face = Literal["text", "label"]
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
    tight: bool = False  # lines closer than the language's leading
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
    Style("TOCHeading", "TOC Heading", based="Heading2", level=9),
    Style("Subtitle", "Subtitle", size="subtitle", face="label", colour="muted", after=3),
    Style("Handling", "Handling", size="small", face="label", colour="muted",
          after=10),
    Style("Fact", "Fact", next="Fact", size="small", face="label", after=1),
    Style("Lead", "Lead", size="lead", face="text", after=8),
    Style("Answer", "Answer", next="BoxText", size="answer", face="text", after=2, border="box",
          tight=True),
    Style("AnswerHalf", "Answer in Half a Page", next="AnswerHalf", size="lead", face="text",
          after=2, tight=True),
    Style("Provenance", "Provenance", next="BoxText", size="small", face="label", colour="muted",
          after=4, border="box", tight=True),
    Style("Rating", "Rating", next="Statement", size="note", face="label", before=2, after=0,
          keep_next=True, tight=True),
    Style("Headline", "Headline", based="BodyText", next="Headline", after=0, tight=True),
    Style("Meta", "Meta", size="small", face="label", colour="muted", after=4),
    Style("Caution", "Caution", size="small", face="label", colour="conditional", after=4),
    Style("Lacking", "Lacking", size="small", face="label", colour="muted", after=6),
    Style("Source", "Source", based="BodyText", next="Source", before=4, after=2),
    Style("SourceNote", "Source Note", next="SourceNote", size="note", face="label", after=1),
    Style("BoxHeading", "Box Heading", based="Heading2", next="BoxText", size="small", face="label",
          before=6, after=0, border="box"),
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
    Style("Caption", "caption", size="small", face="label", colour="ink", before=12, after=4,
          keep_next=True),
    Style("Chart", "Chart", size="small", after=8, align="center"),
    Style("TableText", "Table Text", next="TableText", size="small", face="label", before=1.5,
          after=1.5),
    Style("MatrixText", "Matrix Text", based="TableText", next="MatrixText", size="note", before=0,
          after=0.5, tight=True),
    Style("MatrixHeading", "Matrix Heading", based="MatrixText", next="MatrixHeading",
          colour="accent", bold=True, before=0, after=0, tight=True),
    Style("TableHeading", "Table Heading", based="TableText", next="TableHeading", colour="accent",
          bold=True),
    Style("FootnoteText", "footnote text", next="FootnoteText", size="note", face="text", after=1),
    Style("Header", "header", next="Header", size="running", face="label", colour="muted",
          border="under", tabs="edge", quick=False),
    Style("Footer", "footer", next="Footer", size="running", face="label", colour="muted",
          border="over", tabs="edge", quick=False),
    Style("TOC2", "toc 2", size="text", face="label", before=4, after=1, tabs="dots", quick=False,
          document_direction=True),
    Style("TOC3", "toc 3", size="small", face="label", after=1, tabs="dots", indent=12,
          quick=False, document_direction=True),
    Style("TOC4", "toc 4", size="small", face="label", after=1, tabs="dots", indent=24,
          quick=False, document_direction=True),
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
    CharacterStyle("Hyperlink", "Hyperlink", colour="accent", underlined=True),
    CharacterStyle("FootnoteReference", "footnote reference", colour="accent", raised=True),
)
# fmt: on
