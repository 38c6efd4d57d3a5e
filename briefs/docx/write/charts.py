"""A chart's table as a native bar chart that Word can edit, with its workbook."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from typing import Any, NamedTuple

from docx.shared import Mm, Twips
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.enum.chart import XL_CHART_TYPE
from xlsxwriter import Workbook

from briefs.design import Theme
from briefs.docx.ooxml import C, Element, bare, blob, unknown, w
from briefs.docx.write.plan import BlockContext
from briefs.docx.write.theme import scripts, solid_fill
from briefs.html import visible_text

# Millimetres: the height of a bar with its space, and around all bars; of charts in half a page.
ROW, FRAME = 7.0, 8.0
ROW_OF_HALF, FRAME_OF_HALF = 6.2, 4.0
TONES = ("bar", "bar-contrast")
# The ids of axes that python-pptx writes are negative, which the schema does not allow.
AXES = {"-2068027336": "111111111", "-2113994440": "222222222"}


class Chart(NamedTuple):
    """The chart part and the workbook behind it."""

    xml: bytes
    workbook: bytes


def drawing(figure: Element, width: int, number: int, half: bool = False) -> Element:
    """Return the run that shows the chart of a figure, as wide as given in twips.

    A chart of half a page, beside another, is lower.

    <w:drawing><wp:inline><wp:extent cx="…" cy="…"/><wp:docPr id="1" name="Chart 1" descr="…"/>
    <wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="…/chart"><c:chart r:id="rIdChart1"/>
    """
    data = chart_data(figure)
    row, frame = (ROW_OF_HALF, FRAME_OF_HALF) if half else (ROW, FRAME)
    rows = len(list(data.categories)) * bars_of_a_group(data)
    rows += 1 if len(data) > 1 else 0  # one for the legend
    height = row * rows + frame
    chart = bare("c:chart", r_id=f"rIdChart{number}")
    inline = bare(
        "wp:inline",
        bare("wp:extent", cx=Twips(width), cy=Mm(height)),
        bare("wp:docPr", id=number, name=f"Chart {number}", descr=figure.get("data-alt") or ""),
        bare("wp:cNvGraphicFramePr"),
        bare("a:graphic", bare("a:graphicData", chart, uri=C)),
        **dict.fromkeys(("distT", "distB", "distL", "distR"), 0),
    )
    return w("r", w("drawing", inline))


def native_chart(figure: Element, context: BlockContext, theme: Theme, created: datetime) -> Chart:
    """Return the chart of a figure, with a workbook of this date."""
    data = chart_data(figure)
    book = PlainWorkbook(data, created, context.rtl).xlsx_blob
    return Chart(chart_xml(data, figure, context, theme), book)


def chart_data(figure: Element) -> Any:
    """Return categories and series of a figure's table; the values' signs give their format."""
    table = figure.find("table")
    if table is None or figure.get("data-kind") != "bars":
        raise unknown(figure, "as a chart")
    heads = [visible_text(cell) for cell in table.iterfind("thead/tr/th")]
    rows = list(table.iterfind("tbody/tr"))
    printed = [visible_text(cell) for cell in table.iterfind("tbody/tr/td") if len(cell.attrib) > 1]
    percent = bool(printed) and all("%" in words or "٪" in words for words in printed)
    data = CategoryChartData(number_format='General"%"' if percent else "General")
    data.categories = [visible_text(head) for row in rows for head in row.iterfind("th")]
    for column, name in enumerate(heads[1:]):
        cells = [row.findall("td")[column] for row in rows]
        data.add_series(name, [value_of(cell) for cell in cells])
    return data


def bars_of_a_group(data: Any) -> int:
    """Return how many bars stand below each other for a group: 1 where each has one value."""
    values = zip(*(series.values for series in data), strict=True)
    return len(data) if any(sum(one is not None for one in group) > 1 for group in values) else 1


def value_of(cell: Element) -> float | None:
    """Return the value of a cell; None for a cell without one, which the chart leaves out."""
    value = cell.get("data-value")
    return float(value) if value else None


class PlainWorkbook(CategoryWorkbookWriter):
    """A workbook in which a text stays a text, with a fixed date."""

    xlsx_blob: bytes

    def __init__(self, data: Any, created: datetime, rtl: bool) -> None:
        super().__init__(data)  # type: ignore[no-untyped-call]
        self.created, self.rtl = created, rtl

    @contextmanager
    def _open_worksheet(self, file: BytesIO) -> Iterator[tuple[Any, Any]]:
        """Yield a workbook and its sheet, as python-pptx asks, without formulas and links."""
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        book = Workbook(file, options)
        book.set_properties({"created": self.created.replace(tzinfo=None)})
        sheet = book.add_worksheet()
        if self.rtl:
            sheet.right_to_left()
        yield book, sheet
        book.close()


def chart_xml(data: Any, figure: Element, context: BlockContext, theme: Theme) -> bytes:
    """Return the chart part: python-pptx's bar chart, corrected, with the theme's colours."""
    written = ChartXmlWriter(XL_CHART_TYPE.BAR_CLUSTERED, data).xml
    for negative, positive in AXES.items():
        written = written.replace(negative, positive)
    space = etree.fromstring(written.encode())
    chart = child(space, "chart")
    plot = child(chart, "plotArea")
    space[1:1] = [bare("c:lang", val=theme.bcp47(context.lang)), bare("c:roundedCorners", val=0)]
    child(chart, "autoTitleDeleted").set("val", "1")
    plot.addnext(bare("c:plotVisOnly", val=1))
    if len(data) > 1:
        plot.addnext(bare("c:legend", bare("c:legendPos", val="b"), bare("c:overlay", val=0)))
    set_bars(plot, theme, bars_of_a_group(data))
    set_axes(plot, figure, context.rtl, theme)
    space.replace(child(space, "txPr"), text_properties(context, theme))
    child(space, "txPr").addprevious(no_fill())
    space.append(bare("c:externalData", bare("c:autoUpdate", val=0), r_id="rIdWorkbook"))
    etree.indent(space)
    return blob(space)


def child(parent: Element, name: str) -> Element:
    """Return a child that python-pptx has written."""
    element = parent.find(f"{{{C}}}{name}")
    if element is None:
        raise ValueError(f"python-pptx wrote a chart without {name}")
    return element


def set_bars(plot: Element, theme: Theme, of_a_group: int) -> None:
    """Give each series its colour and its values as labels, and set the space between bars.

    Where each group has one bar, all series are drawn in one row.
    """
    chart = child(plot, "barChart")
    for number, series in enumerate(chart.iterfind(f"{{{C}}}ser")):
        for old in series.findall(f"{{{C}}}invertIfNegative"):
            series.remove(old)
        fill = bare("c:spPr", solid_fill(theme, TONES[number % len(TONES)]))
        after = series.index(child(series, "tx")) + 1
        series[after:after] = [fill, bare("c:invertIfNegative", val=0), labels()]
    for old in chart.findall(f"{{{C}}}gapWidth"):
        chart.remove(old)
    chart.findall(f"{{{C}}}ser")[-1].addnext(bare("c:gapWidth", val=30))
    overlap = 100 if of_a_group == 1 else 0  # a bar over another would look like a part of it
    child(chart, "gapWidth").addnext(bare("c:overlap", val=overlap))


def labels() -> Element:
    """Return `<c:dLbls>`: the value at the end of the bar, on one line."""
    shown = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent")
    line = bare("a:p", bare("a:pPr", bare("a:defRPr")), bare("a:endParaRPr"))
    return bare(
        "c:dLbls",
        no_fill(),
        bare("c:txPr", bare("a:bodyPr", wrap="none"), bare("a:lstStyle"), line),
        bare("c:dLblPos", val="outEnd"),
        *(bare(f"c:{name}", val=int(name == "showVal")) for name in (*shown, "showBubbleSize")),
    )


def set_axes(plot: Element, figure: Element, rtl: bool, theme: Theme) -> None:
    """Put the first category on top, and let bars grow from the side where lines begin."""
    categories, values = child(plot, "catAx"), child(plot, "valAx")
    scaling = bare(
        "c:scaling",
        bare("c:orientation", val="maxMin" if rtl else "minMax"),
        bare("c:max", val=figure.get("data-max") or 100),
        bare("c:min", val=0),
    )
    values.replace(child(values, "scaling"), scaling)
    child(values, "delete").set("val", "1")
    for lines in values.findall(f"{{{C}}}majorGridlines"):
        values.remove(lines)
    child(categories, "axPos").set("val", "r" if rtl else "l")
    downwards = bare("c:scaling", bare("c:orientation", val="maxMin"))
    categories.replace(child(categories, "scaling"), downwards)
    child(categories, "majorTickMark").set("val", "none")
    line = bare("a:ln", solid_fill(theme, "rule"), w=9525)
    child(categories, "tickLblPos").addnext(bare("c:spPr", line))
    # Every group is named, however low the chart: Word reads the skip, LibreOffice the rotation.
    level = bare("a:p", bare("a:pPr", bare("a:defRPr")), bare("a:endParaRPr"))
    upright = bare("c:txPr", bare("a:bodyPr", rot=0), bare("a:lstStyle"), level)
    child(categories, "spPr").addnext(upright)
    child(categories, "noMultiLvlLbl").addprevious(bare("c:tickLblSkip", val=1))


def no_fill() -> Element:
    """Return shape properties with neither background nor frame."""
    return bare("c:spPr", bare("a:noFill"), bare("a:ln", bare("a:noFill")))


def text_properties(context: BlockContext, theme: Theme) -> Element:
    """Return `<c:txPr>…<a:cs typeface="Amiri"/>…`: the fonts of a chart, for both scripts."""
    first, complex_script = scripts(theme)
    lang = context.lang if context.lang in theme.languages else first
    properties = bare(
        "a:defRPr",
        solid_fill(theme, "ink"),
        bare("a:latin", typeface=theme.languages[first].label),
        bare("a:cs", typeface=theme.languages[complex_script].label),
        sz=round(theme.size("small", lang) * 100),
    )
    paragraph = bare(
        "a:p",
        bare("a:pPr", properties, rtl=int(context.rtl)),
        bare("a:endParaRPr", lang=theme.bcp47(context.lang)),
    )
    return bare("c:txPr", bare("a:bodyPr"), bare("a:lstStyle"), paragraph)
