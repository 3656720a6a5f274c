"""The stamp in PPTX, DOCX and XLSX: document properties, and a custom XML part that other programs keep.

The properties are short and survive nearly everything; the part holds the figures. Both are added to the
finished file, so that it does not matter which library made it.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from kexie_dash.exports import texts_stamp as wording
from kexie_dash.exports.errors import ExportError
from kexie_dash.exports.stamp_plain import member, opened

_PART = "customXml/item9001.xml"
_PROPERTIES = "docProps/custom.xml"
_TYPES, _ROOT_RELS = "[Content_Types].xml", "_rels/.rels"
_STAMP_NS = "urn:kexie-dash:stamp"
_REL_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CUSTOM_NS = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VT_NS = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
#: The class of properties a document's owner adds, the same in every file.
_FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
#: A part's name and content → its content.
Change = Callable[[str, bytes], bytes]
_MOST_PARTS = 50
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def stamp_into(data: bytes, short: Mapping[str, str], whole: str, also: Change | None = None) -> bytes:
    """short: name → text, each under 255 characters. whole: the stamp as one text.

    also: what else is to be done to a part, by its name; packing a large file twice costs a second.
    """
    source = opened(data)
    root_rels = _xml(source.read(_ROOT_RELS))
    main = _target(root_rels, f"{_OFFICE}/officeDocument")
    main_rels_name = posixpath.join(posixpath.dirname(main), "_rels", posixpath.basename(main) + ".rels")
    types, main_rels = _xml(source.read(_TYPES)), _xml(source.read(main_rels_name))
    _relate(root_rels, f"{_OFFICE}/custom-properties", _PROPERTIES)
    _relate(main_rels, f"{_OFFICE}/customXml", posixpath.relpath(_PART, posixpath.dirname(main) or "."))
    _declare(types)
    changed = {
        _ROOT_RELS: _bytes(root_rels),
        main_rels_name: _bytes(main_rels),
        _TYPES: _bytes(types),
        _PROPERTIES: _properties(short).encode(),
        _PART: f'{_HEAD}<stamp xmlns="{_STAMP_NS}">{escape(whole)}</stamp>'.encode(),
    }
    return _rewritten(source, changed, also)


def office_stamp(data: bytes) -> tuple[dict[str, str], str | None] | None:
    """Our properties, and the whole stamp where it is still there; None where there are none."""
    if not data.startswith(b"PK"):
        return None
    with opened(data) as archive:
        parts = [name for name in archive.namelist() if name.startswith("customXml/item")][:_MOST_PARTS]
        for name in parts:
            root = _xml((member(archive, name) or "").encode())
            if root.tag == f"{{{_STAMP_NS}}}stamp":
                return {}, root.text or ""
        written = member(archive, _PROPERTIES)
    properties = _read_properties(written) if written else {}
    return (properties, None) if properties else None


def _read_properties(written: str) -> dict[str, str]:
    return {
        name: "".join(str(text) for text in one.itertext())
        for one in _xml(written.encode()).iter(f"{{{_CUSTOM_NS}}}property")
        if (name := str(one.get("name"))).startswith("kexie.")
    }


def _xml(data: bytes) -> etree._Element:
    """Parsed without document types, entities or anything from outside."""
    if b"<!DOCTYPE" in data:
        raise ExportError(wording.HAS_DOCUMENT_TYPE)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ExportError(wording.FILE_BROKEN) from error


def _bytes(root: etree._Element) -> bytes:
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def _target(rels: etree._Element, kind: str) -> str:
    for one in rels:
        if one.get("Type") == kind:
            return str(one.get("Target")).lstrip("/")
    raise ExportError(wording.NOT_OFFICE)


def _relate(rels: etree._Element, kind: str, target: str) -> None:
    taken = {one.get("Id") for one in rels}
    name = next(f"rId{number}" for number in range(9001, 9999) if f"rId{number}" not in taken)
    etree.SubElement(rels, f"{{{_REL_NS}}}Relationship", Id=name, Type=kind, Target=target)


def _declare(types: etree._Element) -> None:
    if not any(one.get("Extension") == "xml" for one in types):
        types.insert(
            0, etree.Element(f"{{{_TYPES_NS}}}Default", Extension="xml", ContentType="application/xml")
        )
    etree.SubElement(types, f"{{{_TYPES_NS}}}Override", PartName=f"/{_PROPERTIES}", ContentType=_CUSTOM_TYPE)


def _properties(short: Mapping[str, str]) -> str:
    made = "".join(
        f'<property fmtid="{_FMTID}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(said)}</vt:lpwstr></property>"
        for number, (name, said) in enumerate(short.items(), start=2)
    )
    return f'{_HEAD}<Properties xmlns="{_CUSTOM_NS}" xmlns:vt="{_VT_NS}">{made}</Properties>'


def _rewritten(source: zipfile.ZipFile, changed: Mapping[str, bytes], also: Change | None) -> bytes:
    out = io.BytesIO()
    with source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for info in source.infolist():
            if info.filename not in changed:
                content = source.read(info)
                archive.writestr(info, also(info.filename, content) if also else content, info.compress_type)
        for name, content in changed.items():
            archive.writestr(name, content)
    return out.getvalue()
