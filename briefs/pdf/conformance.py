"""Makes WeasyPrint's PDF/A-3a (ISO 19005-3) PDF/UA-1 (ISO 14289-1) too, and attaches files."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import md5
from typing import Any

import pydyf

from briefs.files import Attachment

# The identification that PDF/UA-1, clause 5 asks for, and its schema, which PDF/A-3, 6.6.2.3 does.
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
    """Add PDF/UA-1 to the XMP metadata, and leave the metadata uncompressed, as PDF/A asks.

    Raise RuntimeError if WeasyPrint's metadata is not one RDF description.
    """
    xmp = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    text = b"".join(xmp.stream).decode()
    if text.count("</rdf:RDF>") != 1:
        raise RuntimeError("WeasyPrint's metadata is not one RDF description")
    xmp.stream = [text.replace("</rdf:RDF>", IDENTIFICATION).encode()]
    xmp.compress = False


def attach(pdf: Any, files: Mapping[str, Attachment], created: datetime) -> None:
    """Embed files as associated files of the document (ISO 19005-3, 6.8 and annex E)."""
    date = pydyf.String(created.strftime("D:%Y%m%d%H%M%SZ"))
    names, associated = pydyf.Array(), pydyf.Array()
    for name in sorted(files, key=lambda name: name.encode("utf-16-be")):  # as name trees ask
        file = files[name]
        checksum = f"<{md5(file.data, usedforsecurity=False).hexdigest()}>"
        parameters = pydyf.Dictionary(
            {"Size": len(file.data), "CheckSum": checksum, "CreationDate": date, "ModDate": date}
        )
        subtype = "/" + file.media_type.replace("/", "#2F").replace("+", "#2B")
        entries = {"Type": "/EmbeddedFile", "Subtype": subtype, "Params": parameters}
        stream = pydyf.Stream([file.data], pydyf.Dictionary(entries), compress=True)
        pdf.add_object(stream)
        specification = pydyf.Dictionary(
            {
                "Type": "/Filespec",
                "F": pydyf.String(name),
                "UF": pydyf.String(name),
                "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
                "Desc": pydyf.String(file.description),
                "AFRelationship": f"/{file.relation}",
            }
        )
        pdf.add_object(specification)
        names += [pydyf.String(name), specification.reference]
        associated.append(specification.reference)
    if files:
        catalog = pdf.catalog.setdefault("Names", pydyf.Dictionary())
        catalog["EmbeddedFiles"] = pydyf.Dictionary({"Names": names})
        pdf.catalog["AF"] = associated
