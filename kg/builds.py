"""Files into the store: what is new or changed is read, what is unchanged is skipped, what cannot be read is told and the rest goes on."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from os.path import normpath
from pathlib import Path

from kg.characters import legible
from kg.errors import InputError
from kg.mentions.stated import Differing, differing
from kg.model import Metadata, Source
from kg.pipeline import read
from kg.readers import read_each
from kg.repair import repair
from kg.store import Version, place, spellings
from kg.vocabulary import DEFAULT_BASE, document_iri
from kg.writer import Writer, writing


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one document: "added", "replaced", "unchanged", "removed" or "failed"; ``unused`` as its source has it, ``same_as`` the path
    that the same bytes came from before, where this one is new, ``differing`` what was given for it now and it states otherwise."""

    path: str
    outcome: str
    document: str | None = None
    claims: int = 0
    statements: int = 0
    error: InputError | None = None
    unused: tuple[str, ...] = ()
    same_as: str = ""
    differing: tuple[Differing, ...] = ()


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, document by document.

    >>> report = BuildReport((Built("a.txt", "added", claims=2), Built("b.txt", "unchanged")))
    >>> report.count("added"), [b.path for b in report.built if b.claims]
    (1, ['a.txt'])
    """

    built: tuple[Built, ...] = field(default=())

    def count(self, outcome: str) -> int:
        """How many documents had this outcome."""
        return sum(b.outcome == outcome for b in self.built)


def build(
    paths: Iterable[str],
    store: Path | str,
    given: Metadata | None = None,
    base: str = DEFAULT_BASE,
    report: Callable[[Built], None] = lambda built: None,
) -> BuildReport:
    """Read files into a store, made where there is none.

    A file that is in the store under the same path, however it is spelled, is replaced if its bytes or the metadata given changed or what the store kept of it
    is gone, skipped if not; metadata that was given once stays until other is given. Raises StoreBusy where another build runs.
    """
    built: list[Built] = []
    with writing(store) as writer:
        run = _Run(writer, given or Metadata(), base)
        for path in paths:
            for result in run.file(path):
                built.append(result)
                report(result)
    return BuildReport(tuple(built))


class _Run:
    """One run over files. ``met`` holds, for each document, where this run met it first and the SHA-256 of its bytes."""

    def __init__(self, writer: Writer, given: Metadata, base: str) -> None:
        self.writer, self.given, self.base = writer, given, base
        self.met: dict[str, tuple[str, str]] = {}

    def file(self, path: str) -> Iterator[Built]:
        """Read the documents of one file into the store; what stood in the file before and does not now leaves it."""
        # what came in through a pipe has no name of its own: the next thing that does is no edition of it
        stem, shown = place(self.writer.root, path), legible(path if path == "-" else normpath(path))
        known = {} if path == "-" else {p: v for v in self.writer.versions() for p in v.paths if _stands_in(p, stem)}
        seen: set[str] = set()
        for item in read_each(path, self.given):
            if isinstance(item, InputError):
                yield Built(item.where or path, "failed", error=item)
                seen.update(known)  # a file that cannot be read now is no reason to lose what was read
                continue
            line = f":{item.line}" if item.line else ""
            seen.add(stem + line)
            yield self._document(item, shown + line, stem + line, known.get(stem + line))
        for name, version in known.items():
            if name not in seen and self.writer.leave(version, name):
                yield Built(shown + name.removeprefix(stem), "removed", version.document)

    def _document(self, source: Source, shown: str, name: str, known: Version | None) -> Built:
        writer, given = self.writer, self.given
        received = sha256(source.received).hexdigest()
        # what was given for this file stays until other is given; a file that is new here may be a document the store has
        told = given if known is None else _also(writer.given(known), given)
        iri = document_iri(self.base, told.id or source.metadata.id, told.url or source.metadata.url, received)
        first, bytes_there = self.met.setdefault(iri, (shown, received))
        if bytes_there != received:
            return Built(shown, "failed", error=_named_alike(shown, first))
        old = writer.current(iri) or known
        same = old is not None and (old.document, old.received, old.reader) == (iri, received, writer.reader)
        alike = old.path if old is not None and (old.document, old.received) == (iri, received) and name not in old.paths else ""
        if old is not None and same and _also(writer.given(old), given) == writer.given(old) and writer.holds(old):
            writer.come_from(old, name, known)
            return Built(shown, "unchanged", old.document, same_as=alike)
        if old is not None:
            told = _also(writer.given(old), given)
        reading = read(repair(source, told))
        version = writer.commit(reading, name, self.base, known)
        outcome = "replaced" if old else "added"
        return Built(
            shown,
            outcome,
            version.document,
            len(reading.claims),
            len(reading.statements),
            unused=source.unused,
            same_as=alike,
            differing=differing(replace(reading.document, given=given)),
        )


def _named_alike(here: str, first: str) -> InputError:
    return InputError(
        f"与 {first} 的编号或网址相同，文字不同；留下先读的", f"it has the id or address of {first} and other words; the first one stays", where=here,
        next_zh="给每篇文献一个自己的 id 或 url", next_en="give each document an id or address of its own",
    )  # fmt: skip


def _stands_in(path: str, file: str) -> bool:
    """Whether a path is that of a file or of a line in it."""
    return path == file or path.startswith(f"{file}:")


def _also(before: Metadata, given: Metadata) -> Metadata:
    """What was given for a document before, and what is given now, which goes before it field by field."""
    return replace(before, **{name: value for name, value in asdict(given).items() if value is not None})


def remove(names: Iterable[str], store: Path | str) -> tuple[list[Version], list[str]]:
    """Take documents out by IRI or path; returns those taken out and the names nobody knows.

    A path is that of a file, as ``build`` takes it, or the one that the store keeps and ``kg info`` prints.
    """
    taken: list[Version] = []
    unknown: list[str] = []
    with writing(store) as writer:
        for name in names:
            found = [v for v in writer.versions() if name.strip("<>") == v.document]
            for spelled in spellings(store, name):
                found = found or [v for v in writer.versions() if any(_stands_in(p, spelled) for p in v.paths)]
            if not found:
                unknown.append(name)
            for version in found:
                writer.remove(version)
                taken.append(version)
    return taken, unknown
