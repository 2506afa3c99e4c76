"""The Python interface: open a store and question it, build one, read files without one. ``kg`` offers these names and imports them when used."""

import atexit
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import passages, queries, store
from kg.answers import Answer, Graph, Table
from kg.builds import BuildReport
from kg.builds import build as build_store
from kg.errors import UnknownName, UsageError, refused
from kg.labels import shortened
from kg.model import Metadata
from kg.resources import EXAMPLES
from kg.results import Result, Triples, term
from kg.versions import Version
from kg.vocabulary import DEFAULT_BASE, PREFIXES

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from rdflib import Dataset

    from kg.descriptions import About
    from kg.publications import Settings, Written

STORE = "kg-store"


def open_graph(store: Path | str = STORE, lang: str = "zh") -> "KnowledgeGraph":
    """Open the newest snapshot of a store; ``lang`` ("zh" or "en") is the language of labels and headings. Raises StoreMissing where there is none.

    A dump with named graphs, by its file or the folder of ``kg dump --folder``, answers every query; it holds no texts.

    >>> import kg
    >>> kg.open_graph("没有的库")
    Traceback (most recent call last):
    ...
    kg.errors.StoreMissing: 没有的库: 这里没有库。先用 kg build 文件… 建库。
    没有的库: there is no store here. Make one with kg build FILES….
    """
    return KnowledgeGraph(_open(store), lang)


def open_examples(lang: str = "zh") -> "KnowledgeGraph":
    """Open a graph of the documents that come with the software, built into a temporary folder at the first call.

    >>> import kg
    >>> kg.open_examples().sparql("SELECT (COUNT(DISTINCT ?d) AS ?documents) { ?d kg:current ?version }").rows
    ((6,),)
    """
    return open_graph(_examples(), lang)


