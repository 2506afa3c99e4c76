"""A claim or a document beside the words it rests on: what ``kg show`` prints, as text and tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg import labels, queries
from kg.answers import Table
from kg.errors import StoreDamaged, UnknownName, UsageError
from kg.labels import Queryable
from kg.store import Snapshot, spellings
from kg.versions import Version

_ENDS = "。！？；\n"


@dataclass(frozen=True, slots=True)
class Passage:
    """Where something stands: the repaired text of its document around ``[start, end)``, in characters of that text.

    >>> Passage("全县建成48个合作社。", 2, 7).sentences
    ('全县', '建成48个', '合作社。')
    """

    text: str
    start: int
    end: int

    @property
    def sentences(self) -> tuple[str, str, str]:
        """The sentence before, the words, and what follows to the end of the sentence.

        >>> Passage("起初无事。全县建成48个合作社。后来也无事。", 7, 12).sentences
        ('全县', '建成48个', '合作社。')
        """
        first = max(self.text.rfind(mark, 0, self.start) for mark in _ENDS) + 1
        found = [at for mark in _ENDS if (at := self.text.find(mark, max(self.end - 1, self.start))) >= 0]
        last = max(min(found, default=len(self.text)) + 1, self.end)
        return self.text[first : self.start].lstrip(), self.text[self.start : self.end], self.text[self.end : last].rstrip()


def of_file(snapshot: Snapshot, path: str) -> Version | None:
    """The document that was read from a file, by its path from here, absolute or as ``kg info`` prints it; no file is looked for."""
    versions = snapshot.versions()
    return next((version for spelled in spellings(snapshot.root, path) for version in versions if spelled in version.paths), None)


def placed(snapshot: Snapshot, parameters: Mapping[str, str]) -> dict[str, str]:
    """Parameters of a query in which a document named by its file has its IRI: for whoever stands beside the store, not for requests.

    >>> import kg
    >>> snapshot = kg.open_examples().snapshot
    >>> at = snapshot.root / ".." / snapshot.versions()[0].path
    >>> placed(snapshot, {"document": str(at), "place": "鹤壁市"}) == {"document": snapshot.versions()[0].document, "place": "鹤壁市"}
    True
    """
    found = of_file(snapshot, parameters["document"]) if "document" in parameters else None
    return {**parameters, "document": found.document} if found else dict(parameters)


def document(snapshot: Snapshot, name: str) -> Version:
    """The document of that IRI, title, identifier, address or path; raises UnknownName with the nearest there are."""
    versions = snapshot.versions()
    for version in versions:
        if name.strip("<>") == version.document:
            return version
    if there := of_file(snapshot, name):
        return there
    found = {term.value for term in labels.find(snapshot, "schema:CreativeWork", name)}
    for version in versions:
        if version.document in found:
            return version
    raise UnknownName(f"没有文献叫“{name}”", f'no document is called "{name}"', listing="documents")


# what a claim can be of besides a document, as who-claimed is asked about it
_ASKED = {"schema:Person": "person", "kg:Place": "place", "kg:Metric": "metric", "kg:Programme": "programme"}


def shown(snapshot: Snapshot, name: str) -> tuple[Version, bool]:
    """The document that is meant, or the one that holds the claim that is, and whether a claim is meant; raises UnknownName that says what was looked
    for and UsageError for what is something else.

    >>> import kg
    >>> shown(kg.open_examples().snapshot, "鹤壁市")
    Traceback (most recent call last):
    ...
    kg.errors.UsageError: “鹤壁市”是地区，不是文献或说法。kg ask who-claimed --place 鹤壁市 列出有关的说法。
    "鹤壁市" is a place, no document and no claim. kg ask who-claimed --place 鹤壁市 lists the claims.
    """
    if holder := claim_document(snapshot, name):
        return holder, True
    if labels.means_claim(name):
        raise _no_claim(name)
    try:
        return document(snapshot, name), False
    except UnknownName as error:
        if labels.expanded(name):
            raise
        if kind := labels.kind_called(snapshot, name, _ASKED):
            thing, asked = labels.KINDS[kind], f"kg ask who-claimed --{_ASKED[kind]} {name}"
            raise UsageError(
                f"“{name}”是{thing.zh}，不是文献或说法", f'"{name}" is a {thing.en}, no document and no claim',
                next_zh=f"{asked} 列出有关的说法", next_en=f"{asked} lists the claims",
            ) from None  # fmt: skip
        wrong = f"没有文献或说法叫“{labels.shortened(name)}”", f'no document and no claim is called "{labels.shortened(name)}"'
        if error.nearest:
            raise UnknownName(*wrong, nearest=error.nearest) from None
        raise UsageError(
            *wrong, next_zh="kg ask documents 列出文献，kg ask who-claimed 列出说法",
            next_en="kg ask documents lists the documents, kg ask who-claimed the claims",
        ) from None  # fmt: skip


def _no_claim(name: str) -> UnknownName:
    return UnknownName(f"库里没有说法“{name}”", f'the store holds no claim "{name}"', listing=labels.LISTINGS["schema:Claim"])


def claim_document(snapshot: Snapshot, claim: str) -> Version | None:
    """The document that holds the claim of that IRI, or the last part of it, or None where it is not one of a claim."""
    iri = labels.claim_iri(snapshot, claim)
    if iri is None:
        return None
    import pyoxigraph

    rows = snapshot.query(f"SELECT ?document {{ {pyoxigraph.NamedNode(iri)} a schema:Claim ; prov:wasQuotedFrom ?document }}")
    found = {row["document"].value for row in rows}
    return next((version for version in snapshot.versions() if version.document in found), None)


def claims(snapshot: Snapshot, version: Version) -> Table:
    """The claims of a document in the order of its text, a row a claim."""
    answer = queries.run(snapshot, "claims-of-document", {"document": version.document})
    assert isinstance(answer, Table)
    return answer


def claim(snapshot: Snapshot, iri: str) -> Table:
    """One claim as ``claims`` gives it."""
    version = claim_document(snapshot, iri)
    if version is None:
        raise _no_claim(iri)
    table = claims(snapshot, version)
    place = table.columns.index("claim")
    wanted = labels.claim_iri(snapshot, iri)
    return Table(table.columns, tuple(row for row in table.rows if row[place] == wanted))


def numbers(snapshot: Snapshot, version: Version, table: Table) -> list[tuple[int, int]]:
    """Where the number of each claim of a table stands, ``[start, end)`` in characters of the repaired text, row by row."""
    found = snapshot.query(f"SELECT ?claim ?anchor {{ GRAPH <{version.graph}> {{ ?claim kg:valueAnchor ?anchor }} }}")
    at = {row["claim"].value: row["anchor"].value.rpartition("=")[2].split(",") for row in found}
    return [(int(at[str(iri)][0]), int(at[str(iri)][1])) for iri in table.column("claim")]


def passage(snapshot: Snapshot, version: Version, row: Table) -> Passage:
    """Where the first row of a table of claims stands."""
    first = next(iter(row))
    start, end = first["start"], first["end"]
    assert isinstance(start, int) and isinstance(end, int)
    return Passage(snapshot.text(version), start, end)


def doubted(snapshot: Queryable, table: Table) -> Table:
    """A table of claims with a further column that says what is doubtful of each, as ``kg extract`` has it; any other table as it is.

    >>> import kg
    >>> g = kg.open_examples()
    >>> doubted(g.snapshot, g.claims(person="贺兰舟", limit=2)).column("doubts")
    ('指标名称过短 · metric named in very few characters', None)
    """
    if "doubts" in table.columns or not {"claim", "confidence"} <= {*table.columns}:
        return table
    import pyoxigraph

    doubtful = {
        str(iri) for iri, confidence in zip(table.column("claim"), table.column("confidence"), strict=True) if confidence == "doubtful"
    }
    claims = " ".join(str(pyoxigraph.NamedNode(iri)) for iri in sorted(doubtful))
    found: dict[str, list[str]] = {}
    for row in snapshot.query(f"SELECT ?claim ?doubt {{ VALUES ?claim {{ {claims} }} ?claim kg:doubt ?doubt }}"):
        found.setdefault(row["claim"].value, []).append(row["doubt"].value)
    told = ("；".join(sorted(found.get(str(iri), ()))) or None for iri in table.column("claim"))
    return Table((*table.columns, "doubts"), tuple((*row, said) for row, said in zip(table.rows, told, strict=True)))


def roles(snapshot: Snapshot, version: Version, iri: str) -> Table:
    """Each role of a claim: what it means, the characters it was read from, in the repaired text and in the bytes received."""
    answer = queries.run(snapshot, "roles-of-claim", {"claim": labels.claim_iri(snapshot, iri) or iri})
    assert isinstance(answer, Table)
    text = snapshot.text(version)
    offsets = snapshot.offsets(version)
    rows = []
    for row in answer:
        start, end = row["start"], row["end"]
        if isinstance(start, int) and isinstance(end, int):
            if not 0 <= start < end <= len(text):
                raise StoreDamaged(
                    "位置不在原文里", "a position lies outside its text", where=iri,
                    next_zh="运行 kg verify 查出所有不符之处", next_en="run kg verify to find everything that disagrees",
                )  # fmt: skip
            first, last = offsets.span(start, end)
            at: tuple[str | int | None, ...] = (text[start:end], start, end, first, last)
        else:
            at = (None,) * 5
        rows.append((row["role"], row["means"], *at, row["inherited"]))
    return Table(("role", "means", "words", "start", "end", "byte_start", "byte_end", "inherited"), tuple(rows))


def marked(text: str, spans: Sequence[tuple[int, int]], before: str = "⟦", after: str = "⟧") -> str:
    """A text with spans between marks, each followed by its number; spans on the same characters share their marks.

    >>> marked("建成48个，惠及1200户。", [(2, 5), (6, 13), (6, 13)])
    '建成⟦48个⟧¹，⟦惠及1200户⟧²·³。'
    """
    numbers: dict[tuple[int, int], list[int]] = {}
    for number, span in enumerate(spans, 1):
        numbers.setdefault(span, []).append(number)
    done, pieces = 0, []
    for (start, end), bearing in sorted(numbers.items()):
        if start >= done:
            pieces += [text[done:start], before, text[start:end], after, "·".join(map(_raised, bearing))]
            done = end
    return "".join(pieces) + text[done:]


def _raised(number: int) -> str:
    return "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)] for digit in str(number))
