"""What was found in a document as flat records: one dictionary a claim, statement, person, skipped number or document.

Offsets count code points of the repaired text. Values are exact decimals as strings; an absent role is None.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from kg.answers import Cell, Table
from kg.gazetteer import gazetteer
from kg.model import Claim, Place, Reading, Role, Span, Statement

Record = dict[str, Any]


def _anchor(role: Role[Any] | None) -> Record | None:
    """Where a role was read: offsets and quote, and from where it is inherited if it is."""
    if role is None or (role.span is None and not role.origin):
        return None
    place: Record = {} if role.span is None else {"start": role.span.start, "end": role.span.end, "quote": role.span.quote}
    return {**place, "inherited": role.origin} if role.origin else place


def _spanned(span: Span) -> Record:
    return {"quote": span.quote, "start": span.start, "end": span.end}


def claim_record(reading: Reading, number: int) -> Record:
    """One claim; ``id`` and ``repeats`` count the claims of the document from one."""
    claim: Claim = reading.claims[number]
    speaker = claim.speaker.value if claim.speaker else None
    period = claim.period.value if claim.period else None
    place = claim.place.value if claim.place else None
    start, end = reading.document.offsets.span(claim.number.start, claim.number.end)
    return {
        "id": f"c{number + 1}",
        "document": reading.document.source.where,
        "speaker": speaker.name if speaker else None,
        "voice": claim.voice,
        "metric": claim.metric.value.name,
        "metric_iri": claim.metric.value.iri,
        "value": str(claim.value),
        "unit": claim.unit,
        "comparator": claim.comparator,
        "measure": claim.measure,
        "base": claim.base.value if claim.base else None,
        "kind": claim.kind,
        "place": _as_named(claim.place, reading) if claim.place else None,
        "place_code": place.code if place else None,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "programmes": [role.value.name for role in claim.programmes],
        **_spanned(claim.quote),
        "number": _spanned(claim.number),
        "byte_start": start,
        "byte_end": end,
        "statement": None if claim.statement is None else f"s{claim.statement + 1}",
        "repeats": None if claim.repeats is None else f"c{claim.repeats + 1}",
        "confidence": claim.confidence,
        "doubts": list(claim.doubts),
        "rule": claim.rule,
        "anchors": {
            name: anchor
            for name, anchor in (
                ("metric", _anchor(claim.metric)), ("place", _anchor(claim.place)), ("period", _anchor(claim.period)),
                ("speaker", _anchor(claim.speaker)), ("base", _anchor(claim.base)), ("unit", _anchor(claim.unit_role)),
                *((f"programme {role.value.name}", _anchor(role)) for role in claim.programmes),
            )
            if anchor
        },
    }  # fmt: skip


def statement_record(reading: Reading, number: int) -> Record:
    """One statement, with its speaker and verb."""
    said: Statement = reading.statements[number]
    return {
        "id": f"s{number + 1}",
        "document": reading.document.source.where,
        "speaker": said.speaker.value.name,
        "unnamed": said.speaker.value.unnamed,
        "kind": said.kind,
        "verb": said.verb.quote if said.verb else None,
        **_spanned(said.words),
        "anchors": {"speaker": _anchor(said.speaker)} if _anchor(said.speaker) else {},
    }


def person_record(reading: Reading, number: int) -> Record:
    """One person of the document."""
    person = reading.people[number]
    return {
        "document": reading.document.source.where,
        "name": person.name,
        "role": person.role,
        "posts": [role.value for role in person.posts],
        "organisation": person.organisation.value if person.organisation else None,
        "place": person.place.value if person.place else None,
        "mentions": [_spanned(span) for span in person.mentions],
        "anchors": {
            **{f"post {role.value}": _anchor(role) for role in person.posts if _anchor(role)},
            **({"organisation": _anchor(person.organisation)} if _anchor(person.organisation) else {}),
        },
    }


def _as_named(role: Role[Place], reading: Reading) -> str:
    """A place by its full name, or by its short one where a text writes nothing else of it: 北京 beside 浚县. What it is about is named in full, what
    that lies in where 全省 means it."""
    text, home = reading.document.text, reading.head.home_place.value if reading.head.home_place else None
    name, code = role.value.name, role.value.code
    short = role.span.quote if role.span else name
    if not name.startswith(short) or name in text or (home and name == home.name):
        return name
    above = bool(home and code and home.code and gazetteer().within(home.code, code))
    return name if above and f"全{name[-1]}" in text else short


def document_record(reading: Reading) -> Record:
    """What the document says of itself, and the programmes, places and policy documents it names."""
    head = reading.head
    return {
        "document": reading.document.source.where,
        "title": head.title.value if head.title else None,
        "publisher": head.publisher.value if head.publisher else None,
        "published": head.published.value if head.published else None,
        "home_place": head.home_place.value.name if head.home_place else None,
        "home_place_code": head.home_place.value.code if head.home_place else None,
        "speaker": head.speaker.value.name if head.speaker else None,
        "genre": head.genre,
        "inferred": list(head.inferred),
        "evidence": [_spanned(span) for span in head.evidence],
        "programmes": [role.value.name for role in reading.programmes],
        "places": [_as_named(role, reading) for role in reading.places],
        "policy_documents": [
            {
                "title": policy.title,
                "issuer": [role.value for role in policy.issuers],
                "date": policy.date.value if policy.date else None,
                "start": policy.span.start,
                "end": policy.span.end,
            }
            for policy in reading.policy_documents
        ],
        "repairs": len(reading.document.repairs),
        "damaged": len(reading.document.damaged),
        "characters": len(reading.document.text),
        "claims": len(reading.claims),
        "statements": len(reading.statements),
    }


def skipped_record(reading: Reading, number: int) -> Record:
    """One number that became no claim, and why."""
    skipped = reading.skipped[number]
    return {"document": reading.document.source.where, "reason": skipped.reason, **_spanned(skipped.span)}


KINDS: dict[str, Callable[[Reading], Iterator[Record]]] = {
    "claims": lambda reading: (claim_record(reading, n) for n in range(len(reading.claims))),
    "statements": lambda reading: (statement_record(reading, n) for n in range(len(reading.statements))),
    "people": lambda reading: (person_record(reading, n) for n in range(len(reading.people))),
    "document": lambda reading: iter([document_record(reading)]),
    "skipped": lambda reading: (skipped_record(reading, n) for n in range(len(reading.skipped))),
}

# the fields of each kind that are no spans, in their order: the columns of CSV, whether there are rows or none
FLAT: dict[str, tuple[str, ...]] = {
    "claims": (
        "id", "document", "speaker", "voice", "metric", "metric_iri", "value", "unit", "comparator", "measure", "base", "kind", "place", "place_code",
        "period_start", "period_end", "programmes", "quote", "start", "end", "byte_start", "byte_end", "statement", "repeats", "confidence", "doubts", "rule",
    ),
    "statements": ("id", "document", "speaker", "unnamed", "kind", "verb", "quote", "start", "end"),
    "people": ("document", "name", "role", "posts", "organisation", "place"),
    "document": (
        "document", "title", "publisher", "published", "home_place", "home_place_code", "speaker", "genre", "inferred", "programmes", "places",
        "policy_documents", "repairs", "damaged", "characters", "claims", "statements",
    ),
    "skipped": ("document", "reason", "quote", "start", "end"),
}  # fmt: skip

# what a drawn table shows of each kind: its columns, as ``queries/columns.csv`` knows them, and the field each is taken from
COLUMNS: dict[str, dict[str, str]] = {
    "claims": {
        "document": "document", "id": "id", "speaker": "speaker", "voice": "voice", "metric": "metric", "base": "base", "value": "value", "unit": "unit",
        "bound": "comparator", "measure": "measure", "kind": "kind", "place": "place", "period_start": "period_start", "period_end": "period_end",
        "programme": "programmes", "quote": "quote", "start": "start", "end": "end",
        "confidence": "confidence", "doubts": "doubts",
    },
    "statements": {
        "document": "document", "id": "id", "speaker": "speaker", "verb": "verb", "voice": "kind", "quote": "quote", "start": "start", "end": "end",
    },
    "people": {"name": "name", "role": "role", "posts": "posts", "body": "organisation", "place": "place"},
    "document": {
        "document": "document", "title": "title", "publisher": "publisher", "published": "published", "home_place": "home_place", "speaker": "speaker",
        "claims": "claims", "statements": "statements",
    },
    "skipped": {"document": "document", "reason": "reason", "quote": "quote", "start": "start", "end": "end"},
}  # fmt: skip


def table(records: Iterable[Record], columns: Mapping[str, str]) -> Table:
    """Records as a table; ``columns`` says from which field each is taken."""
    return Table(tuple(columns), tuple(tuple(cell(name, record[field]) for name, field in columns.items()) for record in records))


def cell(column: str, value: Any) -> Cell:
    """A field as a cell: a value is the number it is, the members of a list are joined by 、, doubts by ；.

    >>> cell("value", "5.20"), cell("posts", ["县长", "副书记"]), cell("posts", [])
    (Decimal('5.20'), '县长、副书记', None)
    """
    if isinstance(value, list):
        between = "；" if column == "doubts" else "、"  # a doubt may hold a 、
        return between.join(v["title"] if isinstance(v, dict) else str(v) for v in value) or None
    return Decimal(value) if column == "value" else value
