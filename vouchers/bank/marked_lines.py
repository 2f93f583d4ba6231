"""An XML from outside as a tree whose nodes know their line: no DTD, no entity, no file or host, within limits."""

import io
from dataclasses import dataclass, field
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

import defusedxml.sax
from defusedxml import DefusedXmlException

DEEPEST, MOST_NODES = 40, 600_000  # a statement of 10,000 payments has some 300,000


class Unreadable(Exception):
    """Not an XML that is read here: ``line`` where it breaks, 0 when it breaks nowhere in particular."""

    def __init__(self, line=0):
        super().__init__(line)
        self.line = line


@dataclass
class Node:
    """One element without its namespace; ``kids`` in order."""

    tag: str
    line: int
    attributes: dict = field(default_factory=dict)
    text: str = ""
    kids: list = field(default_factory=list)

    def all(self, path):
        """Every node at ``path`` (Refs/EndToEndId), in order."""
        found = [self]
        for tag in path.split("/"):
            found = [kid for node in found for kid in node.kids if kid.tag == tag]
        return found

    def first(self, *paths):
        """The first node at the first of ``paths`` that is there, or None."""
        return next((found[0] for path in paths if (found := self.all(path))), None)

    def words(self, *paths):
        """The text at the first of ``paths`` that has one, without blanks around; "" when none has."""
        texts = (node.text.strip() for path in paths for node in self.all(path))
        return next((text for text in texts if text), "")


def read(data: bytes) -> Node:
    """The root of the XML. Raises ``Unreadable`` for what is broken, too deep, too long or has a DTD."""
    builder = _Builder()
    try:
        defusedxml.sax.parse(io.BytesIO(data), builder, forbid_dtd=True)
    except SAXParseException as error:
        raise Unreadable(error.getLineNumber() or 0) from error
    except (DefusedXmlException, UnicodeError, ValueError, LookupError) as error:
        raise Unreadable from error
    if builder.root is None:
        raise Unreadable
    return builder.root


class _Builder(ContentHandler):
    def __init__(self):
        super().__init__()
        self.root, self.open, self.count, self.locator = None, [], 0, None

    def setDocumentLocator(self, locator):
        self.locator = locator

    def startElement(self, name, attrs):
        self.count += 1
        line = self.locator.getLineNumber()
        if len(self.open) >= DEEPEST or self.count > MOST_NODES:
            raise Unreadable(line)
        node = Node(name.rpartition(":")[2], line, dict(attrs.items()))
        if self.open:
            self.open[-1].kids.append(node)
        else:
            self.root = node
        self.open.append(node)

    def characters(self, content):
        if not self.open[-1].kids:
            self.open[-1].text += content

    def endElement(self, name):
        self.open.pop()
