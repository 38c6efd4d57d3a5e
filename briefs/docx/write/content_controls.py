"""Each text of the content in a control that knows its path, and in a bookmark.

Word keeps controls, LibreOffice the bookmarks.
"""

from collections.abc import Iterable
from hashlib import sha256

from briefs.docx.ooxml import Element, w
from briefs.docx.read import CONTROL_ID_OFFSET
from briefs.docx.write.context import ShownText, WriteContext

LONGEST = 64  # characters that Word takes as a control's tag or title


def tag_of(path: str) -> str:
    """The tag of a text's controls: a short fingerprint of its path."""
    return sha256(path.encode()).hexdigest()[:16]


def control(shown: ShownText, contents: Iterable[Element], job: WriteContext) -> list[Element]:
    """Return a text of the content in a control, inside a bookmark that Word hides.

    <w:bookmarkStart w:id="4" w:name="_b7"/><w:sdt><w:sdtPr><w:alias w:val="articles/…/en"/>
    <w:tag w:val="1f…"/><w:id w:val="1007"/></w:sdtPr><w:sdtContent>…</w:sdtContent></w:sdt>…
    """
    bookmark = next(job.bookmark_ids)
    number, path = shown.number, shown.path
    alias = path if len(path) <= LONGEST else f"…{path[1 - LONGEST :]}"
    identity = w("id", val=CONTROL_ID_OFFSET + number)
    properties = w("sdtPr", w("alias", val=alias), w("tag", val=tag_of(path)), identity)
    return [
        w("bookmarkStart", id=bookmark, name=f"_b{number}"),
        w("sdt", properties, w("sdtContent", *contents)),
        w("bookmarkEnd", id=bookmark),
    ]
