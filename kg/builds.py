"""Files into the store: what is new or changed is read, what is unchanged is skipped, what cannot be read is told and the rest goes on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from kg.errors import InputError
from kg.model import Metadata, Source
from kg.pipeline import read
from kg.readers import read_each
from kg.repair import repair
from kg.store import Version, Writer, writing
from kg.vocabulary import DEFAULT_BASE, document_iri


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
    """What a build did, document by document."""

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

    A file that is in the store under the same path is replaced if its bytes or the metadata given changed, skipped if not; metadata
    that was given once stays until other is given. Raises StoreBusy where another build runs.
    """
    built: list[Built] = []
    with writing(store) as writer:
        for path in paths:
            for result in _file(writer, path, given or Metadata(), base):
                built.append(result)
                report(result)
    return BuildReport(tuple(built))


def _file(writer: Writer, path: str, given: Metadata, base: str) -> Iterable[Built]:
    known = {v.path: v for v in writer.versions() if v.path == path or v.path.startswith(f"{path}:")}
    seen: set[str] = set()
    for item in read_each(path):
        if isinstance(item, InputError):
            yield Built(item.where or path, "failed", error=item)
            seen.update(known)  # a file that cannot be read now is no reason to lose what was read
            continue
        name = f"{path}:{item.line}" if item.line else path
        seen.add(name)
        old = known.get(name) or _same(writer, item, given, base)
        yield _document(writer, item, name, old, given, base)
    for name, version in known.items():
        if name not in seen:
            writer.remove(version)
            yield Built(name, "removed", version.document)


def _same(writer: Writer, source: Source, given: Metadata, base: str) -> Version | None:
    """The current version of the document that a source is, whatever path it was read from."""
    stated = source.metadata
    iri = document_iri(base, given.id or stated.id, given.url or stated.url, sha256(source.received).hexdigest())
    return next((v for v in writer.versions() if v.document == iri), None)


def _document(writer: Writer, source: Source, name: str, old: Version | None, given: Metadata, base: str) -> Built:
    unchanged = old is not None and old.received == sha256(source.received).hexdigest() and old.reader == writer.reader
    if old is not None and unchanged and (given == Metadata() or writer.given(old) == given):
        return Built(name, "unchanged", old.document)
    if old is not None and given == Metadata():
        given = writer.given(old)
    reading = read(repair(source, given))
    version = writer.commit(reading, name, base)
    if old is not None and old.document != version.document:
        writer.remove(old)
    return Built(name, "replaced" if old else "added", version.document, len(reading.claims), len(reading.statements))


def remove(names: Iterable[str], store: Path | str) -> tuple[list[Version], list[str]]:
    """Take documents out by IRI or path; returns those taken out and the names nobody knows."""
    taken: list[Version] = []
    unknown: list[str] = []
    with writing(store) as writer:
        for name in names:
            found = [v for v in writer.versions() if name in (v.document, v.path) or v.path.startswith(f"{name}:")]
            if not found:
                unknown.append(name)
            for version in found:
                writer.remove(version)
                taken.append(version)
    return taken, unknown
