"""The order of the stages, and only that: one document in, all that was found in it out."""

from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from operator import attrgetter

from kg import __version__
from kg.cells.grids import Grid, find_grids
from kg.claims import Crediting, Placing, doubted, find_claims, intact
from kg.copies import as_written, plain_copy
from kg.genres import REPORTS
from kg.mentions.documents import find_policy_documents
from kg.mentions.heads import find_head
from kg.mentions.people import find_people
from kg.mentions.places import document_places, find_places
from kg.mentions.programmes import document_programmes, find_programmes
from kg.mentions.quotations import find_statements, people_named
from kg.model import Claim, Document, Head, Metadata, Place, Reading, Role, Skipped
from kg.readers import read_file
from kg.repair import repair
from kg.resources import PACKAGE, resource
from kg.sentences import Layout


@cache
def reader_digest() -> str:
    """What a reading depends on besides the document: the version of the software, its code and its vocabularies, as 20 hexadecimal digits.

    The same on every machine: files go by their names under ``kg/`` and ``ontology/``, line ends are those of Unix.
    """
    digest = sha256(__version__.encode())
    for folder, suffixes in ((PACKAGE, (".py",)), (resource("ontology"), (".ttl", ".txt", ".csv", ".tsv"))):
        files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.suffix in suffixes}
        for name, path in sorted(item for item in files.items() if not item[0].startswith("_resources/")):
            digest.update(name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:20]


def read(document: Document) -> Reading:
    """Read one repaired document; one that is no printed text in simplified characters through a copy that is."""
    copy = plain_copy(document)
    return as_written(_read(copy.document), document, copy) if copy else _read(document)


def _read(document: Document) -> Reading:
    """Tables apart; head, people, statements, places, programmes, then claims."""
    text = document.text
    grids = find_grids(text)
    layout = Layout(text, {line for grid in grids for line in grid.lines})
    head = find_head(document, layout)
    home = head.home_place.value if head.home_place else None
    people = find_people(text, layout, home.name if home else None)
    statements = find_statements(text, layout, people)
    named = people_named(text, people, statements)
    places = find_places(text, layout, home, named)
    programmes = find_programmes(text, layout)
    claims, skipped = find_claims(
        text,
        layout,
        head,
        statements,
        sorted({role.span for role in places if role.span} | named, key=attrgetter("start", "end")),
        Placing(places, layout, head.home_place, people, head.genre not in REPORTS),
        Crediting(
            programmes, layout, head.genre not in REPORTS, head.genre not in REPORTS or head.genre == "government_work_report"
        ).programmes_of,
        programmes,
        {person.speaker.name for person in people if person.role == "resident" and person.speaker.name},
        *_of_tables(text, grids, head, places),
    )
    claims, skipped = intact(claims, skipped, text, document.repairs)
    return Reading(
        document=document,
        head=head,
        people=people,
        statements=statements,
        claims=doubted(claims, layout, head, places, programmes),
        programmes=document_programmes(programmes),
        places=document_places(places, text),
        policy_documents=find_policy_documents(text, layout, head),
        skipped=skipped,
    )


def _of_tables(text: str, grids: Sequence[Grid], head: Head, places: Sequence[Role[Place]]) -> tuple[Sequence[Claim], Sequence[Skipped]]:
    """The claims of tables and the figures that are none; what reads them is loaded where there are some."""
    if not grids:
        return (), ()
    from kg.cells.tables import find_cell_claims

    return find_cell_claims(text, grids, head, places)


def read_path(path: str, given: Metadata | None = None) -> Iterator[Reading]:
    """Read every document of a file; ``-`` is standard input. Raises InputError where the file cannot be read."""
    for source in read_file(path):
        yield read(repair(source, given or Metadata()))
