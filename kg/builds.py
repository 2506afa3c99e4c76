"""Files into the store: what is new or changed is read, what is unchanged is skipped, what cannot be read is told and the rest goes on."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from os.path import normpath
from pathlib import Path

from kg.errors import InputError
from kg.model import Metadata, Source
from kg.pipeline import read
from kg.readers import read_each
from kg.repair import repair
from kg.store import Version
from kg.vocabulary import DEFAULT_BASE, document_iri
from kg.writer import Writer, writing


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one document: "added", "replaced", "unchanged", "removed" or "failed"."""

    path: str
    outcome: str
    document: str | None = None
    claims: int = 0
    statements: int = 0
    error: InputError | None = None


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

    A file that is in the store under the same path is replaced if its bytes or the metadata given changed or what the store kept of it
    is gone, skipped if not; metadata that was given once stays until other is given. Raises StoreBusy where another build runs.
    """
    built: list[Built] = []
    with writing(store) as writer:
        for path in paths:
            for result in _file(writer, path, given or Metadata(), base):
                built.append(result)
                report(result)
    return BuildReport(tuple(built))


def _file(writer: Writer, path: str, given: Metadata, base: str) -> Iterable[Built]:
    # what came in through a pipe has no name of its own: the next thing that does is no edition of it
    place = path if path == "-" else normpath(path)
    known = {} if path == "-" else {p: v for v in writer.versions() for p in v.paths if p == place or p.startswith(f"{place}:")}
    seen: set[str] = set()
    for item in read_each(path, given):
        if isinstance(item, InputError):
            yield Built(item.where or path, "failed", error=item)
            seen.update(known)  # a file that cannot be read now is no reason to lose what was read
            continue
        name = f"{place}:{item.line}" if item.line else place
        seen.add(name)
        yield _document(writer, item, name, known.get(name), given, base)
    for name, version in known.items():
        if name not in seen and writer.leave(version, name):
            yield Built(name, "removed", version.document)


def _also(before: Metadata, given: Metadata) -> Metadata:
    """What was given for a document before, and what is given now, which goes before it field by field."""
    return replace(before, **{name: value for name, value in asdict(given).items() if value is not None})


def _document(writer: Writer, source: Source, name: str, known: Version | None, given: Metadata, base: str) -> Built:
    received = sha256(source.received).hexdigest()
    # what was given for this file stays until other is given; a file that is new here may be a document the store has
    told = given if known is None else _also(writer.given(known), given)
    iri = document_iri(base, told.id or source.metadata.id, told.url or source.metadata.url, received)
    old = writer.current(iri) or known
    same = old is not None and (old.document, old.received, old.reader) == (iri, received, writer.reader)
    if old is not None and same and _also(writer.given(old), given) == writer.given(old) and writer.holds(old):
        writer.come_from(old, name, known)
        return Built(name, "unchanged", old.document)
    if old is not None:
        told = _also(writer.given(old), given)
    reading = read(repair(source, told))
    version = writer.commit(reading, name, base, known)
    return Built(name, "replaced" if old else "added", version.document, len(reading.claims), len(reading.statements))


def remove(names: Iterable[str], store: Path | str) -> tuple[list[Version], list[str]]:
    """Take documents out by IRI or path; returns those taken out and the names nobody knows."""
    taken: list[Version] = []
    unknown: list[str] = []
    with writing(store) as writer:
        for name in names:
            place = normpath(name)
            found = [v for v in writer.versions() if name == v.document or any(p == place or p.startswith(f"{place}:") for p in v.paths)]
            if not found:
                unknown.append(name)
            for version in found:
                writer.remove(version)
                taken.append(version)
    return taken, unknown
