"""Office files as what they are: ZIP archives of XML. Nothing is unpacked before its size is known."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from xml.parsers import expat

from lxml import etree

from kexie_dash.reading.errors import ReadError
from kexie_dash.settings import MAX_UNPACKED_BYTES, MAX_UNPACKED_RATIO

_REMEDY = "请用 Word 或 WPS 打开后另存一份，再重新提交"
_MANY_PARTS = 10_000
#: Small files pack well by chance; the ratio says something from here on.
_RATIO_FROM = 1024 * 1024
_MAIN = "officeDocument"


class _PrologOverError(Exception):
    """The root element has begun: no document type can follow."""


@dataclass(frozen=True, slots=True)
class Container:
    """An archive whose sizes were checked and whose XML parts declare no document type."""

    archive: zipfile.ZipFile
    names: frozenset[str]

    def part(self, name: str) -> etree._Element | None:
        """The root of an XML part; None if there is no such part."""
        if name not in self.names:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return etree.fromstring(self.archive.read(name), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise ReadError(f"文件内部的 {name} 已损坏", _REMEDY) from error

    def main_part(self) -> str | None:
        """Name of the part that holds the document itself."""
        for kind, target in self.relations("").values():
            if kind == _MAIN:
                return target
        return None

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """By id: kind and target part. What lies outside the file is left out: it is never fetched."""
        folder, name = posixpath.split(part)
        root = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for item in root if root is not None else ():
            if item.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, item.get("Target", ""))).lstrip("/")
            found[item.get("Id", "")] = (item.get("Type", "").rpartition("/")[2], target)
        return found


def open_container(data: bytes) -> Container:
    """The archive; ReadError for a damaged or encrypted one, a bomb, or one with document types in it."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ReadError("文件不完整或已损坏（压缩结构读不出来）", _REMEDY) from error
    _check_sizes(infos, len(data))
    if any(info.flag_bits & 1 for info in infos):
        raise ReadError("压缩包加了密码，打不开", "请去掉密码后再提交")
    try:
        for info in infos:
            if info.filename.endswith((".xml", ".rels")):
                _check_prolog(archive, info)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise ReadError("文件不完整或已损坏（内容解不开）", _REMEDY) from error
    return Container(archive, frozenset(info.filename for info in infos))


def _check_sizes(infos: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(info.file_size for info in infos)
    ratio = unpacked / max(packed, 1)
    if len(infos) > _MANY_PARTS or unpacked > MAX_UNPACKED_BYTES:
        limit = MAX_UNPACKED_BYTES // 1024 // 1024
        raise ReadError(f"解压后有 {unpacked // 1024 // 1024} MB，超过上限 {limit} MB，没有打开", _REMEDY)
    if unpacked > _RATIO_FROM and ratio > MAX_UNPACKED_RATIO:
        raise ReadError(f"压缩比 {ratio:.0f} 倍，超过上限 {MAX_UNPACKED_RATIO} 倍，没有打开", _REMEDY)


def _check_prolog(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Refuse a document type: entities could grow without bound or name files of this computer."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = _over
    with archive.open(info) as part:
        try:
            while chunk := part.read(65536):
                parser.Parse(chunk, False)
        except _PrologOverError:
            return
        except expat.ExpatError:
            # What expat cannot read is refused when the part itself is asked for.
            return


def _refuse(*_: object) -> None:
    raise ReadError("文件内部含有外部实体或 DTD 声明，出于安全没有打开", _REMEDY)


def _over(*_: object) -> None:
    raise _PrologOverError
