"""The tags of a PDF put together from several: each paper keeps its own tree, one without tags gets a plain one.

A paper without tags (a scan, a PDF from elsewhere) becomes one element for each page: a figure with its name for a
picture, a paragraph for a page of text. Whoever hears the file is told where they are; what a foreign page says is read
in the order it was written in. What is stamped over a page belongs to no paper: it is an artifact.
"""

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator

TAGGED = "/StructTreeRoot"
_MARKS = {"BDC", "BMC", "EMC", "MP", "DP"}


def is_tagged(pdf) -> bool:
    """True when the PDF has a tree that its pages belong to."""
    return TAGGED in pdf.Root and "/ParentTree" in pdf.Root.StructTreeRoot


class Tree:
    """The tree of the whole: begins with that of the index, grows with each paper added after it."""

    def __init__(self, whole):
        self.whole, self.root = whole, whole.Root.StructTreeRoot
        self.parents = (
            list(self.root.ParentTree.Nums) if "/Nums" in self.root.ParentTree else _flat(self.root)
        )
        kids = self.root.K if isinstance(self.root.K, Array) else Array([self.root.K])
        self.kids, self.next = list(kids), 1 + max([int(key) for key in self.parents[::2]], default=-1)

    def add_tagged(self, opened, pages):
        """The tree of ``opened``, whose ``pages`` are already in the whole."""
        copied = self.whole.copy_foreign(opened.Root.StructTreeRoot)
        entries = _flat(copied)
        keys = {int(key): self.next + place for place, key in enumerate(entries[::2])}
        for page in pages:
            _renumber(page, keys)
        self.parents += [part for key, value in zip(entries[::2], entries[1::2], strict=True)
                         for part in (keys[int(key)], value)]  # fmt: skip
        self.next += len(keys)
        kids = copied.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            kid.P = self.root
            self.kids.append(kid)
        for name in ("/RoleMap", "/ClassMap"):
            if name in copied:
                self.root[name] = Dictionary({**dict(copied[name]), **dict(self.root.get(name, {}))})

    def add_plain(self, pages, *, title, picture):
        """One element for each page of a paper without tags."""
        group = self._element(Name.Sect, self.root, T=title)
        group.K = Array()
        for number, page in enumerate(pages, start=1):
            words = f"{title}, pagina {number} di {len(pages)}"
            leaf = self._element(Name.Figure if picture else Name.P, group, Pg=page.obj, K=0)
            if picture:
                leaf.Alt = words
                box = Array([float(side) for side in page.trimbox])
                leaf.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=box)
            group.K.append(leaf)
            for key in ("/Annots", "/AA"):  # links of a page that nobody reads as part of this file
                if key in page:
                    del page[key]
            tag = b"/Figure" if picture else b"/P"
            page.contents_add(tag + b" <</MCID 0>> BDC\nq\n", prepend=True)
            page.contents_add(b"\nQ\nEMC\n")
            page.obj.StructParents = self.next
            self.parents += [self.next, Array([leaf])]
            self.next += 1
        self.kids.append(group)

    def finish(self):
        """Write the tree back: one document, each paper a part of it."""
        document = self._element(Name.Document, self.root, K=Array(self.kids))
        for kid in self.kids:
            kid.P = document
            if Name.Document == kid.S:
                kid.S = Name.Part
        self.root.K = document
        self.root.ParentTree = self.whole.make_indirect(Dictionary(Nums=Array(self.parents)))
        self.root.ParentTreeNextKey = self.next
        for page in self.whole.pages:
            page.obj.Tabs = Name.S

    def _element(self, kind, parent, **more):
        return self.whole.make_indirect(Dictionary(Type=Name.StructElem, S=kind, P=parent, **more))


def without_marks(pdf, page):
    """Take the marks of tags out of the content of ``page``, to be drawn over another page."""
    kept = [one for one in pikepdf.parse_content_stream(page) if str(one.operator) not in _MARKS]
    # what is drawn over a page is not part of what it says
    kept.insert(0, pikepdf.ContentStreamInstruction([Name.Artifact], Operator("BMC")))
    kept.append(pikepdf.ContentStreamInstruction([], Operator("EMC")))
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
    for key in ("/StructParents", "/Tabs"):
        if key in page:
            del page[key]


def _flat(root):
    """[key, value, …] of the number tree, however many levels it has."""
    found = []
    pending = [root.ParentTree]
    while pending:
        node = pending.pop(0)
        found += list(node.get("/Nums", []))
        pending += list(node.get("/Kids", []))
    return found


def _renumber(page, keys):
    """The keys of a page and of its links in the tree of the whole."""
    if "/StructParents" in page:
        page.obj.StructParents = keys.get(int(page.obj.StructParents), -1)
    for link in page.get("/Annots", []):
        if "/StructParent" in link:
            link.StructParent = keys.get(int(link.StructParent), -1)
