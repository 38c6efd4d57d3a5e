"""A chart's table as a native bar chart that Word can edit, with its workbook."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.enum.chart import XL_CHART_TYPE
from xlsxwriter import Workbook

from briefs.design import Theme
from briefs.docx.ooxml import C, Element, R, bare, blob, emu, unknown, w
from briefs.docx.write.context import BlockContext, WriteContext, colour
from briefs.docx.write.styles import scripts
from briefs.html import visible_text

ROW, FRAME = 7.0, 8.0  # millimetres
TONES = ("bar", "bar-contrast")
AXES = {"-2068027336": "111111111", "-2113994440": "222222222"}


def drawing(figure: Element, place: BlockContext, job: WriteContext) -> Element:
    """The run that shows a figure's chart, whose parts are left with the job.

    <w:drawing><wp:inline><wp:extent cx="…" cy="…"/><wp:docPr id="1" name="Chart 1" descr="…"/>
    <wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="…/chart"><c:chart r:id="rIdChart1"/>
    """
    table = figure.find("table")
    if table is None or figure.get("data-kind") != "bar":
        raise unknown(figure, "as a chart")
    data = chart_data(table)
    job.charts.append(
        (chart_xml(data, figure, place, job.theme), workbook(data, job.options.created, place.rtl))
    )
    number = len(job.charts)
    width = round(place.width / 1440 * 25.4 * 36000)
    height = emu(ROW * len(list(data.categories)) * max(1, len(data) * 0.7) + FRAME)
    shown = bare("c:chart")
    shown.set(f"{{{R}}}id", f"rIdChart{number}")
    inline = bare(
        "wp:inline",
        bare("wp:extent", cx=width, cy=height),
        bare("wp:docPr", id=number, name=f"Chart {number}", descr=figure.get("data-alt") or ""),
        bare("wp:cNvGraphicFramePr"),
        bare("a:graphic", bare("a:graphicData", shown, uri=C)),
        distT=0,
        distB=0,
        distL=0,
        distR=0,
    )
    return w("r", w("drawing", inline))


def chart_data(table: Element) -> Any:
    """Categories and series as the table has them, the number format from the values' signs."""
    heads = [visible_text(cell) for cell in table.iterfind("thead/tr/th")]
    rows = list(table.iterfind("tbody/tr"))
    printed = [visible_text(cell) for cell in table.iterfind("tbody/tr/td")]
    percent = bool(printed) and all("%" in words or "٪" in words for words in printed)
    data = CategoryChartData(number_format='General"%"' if percent else "General")
    data.categories = [visible_text(head) for row in rows for head in row.iterfind("th")]
    for column, name in enumerate(heads[1:]):
        cells = [list(row.iterfind("td"))[column] for row in rows]
        data.add_series(name, [float(cell.get("data-value") or "nan") for cell in cells])
    return data


class PlainWorkbook(CategoryWorkbookWriter):
    """A workbook in which a text stays a text, with a fixed date."""

    def __init__(self, data: Any, created: datetime, rtl: bool) -> None:
        super().__init__(data)  # type: ignore[no-untyped-call]
        self.created, self.rtl = created, rtl

    @contextmanager
    def _open_worksheet(self, file: BytesIO) -> Iterator[tuple[Any, Any]]:
        """python-pptx's own hook, with formulas and links from text switched off."""
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        book = Workbook(file, options)
        book.set_properties({"created": self.created.replace(tzinfo=None)})
        sheet = book.add_worksheet()
        if self.rtl:
            sheet.right_to_left()
        yield book, sheet
        book.close()


def workbook(data: Any, created: datetime, rtl: bool) -> bytes:
    """The workbook behind a chart."""
    made: bytes = PlainWorkbook(data, created, rtl).xlsx_blob
    return made


