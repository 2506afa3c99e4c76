"""Files into the store: what is new or changed is read, what is unchanged is skipped, what cannot be read is told and the rest goes on."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, wait
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from hashlib import sha256
from itertools import dropwhile, takewhile
from operator import length_hint
from os.path import normpath
from pathlib import Path
from time import monotonic

from kg.characters import legible
from kg.contents import Contents, contents
from kg.errors import InputError, UsageError
from kg.mentions.stated import Differing, differing
from kg.model import Metadata, Source
from kg.pipeline import read
from kg.readers import read_each
from kg.repair import repair
from kg.store import in_line, place, spellings, stands_in
from kg.versions import Version
from kg.vocabulary import DEFAULT_BASE, document_iri
from kg.workers import WorkerEnded, Workers
from kg.writer import Writer, writing

# How much is read ahead of what is committed, in bytes received; half of it goes into the database together: 16 reports in one go cost it 60 % of
# what they cost one at a time. A short document counts as _LEAST, so that no more than 64 wait.
_AHEAD, _LEAST = 2_000_000, 32_000
_SILENT = 2.0  # seconds after which what is read is committed and told, however little it is


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one document: "added", "replaced", "unchanged", "removed" or "failed"; ``unused`` as its source has it, ``same_as`` the path
    that the same bytes came from before, where this one is new, ``differing`` what was given for it now and it states otherwise, ``inferred`` a date
    that it does not state and the words that rests on."""

    path: str
    outcome: str
    document: str | None = None
    claims: int = 0
    statements: int = 0
    error: InputError | None = None
    unused: tuple[str, ...] = ()
    same_as: str = ""
    differing: tuple[Differing, ...] = ()
    inferred: tuple[str, ...] = ()


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
    mappings: Path | str | None = None,
) -> BuildReport:
    """Read files into a store, made where there is none.

    A file that is in the store under the same path, however it is spelled, is replaced if its bytes or the metadata given changed or what the store kept of it
    is gone, skipped if not; metadata that was given once stays until other is given. ``mappings`` names the file of what people decided about links, which the
    store remembers. Raises StoreBusy where another build runs, UsageError where the store was made with another base, and InputError where the decisions
    are not there.
    """
    built: list[Built] = []
    with writing(store, mappings) as writer, Workers(_read, length_hint(paths)) as workers:
        if other := next((v.document for v in writer.versions() if not v.document.startswith(f"{base}document/")), ""):
            raise UsageError(
                f"库里的文献不以 {base} 开头：{other}", f"the documents of this store do not begin with {base}: {other}", where=str(store),
                next_zh="用库原来的 --base，或另建一个库", next_en="give the --base it was made with, or build another store",
            )  # fmt: skip
        for result in _Run(writer, workers, given or Metadata(), base).files(paths):
            built.append(result)
            report(result)
    return BuildReport(tuple(built))


