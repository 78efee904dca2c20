"""A feed as Atom has it (RFC 4287). Pure: no Django, no I/O."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

ATOM: Final = "http://www.w3.org/2005/Atom"
MEDIA_TYPE: Final = "application/atom+xml"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One publication in a feed; `html` tells what it changed."""

    id: str
    title: str
    updated: datetime
    url: str
    html: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed in one language: `subtitle` says from when it tells, `url` is the page that it follows, `own_url` its own
    address."""

    id: str
    title: str
    subtitle: str
    author: str
    language: str
    updated: datetime
    url: str
    own_url: str
    entries: tuple[FeedEntry, ...]


def identity(asked: str, number: int = 0) -> str:
    """The id of the feed of an address, or of its entry of one publication.

    It is made of the address as it was asked for, which a reader keeps, and of nothing that a publication may change:
    so it stays when rows are renamed or retired, and when the service moves to another host.
    """
    return uuid5(NAMESPACE_URL, f"{asked}#{number}").urn


def write(feed: Feed) -> bytes:
    """The feed as XML."""
    root = Element("feed", {"xmlns": ATOM, "xml:lang": feed.language})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", feed.updated.isoformat())
    _add(SubElement(root, "author"), "name", feed.author)
    SubElement(root, "link", {"rel": "self", "type": MEDIA_TYPE, "href": feed.own_url})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.url})
    for entry in feed.entries:
        node = SubElement(root, "entry")
        _add(node, "id", entry.id)
        _add(node, "title", entry.title)
        _add(node, "updated", entry.updated.isoformat())
        SubElement(node, "link", {"rel": "alternate", "type": "text/html", "href": entry.url})
        _add(node, "content", entry.html, type="html")
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _add(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = "".join(sign for sign in text if _is_allowed(sign))


def _is_allowed(sign: str) -> bool:
    """Whether XML has the sign at all: of the control signs only three."""
    return sign in "\t\n\r" or " " <= sign < "\ud800" or "\ue000" <= sign < "\ufffe" or sign > "\uffff"
