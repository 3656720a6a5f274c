"""Finding elements of WordprocessingML by their local names: two namespaces are in use for the same thing."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree


def local(element: etree._Element) -> str:
    """The element's name without its namespace; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of that name."""
    return (item for item in element if local(item) == name)


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child of that name."""
    return next(children(element, name), None)


def attribute(element: etree._Element, name: str) -> str | None:
    """The attribute of that name in any namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None