@cache
def _examples() -> str:
    folder = tempfile.mkdtemp(prefix="whoclaims-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    build_store(sorted(str(path) for path in EXAMPLES.iterdir() if path.is_file()), folder)
    return folder


def build(
    files: str | Path | Iterable[str | Path],
    store: Path | str = STORE,
    given: Metadata | None = None,
    base: str = DEFAULT_BASE,
    mappings: Path | str | None = None,
) -> BuildReport:
    """Read files into a store, made where there is none; the report says what became of each. ``mappings`` names the file of what people decided about
    links, where it is not the one that the store knows. Raises StoreBusy where another build runs, InputError where the decisions are not there.

    >>> import kg, tempfile
    >>> from pathlib import Path
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("云岭县建成48个专业合作社。", encoding="utf-8")
    >>> report = kg.build(folder / "a.txt", folder / "store", given=kg.Metadata(published="2020-12-09"))
    >>> report.count("added"), kg.open_graph(folder / "store").claims().column("metric")
    (1, ('农民专业合作社',))
    """
    several = [files] if isinstance(files, str | Path) else files
    if not isinstance(several, Iterable):
        raise _wrong("files", files, "一个或几个路径", "a path or several")
    return build_store((str(path) for path in several), _path(store), given, base, mappings=mappings and _path(mappings, "mappings"))


def extract(
    file: str | Path | None = None, *, text: str | None = None, what: str = "claims", given: Metadata | None = None, lang: str = "zh"
) -> Result:
    """Read a file, or a text, without a store: its "claims", "statements", "people", the "document" itself, or the numbers "skipped".

    Positions count characters of the repaired text. Raises InputError where the file cannot be read.

    >>> import kg
    >>> found = kg.extract(text="县长周晓禾说：“云溪县新建学校12所。”")
    >>> [(row["speaker"], row["value"], row["unit"], row["quote"]) for row in found]
    [('周晓禾', Decimal('12'), '所', '新建学校12所')]
    """
    from kg import pipeline
    from kg.readers import read_bytes, read_file
    from kg.records import COLUMNS, KINDS, table
    from kg.repair import repair

    if (file is None) == (text is None):
        raise UsageError("给出文件或文字，二者之一", "give a file or a text, one of the two")
    if what not in KINDS:
        raise UnknownName(f"读不出“{what}”", f'nothing called "{what}" is read', known=tuple(KINDS))
    sources = read_file(str(file)) if text is None else read_bytes("text.txt", _text("text", text).encode(errors="replace"), "text/plain")
    readings = (pipeline.read(repair(source, given or Metadata())) for source in sources)
    found = table((record for reading in readings for record in KINDS[what](reading)), COLUMNS[what])
    return Result(found.columns, found.rows, lang)


class KnowledgeGraph:
    """An open store. It is closed by ``close`` or at the end of a ``with`` block.

    >>> import kg
    >>> with kg.open_examples() as g:
    ...     for row in g.ask("who-claimed", metric="森林覆盖率", person="郭浩"):
    ...         print(row["speaker"], row["value"], row["unit"], row["quote"])
    郭浩 33.3 % 森林覆盖率为33.3%
    """

    def __init__(self, snapshot: store.Snapshot, lang: str = "zh") -> None:
        self.snapshot, self.lang = snapshot, lang

    def __repr__(self) -> str:
        return f"<graph in {self.snapshot.root}>"

    # ------------------------------------------------------------------------------------------ questions

    def queries(self) -> Result:
        """The named queries with their parameters; one in brackets need not be given.

        >>> import kg
        >>> "who-claimed" in kg.open_examples().queries().column("query")
        True
        """
        rows = (
            (
                q.name,
                q.summary_en if self.lang == "en" else q.summary,
                " ".join(f"[{p.name}]" if p.optional else p.name for p in q.parameters),
            )
            for q in queries.catalogue().values()
        )
        return Result(("query", "summary", "parameters"), tuple(rows), self.lang)

    def ask(
        self, name: str, /, *, limit: int | None = None, page: int | None = None, lang: str | None = None, **parameters: Any
    ) -> Result | Triples:
        """Answer a named query. A parameter is an IRI, a code, a label in either language, a number, or a date or period such as 2016/2020.

        With ``page``, from 1, a listing of claims comes ``limit`` claims at a time: each page as fast as the first, sorted within itself.

        Raises UnknownName with the nearest names, AmbiguousName with the candidates, UsageError where a parameter is missing.

        >>> import kg
        >>> kg.open_examples().ask("speakers", limit=2).column("speaker")
        ('沈望舒', '郭浩')
        """
        chosen = lang or self.lang
        return _result(queries.run(self.snapshot, _text("name", name), self._texts(parameters), limit, chosen, page), chosen)

    def sparql(self, text: str, limit: int | None = None) -> Result:
        """Answer a SELECT or ASK; the usual prefixes need no declaration. Raises QueryRefused with line and column.

        >>> import kg
        >>> kg.open_examples().sparql("ASK { ?person schema:name '郭浩' }").rows
        ((True,),)
        """
        answer = queries.ask(self.snapshot, _text("text", text), limit)
        if isinstance(answer, Graph):
            raise UsageError("这里答的是图", "this answer is a graph", next_zh="用 construct", next_en="use construct")
        return Result(answer.columns, answer.rows, self.lang)

    def construct(self, text: str, limit: int | None = None) -> Triples:
        """Answer a CONSTRUCT or DESCRIBE.

        >>> import kg
        >>> kg.open_examples().construct("CONSTRUCT { ?p a schema:Person } WHERE { ?p schema:name '郭浩' }")
        <1 triples>
        """
        answer = queries.ask(self.snapshot, _text("text", text), limit)
        if isinstance(answer, Table):
            raise UsageError("这里答的是表", "this answer is a table", next_zh="用 sparql", next_en="use sparql")
        return Triples(answer.triples)

    def claims(self, *, limit: int | None = None, page: int | None = None, **parameters: Any) -> Result:
        """Claims with speaker, value, place, period and passage: all, or by ``person``, ``metric``, ``place``, ``programme``, ``document``, ``voice``, ``period``.

        >>> import kg
        >>> [len(kg.open_examples().claims(person="祁远山", limit=3, page=page)) for page in (1, 2)]
        [3, 2]
        >>> kg.open_examples().claims(person="祁远山", metric="城镇新增就业", limit=1).column("quote")
        ('城镇新增就业2108人',)
        """
        answer = queries.run(self.snapshot, "who-claimed", self._texts(parameters), limit, self.lang, page)
        assert isinstance(answer, Table)
        return Result(answer.columns, answer.rows, self.lang)

    def _texts(self, parameters: dict[str, Any]) -> dict[str, str]:
        """Parameters as a query takes them: one that is None is not given, a document may be given itself or named by its file."""
        given = {name: value.iri if isinstance(value, Document) else str(value) for name, value in parameters.items() if value is not None}
        return passages.placed(self.snapshot, given)

    # ------------------------------------------------------------------------------------------ words

    def _version(self, given: "Document | str") -> Version:
        iri = given.iri if isinstance(given, Document) else _text("document", given)
        return passages.document(self.snapshot, iri)

    def document(self, name: "Document | str") -> "Document":
        """The document of that IRI, title, identifier, address or path. Raises UnknownName with the nearest.

        >>> import kg
        >>> kg.open_examples().document("岚溪县公布年度民生账单")
        <岚溪县公布年度民生账单, 14 claims>
        """
        return name if isinstance(name, Document) else Document(self.snapshot, self._version(name), self.lang)

    def passage(self, claim: str) -> passages.Passage:
        """Where the claim of that IRI stands in the text of its document. Raises UnknownName where the store holds no such claim.

        >>> import kg
        >>> g = kg.open_examples()
        >>> g.passage(g.claims(person="祁远山", metric="城镇新增就业").column("claim")[0]).sentences[1]
        '城镇新增就业2108人'
        """
        row = passages.claim(self.snapshot, _text("claim", claim))
        version = passages.claim_document(self.snapshot, claim)
        assert version is not None
        return passages.passage(self.snapshot, version, row)

    # ------------------------------------------------------------------------------------------ graphs

    def to_networkx(self, view: str = "who-claimed", *, lang: str | None = None, **parameters: Any) -> "MultiDiGraph[str]":
        """A view of ``kg.graphs``: all of it, or the part that ``person``, ``place``, ``year`` of publication or ``document`` select.

        Each is an IRI, a code or a label in either language, a year or a period such as "2016/2020"; the view "evidence" is of one ``claim``.

        >>> import kg
        >>> tree = kg.open_examples().to_networkx("place-tree", place="鹤壁市")
        >>> [(tree.nodes[a]["label"], data["relation"], tree.nodes[b]["label"]) for a, b, data in tree.edges(data=True)]
        [('浚县', 'lies in', '鹤壁市')]
        """
        from kg.graphs import build

        graph: MultiDiGraph[str] = build(self.snapshot, _text("view", view), lang or self.lang, self._texts(parameters))
        return graph

    def measure(self, name: str, **parameters: Any) -> Result:
        """A measure of ``kg.measures`` over its view, or over the part of it that the parameters select.

        >>> import kg
        >>> found = kg.open_examples().measure("voices", document="岚溪县公布年度民生账单")
        >>> found.column("voices"), found.column("claims")
        ((3,), (14,))
        """
        from kg.measures import run

        answer = run(self.snapshot, _text("name", name), self.lang, self._texts(parameters))
        return Result(answer.columns, answer.rows, self.lang)

    def publish(
        self, format: str, path: str | Path, settings: "Settings | None" = None, /, *, lang: str | None = None, **parameters: Any
    ) -> "Written":
        """Write claims as a file of ``kg.publications``: all, or those that ``person``, ``place``, ``year`` of publication or ``document`` select.

        ``settings`` hold what only some formats take. What is told is how many were written and, by the reason, how many the format cannot say. The file is there once all of it is written.

        >>> import kg, tempfile
        >>> from pathlib import Path
        >>> file = Path(tempfile.mkdtemp()) / "claims.jsonld"
        >>> kg.open_examples().publish("schemaorg", file, person="贺兰舟").claims
        9
        """
        from dataclasses import replace

        from kg.publications import Settings, publisher
        from kg.publications.reading import claims
        from kg.publications.selecting import selection

        write, chosen = publisher(_text("format", format)), lang or self.lang
        target = Path(_path(path, "path"))
        selected = selection(self.snapshot, self._texts(parameters), chosen)
        temporary = target.with_name(f".{target.name}.part")
        try:
            stream = temporary.open("wb")
        except OSError as error:
            raise UsageError(
                f"写不了这个文件（{refused(error)[0]}）", f"this file cannot be written ({refused(error)[1]})", where=str(target),
                next_zh="换一个位置", next_en="choose another place",
            ) from None  # fmt: skip
        try:
            with stream:
                written = write(claims(self.snapshot, selected), stream, replace(settings or Settings(), lang=chosen))
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
        return written

    def describe(self, about: "About | None" = None) -> Triples:
        """The data set described in DCAT 3 and VoID; ``about`` is what its publisher says of it.

        >>> import kg
        >>> from kg.descriptions import About
        >>> found = kg.open_examples().describe(About(publisher="松溪县数据社"))
        >>> [t.object.value for t in found if t.predicate.value.endswith("foaf/0.1/name")]
        ['松溪县数据社']
        """
        from kg.descriptions import About, describe, sorted_triples

        return Triples(tuple(sorted_triples(describe(self.snapshot, about or About()))))

    def rdflib(self, document: "Document | str | None" = None) -> "Dataset":
        """The store, or one document of it, as a data set of rdflib in memory: a named graph a document, queries over their union.

        >>> import kg
        >>> data = kg.open_examples().rdflib("岚溪县公布年度民生账单")
        >>> [int(row.n) for row in data.query("SELECT (COUNT(*) AS ?n) { ?claim a <https://schema.org/Claim> }")]
        [14]
        """
        import pyoxigraph
        import rdflib

        data = rdflib.Dataset(default_union=True)
        for prefix, namespace in PREFIXES.items():
            data.bind(prefix, namespace)
        graph = None if document is None else pyoxigraph.NamedNode(self._version(document).graph)
        for quad in self.snapshot.store.quads_for_pattern(None, None, None, graph):
            data.add((term(quad.subject), term(quad.predicate), term(quad.object), data.graph(term(quad.graph_name))))
        return data

    # ------------------------------------------------------------------------------------------ end

    def close(self) -> None:
        """Let go of the store."""
        self.snapshot.close()

    def __enter__(self) -> "KnowledgeGraph":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """A document of the store: its repaired text, the bytes it came as, and its claims. A notebook shows the text with each claim marked.

    >>> import kg
    >>> document = kg.open_examples().document("岚溪县公布年度民生账单")
    >>> claim = next(iter(document.claims()))
    >>> document.text[claim["start"] : claim["end"]] == claim["quote"]
    True
    """

    snapshot: store.Snapshot
    version: Version
    lang: str = "zh"

    @property
    def iri(self) -> str:
        """The IRI that the document is known by."""
        return self.version.document

    @property
    def text(self) -> str:
        """The repaired text, which every position counts the characters of."""
        return self.snapshot.text(self.version)

    @property
    def received(self) -> bytes:
        """The bytes as they were received."""
        return self.snapshot.received(self.version)

    def claims(self) -> Result:
        """The claims in the order of the text."""
        answer = queries.run(self.snapshot, "claims-of-document", {"document": self.iri}, lang=self.lang)
        assert isinstance(answer, Table)
        return Result(answer.columns, answer.rows, self.lang)

    def __str__(self) -> str:
        return passages.marked(self.text, passages.numbers(self.snapshot, self.version, self.claims()))

    def __repr__(self) -> str:
        claims = self.claims()
        return f"<{claims.column('title')[0] if claims else self.version.path}, {len(claims)} claims>"

    def _repr_html_(self) -> str:
        from kg.tables.markup import marked
        from kg.tables.phrases import phrases

        claims = self.claims()
        titles = (" · ".join(p.text for p in phrases(row, self.lang).values() if p.text) for row in claims)
        return marked(
            self.text, ((*span, title) for span, title in zip(passages.numbers(self.snapshot, self.version, claims), titles, strict=True))
        )


def _open(path: Path | str) -> store.Snapshot:
    return store.open_snapshot(_path(path))


def _path(given: object, name: str = "store") -> Path | str:
    if isinstance(given, str | Path):
        return given
    raise _wrong(name, given, "路径", "a path")


def _text(name: str, given: object) -> str:
    if isinstance(given, str):
        return given
    raise _wrong(name, given, "文字", "text")


def _wrong(name: str, given: object, zh: str, en: str) -> UsageError:
    shown = shortened(repr(given))
    return UsageError(
        f"{name} 应是{zh}，不是 {shown}",
        f"{name} must be {en}, not {shown}",
        next_zh="help(kg) 说明用法",
        next_en="help(kg) explains it",
    )


def _result(answer: Answer, lang: str) -> Result | Triples:
    return Triples(answer.triples) if isinstance(answer, Graph) else Result(answer.columns, answer.rows, lang)