def chart_xml(data: Any, figure: Element, place: BlockContext, theme: Theme) -> bytes:
    """The chart part: python-pptx's bar chart, mended, in the theme's colours and faces."""
    written = ChartXmlWriter(XL_CHART_TYPE.BAR_CLUSTERED, data).xml
    for negative, positive in AXES.items():
        written = written.replace(negative, positive)
    made = etree.fromstring(written.encode())
    chart = child(made, "chart")
    plot = child(chart, "plotArea")
    made[1:1] = [bare("c:lang", val=theme.bcp47(place.lang)), bare("c:roundedCorners", val=0)]
    child(chart, "autoTitleDeleted").set("val", "1")
    chart.insert(list(chart).index(plot) + 1, bare("c:plotVisOnly", val=1))
    if len(data) > 1:
        legend = bare("c:legend", bare("c:legendPos", val="b"), bare("c:overlay", val=0))
        chart.insert(list(chart).index(plot) + 1, legend)
    bars(plot, figure, theme)
    axes(plot, figure, place.rtl, theme)
    made.replace(child(made, "txPr"), letters(place, theme))
    child(made, "txPr").addprevious(no_fill())
    external = bare("c:externalData", bare("c:autoUpdate", val=0))
    external.set(f"{{{R}}}id", "rIdWorkbook")
    made.append(external)
    etree.indent(made)
    return blob(made)


def child(parent: Element, name: str) -> Element:
    """A child that python-pptx has written."""
    found = parent.find(f"{{{C}}}{name}")
    if found is None:
        raise ValueError(f"python-pptx wrote a chart without {name}")
    return found


def bars(plot: Element, figure: Element, theme: Theme) -> None:
    """Each series in its tone, with its values as labels, and the space between bars."""
    chart = child(plot, "barChart")
    series = chart.findall(f"{{{C}}}ser")
    first = TONES.index(figure.get("data-tone") or "bar")
    for number, one in enumerate(series):
        paint = colour(theme, TONES[(first + number) % len(TONES)])
        fill = bare("c:spPr", bare("a:solidFill", bare("a:srgbClr", val=paint)))
        for old in one.findall(f"{{{C}}}invertIfNegative"):
            one.remove(old)
        after = list(one).index(child(one, "tx")) + 1
        one[after:after] = [fill, bare("c:invertIfNegative", val=0), labels()]
    for old in chart.findall(f"{{{C}}}gapWidth"):
        chart.remove(old)
    series[-1].addnext(bare("c:gapWidth", val=45))


def labels() -> Element:
    """`<c:dLbls>`: the value at the end of the bar, on one line."""
    shown = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent")
    line = bare("a:p", bare("a:pPr", bare("a:defRPr")), bare("a:endParaRPr"))
    return bare(
        "c:dLbls",
        no_fill(),
        bare("c:txPr", bare("a:bodyPr", wrap="none"), bare("a:lstStyle"), line),
        bare("c:dLblPos", val="outEnd"),
        *(bare(f"c:{name}", val=int(name == "showVal")) for name in (*shown, "showBubbleSize")),
    )


def axes(plot: Element, figure: Element, rtl: bool, theme: Theme) -> None:
    """The first category on top in both directions; bars grow from the side where lines begin."""
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
    categories.replace(
        child(categories, "scaling"), bare("c:scaling", bare("c:orientation", val="maxMin"))
    )
    child(categories, "majorTickMark").set("val", "none")
    rule = bare("a:solidFill", bare("a:srgbClr", val=colour(theme, "rule")))
    child(categories, "tickLblPos").addnext(bare("c:spPr", bare("a:ln", rule, w=9525)))


def no_fill() -> Element:
    """Neither ground nor frame: the chart stands on the page."""
    return bare("c:spPr", bare("a:noFill"), bare("a:ln", bare("a:noFill")))


def letters(place: BlockContext, theme: Theme) -> Element:
    """The letters of a chart, of both kinds of script: `<c:txPr>…<a:cs typeface="Amiri"/>…`."""
    first, complex_ = scripts(theme)
    size = theme.size("small", place.lang if place.lang in theme.languages else first)
    properties = bare(
        "a:defRPr",
        bare("a:solidFill", bare("a:srgbClr", val=colour(theme, "ink"))),
        bare("a:latin", typeface=theme.languages[first].label),
        bare("a:cs", typeface=theme.languages[complex_].label),
        sz=round(size * 100),
    )
    return bare(
        "c:txPr",
        bare("a:bodyPr"),
        bare("a:lstStyle"),
        bare(
            "a:p",
            bare("a:pPr", properties, rtl=int(place.rtl)),
            bare("a:endParaRPr", lang=theme.bcp47(place.lang)),
        ),
    )
