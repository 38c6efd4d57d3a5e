"""Imports a source: its text in numbered paragraphs, and the YAML of a new article.

`new_article` takes the bytes of a saved web page, a PDF, a Word document or plain text, and
returns the text of three files. It writes nothing and fetches nothing. A source is hostile until it
is read: each kind has limits of bytes, elements, pages and paragraphs.

    read        tells the kind of a source and has it read
    web_page    HTML, by trafilatura
    pdf_text    PDF, by PDFium
    word        .docx, within the limits of `briefs.docx`
    plain_text  plain text, and the encodings of text
    source      what a reader returns; cleaning and numbering of paragraphs
    findings    language, dates, furniture, names and figures of paragraphs
    words       the words by which language and furniture are guessed
    scaffold    the YAML of a new article
    article     a source to the three files
"""

from briefs.ingest.article import ID, NewArticle, Request, new_article
from briefs.ingest.read import LARGEST_SOURCE

__all__ = ["ID", "LARGEST_SOURCE", "NewArticle", "Request", "new_article"]
