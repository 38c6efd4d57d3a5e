"""The Word writer: the resolved semantic tree and the theme become the bytes of a .docx.

Blocks become paragraphs, tables and charts in Word's own constructs, with a style per language.
Every text of the content stands in a content control, and a baseline records it for the import of
edits. All functions are pure but for the two that number the bookmarks and links of finished parts.

    document       `write_docx`: all parts put together
    plan           options, what blocks inherit, the numbers of texts, lists and charts
    blocks         block elements, by means of paragraphs, tables, charts, toc
    columns        the columns of a table: which cells stand in them, and how wide they are
    facing         two languages side by side; side: a label in a column beside its text
    runs           inline elements, first as pieces; bidi: the direction of runs (UAX #9)
    signs          the squares of gauges, the sign of inferred dates and what explains it
    anchors        bookmarks, links, content controls
    footnotes      the other parts; also headers, settings (with numbering), fonts
    style_table    the styles of a document, which styles writes, with the lines of spacing;
                   theme: ids of styles, colours
    reference_doc  styles and page of a user's own .docx or .dotx
    baseline       what the document says, to compare an edited one with
"""

from briefs.docx.write.document import write_docx
from briefs.docx.write.plan import WordOptions
from briefs.docx.write.toc import toc_entries

__all__ = ["WordOptions", "toc_entries", "write_docx"]