_Found = tuple[Contents, tuple[Differing, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A document that is being read: the path it came from, what stood there before, what is told of it at last."""

    found: "Future[_Found]"
    path: str
    known: Version | None
    told: Built
    size: int


class _Run:
    """One run over files: documents are read ahead, and what comes of them is done in the order of the files.

    ``met`` holds, for each document, where this run met it first and the SHA-256 of its bytes. What becomes of a document is decided on what the store
    holds: where something that waits its turn may change that (``touched`` has its file and its documents), it is done first.
    """

    def __init__(self, writer: Writer, workers: "Workers[_Found]", given: Metadata, base: str) -> None:
        self.writer, self.workers, self.given, self.base = writer, workers, given, base
        self.met: dict[str, tuple[str, str]] = {}
        self.waiting: deque[_Reading | Callable[[], Built | None]] = deque()
        self.touched: set[str] = set()
        self.ahead = 0
        self.due = monotonic() + _SILENT

    def files(self, paths: Iterable[str]) -> Iterator[Built]:
        """Read files into the store; what became of each document, in their order."""
        try:
            for path in paths:
                yield from self._file(path)
        except UsageError:
            yield from self._settle()
            raise
        yield from self._settle()

    def _file(self, path: str) -> Iterator[Built]:
        """Read the documents of one file into the store; what stood in the file before and does not now leaves it."""
        # what came in through a pipe has no name of its own: the next thing that does is no edition of it
        stem, shown = place(self.writer.root, path), legible(path if path == "-" else normpath(path))
        known = self._standing(path, stem)
        if not self.touched.isdisjoint((stem, *(version.document for version in known.values()))):
            yield from self._settle()
            known = self._standing(path, stem)
        seen: set[str] = set()
        for item in read_each(path, self.given):
            if isinstance(item, InputError):
                yield from self._wait(partial(Built, item.where or path, "failed", error=item))
                seen.update(known)  # a file that cannot be read now is no reason to lose what was read
                continue
            seen.add(in_line(stem, item.line))
            yield from self._document(item, stem, in_line(shown, item.line), known)
        for name, version in known.items():
            if name not in seen:
                gone = Built(shown + name.removeprefix(stem), "removed", version.document)
                yield from self._wait(partial(self._leave, version, name, gone), version.document)
        if self.waiting:
            self.touched.add(stem)

    def _standing(self, path: str, stem: str) -> dict[str, Version]:
        """What the store has of a file, by the path of each of its documents."""
        return {} if path == "-" else {p: v for v in self.writer.versions() for p in v.paths if stands_in(p, stem)}

    def _document(self, source: Source, stem: str, shown: str, standing: Mapping[str, Version]) -> Iterator[Built]:
        writer, given, name = self.writer, self.given, in_line(stem, source.line)
        known = standing.get(name)
        received = sha256(source.received).hexdigest()
        # what was given for this file stays until other is given; a file that is new here may be a document the store has
        told = given if known is None else _also(writer.record(known).given, given)
        iri = document_iri(self.base, told.id or source.metadata.id, told.url or source.metadata.url, received)
        first, bytes_there = self.met.setdefault(iri, (shown, received))
        if bytes_there != received:
            yield from self._wait(partial(Built, shown, "failed", error=_named_alike(shown, first)))
            return
        touched = (iri, *([known.document] if known else ()))
        if not self.touched.isdisjoint(touched):
            yield from self._settle()
        old, alike = writer.current(iri) or known, ""
        if old is not None:
            record = writer.record(old)
            told = _also(record.given, given)
            here = first == shown and any(stands_in(path, stem) for path in old.paths)  # in this file, if in another line
            if (old.document, old.received) == (iri, received):
                alike = "" if name in old.paths or here else old.path
                # of several files with these bytes, the first of a run says what they state
                stated = record.stated == source.metadata or not here
                if old.reader == writer.reader and told == record.given and stated and writer.holds(old):
                    yield from self._wait(partial(self._come, old, name, known, Built(shown, "unchanged", iri, same_as=alike)), *touched)
                    return
        built = Built(shown, "replaced" if old else "added", iri, unused=source.unused, same_as=alike)
        reading = self.workers.submit(source, told, given, self.base)
        yield from self._wait(_Reading(reading, name, known, built, max(len(source.received), _LEAST)), *touched)

    def _come(self, version: Version, name: str, known: Version | None, told: Built) -> Built:
        self.writer.come_from(version, name, known)
        return told

    def _leave(self, version: Version, name: str, told: Built) -> Built | None:
        return told if self.writer.leave(version, name) else None

    def _wait(self, step: _Reading | Callable[[], Built | None], *touched: str) -> Iterator[Built]:
        """Let a step wait its turn; where much is being read, or nothing, some of what waits is done."""
        self.waiting.append(step)
        self.touched.update(touched)
        if isinstance(step, _Reading):
            self.ahead += step.size
        if not 0 < self.ahead <= _AHEAD:
            yield from self._settle(_AHEAD // 2)
        elif monotonic() > self.due:
            yield from self._settle(sum(reading.size for reading in dropwhile(_is_done, self.waiting) if isinstance(reading, _Reading)))

    def _settle(self, ahead: int = 0) -> Iterator[Built]:
        """Do what waits, in its order, until no more than so many bytes are read ahead; all of it where nothing is."""
        while self.waiting and (self.ahead > ahead or not ahead or not self.ahead):
            step = self.waiting[0]
            if isinstance(step, _Reading):
                yield from self._commit(self._together(ahead))
                continue
            self.waiting.popleft()
            if told := step():
                yield told
        if not self.waiting:
            self.touched.clear()
        self.due = monotonic() + _SILENT

    def _together(self, ahead: int) -> list[_Reading]:
        """The readings that stand first, to be committed in one go: until no more than so many bytes are ahead, and those only that are done when
        it is time to say something."""
        before, together = self.ahead, []
        for reading in self.waiting:
            if not isinstance(reading, _Reading) or before <= ahead:
                break
            together.append(reading)
            before -= reading.size
        wait([reading.found for reading in together], timeout=max(self.due - monotonic(), 0))
        together = list(takewhile(_is_done, together)) or together[:1]
        for reading in together:
            self.waiting.popleft()
            self.ahead -= reading.size
        self.due = monotonic() + _SILENT
        return together

    def _commit(self, together: Sequence[_Reading]) -> Iterator[Built]:
        """Commit documents that were read, one after the other; what read one may have ended over it."""
        outcomes = [_outcome(reading.found) for reading in together]
        pairs = list(zip(together, outcomes, strict=True))
        versions = self.writer.commit([(outcome[0], reading.path, reading.known) for reading, outcome in pairs if outcome])
        for reading, outcome in pairs:
            if outcome is None:
                yield Built(reading.told.path, "failed", error=_ended(reading.told.path))
                continue
            version, (kept, other, inferred) = next(versions), outcome
            yield replace(
                reading.told, document=version.document, claims=kept.claims, statements=kept.statements, differing=other, inferred=inferred
            )


def _read(source: Source, told: Metadata, given: Metadata, base: str) -> _Found:
    """Repair and read a document with all that was ever given for it: what is kept of it, and where it states otherwise than what is given now, its
    inferred date."""
    reading = read(repair(source, told))
    return contents(reading, base), differing(replace(reading.document, given=given)), reading.head.inferred_date


def _is_done(step: object) -> bool:
    return not isinstance(step, _Reading) or step.found.done()


def _outcome(reading: "Future[_Found]") -> _Found | None:
    try:
        return reading.result()
    except WorkerEnded:
        return None


def _ended(here: str) -> InputError:
    return InputError(
        "读它的进程中途结束了",
        "the process that read it ended",
        where=here,
        next_zh="内存够用时再读一次",
        next_en="read it again when there is memory enough",
    )


def _named_alike(here: str, first: str) -> InputError:
    return InputError(
        f"与 {first} 的编号或网址相同，文字不同；留下先读的", f"it has the id or address of {first} and other words; the first one stays", where=here,
        next_zh="给每篇文献一个自己的 id 或 url", next_en="give each document an id or address of its own",
    )  # fmt: skip


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
                found = found or [v for v in writer.versions() if any(stands_in(p, spelled) for p in v.paths)]
            if not found:
                unknown.append(name)
            for version in found:
                writer.remove(version)
                taken.append(version)
    return taken, unknown
