"""A PDF that is PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) at once, with files inside.

WeasyPrint writes the one or the other; its finisher makes it both.
"""

from collections.abc import Mapping
from datetime import datetime
from hashlib import md5
from typing import Any

from briefs.files import Attachment

# PDF/UA-1, clause 5, and the extension schema by which PDF/A-3, 6.6.2.3 lets it stand in the XMP.
IDENTIFICATION = """
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""


def identify(pdf: Any) -> None:
    """Say in the XMP that the file is PDF/UA-1 too, and leave the XMP readable without a filter."""
    xmp = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    text = b"".join(xmp.stream).decode()
    if text.count("</rdf:RDF>") != 1:
        raise RuntimeError("the engine wrote other metadata than one RDF description")
    xmp.stream = [text.replace("</rdf:RDF>", IDENTIFICATION).encode()]
    xmp.compress = False


def attach(pdf: Any, files: Mapping[str, Attachment], created: datetime) -> None:
    """Embed files as associated files of the document (ISO 19005-3, 6.8 and annex E)."""
    import pydyf  # noqa: PLC0415  (it comes with the engine, and loads with it)

    date = pydyf.String(created.strftime("D:%Y%m%d%H%M%SZ"))
    names, associated = pydyf.Array(), pydyf.Array()
    for name in sorted(files, key=lambda one: one.encode("utf-16-be")):
        file = files[name]
        checksum = f"<{md5(file.data, usedforsecurity=False).hexdigest()}>"
        about = {"Size": len(file.data), "CheckSum": checksum}
        about |= {"CreationDate": date, "ModDate": date}
        subtype = "/" + file.media_type.replace("/", "#2F").replace("+", "#2B")
        extra = {"Type": "/EmbeddedFile", "Subtype": subtype, "Params": pydyf.Dictionary(about)}
        stream = pydyf.Stream([file.data], pydyf.Dictionary(extra), compress=True)
        pdf.add_object(stream)
        held = pydyf.Dictionary({"F": stream.reference, "UF": stream.reference})
        entries = {"Type": "/Filespec", "F": pydyf.String(name), "UF": pydyf.String(name)}
        entries |= {"EF": held, "Desc": pydyf.String(file.description)}
        made = pydyf.Dictionary(entries | {"AFRelationship": f"/{file.relation}"})
        pdf.add_object(made)
        names += [pydyf.String(name), made.reference]
        associated.append(made.reference)
    if files:
        catalog = pdf.catalog.setdefault("Names", pydyf.Dictionary())
        catalog["EmbeddedFiles"] = pydyf.Dictionary({"Names": names})
        pdf.catalog["AF"] = associated
