"""From what targets answer to rows of a mapping file: proposals, and that nothing was found."""

from collections.abc import Iterator, Sequence

from kg.links import TARGETS, Candidate, Entity, Target, covers
from kg.mappings import NOT_FOUND, Mapping
from kg.vocabulary import METRIC, PLACE, PREFIXES, PROGRAMME, UNIT

_SOURCES = {"kg:Place": PLACE, "kg:Metric": METRIC, "kg:Unit": UNIT, "kg:Programme": PROGRAMME}
_AUTHOR = "Whoclaims"  # who read both definitions, where a mapping that ships rests on that
_FOUND = {"kg:Place": "skos:closeMatch", "kg:Metric": "skos:closeMatch", "kg:Unit": "skos:exactMatch"}


def proposals(name: str, entity: Entity, found: Sequence[Candidate], day: str = "", address: str = "") -> Iterator[Mapping]:
    """The rows for what a target found for a thing, or one that says it found nothing; ``day`` is when a live target was asked, ``address`` where.

    What needs no row: a thing itself, and a code that is the thing's own with the same name, since it is its notation already.

    >>> from kg.links import Label, linker
    >>> places = [Entity(PLACE + code, "kg:Place", (Label(label, "zh"),), code) for code, label in (("410621", "浚县"), ("220184", "公主岭市"), ("410671", "开发区"))]
    >>> [(row.subject_label, row.object_id.rsplit("/", 1)[1]) for place in places for row in proposals("gbt2260", place, linker("gbt2260")(place))]
    [('公主岭市', '220381')]
    """
    target = TARGETS[name]
    rows = [candidate for candidate in found if candidate.iri != entity.iri and not _is_notation(entity, candidate)]
    for candidate in rows:
        yield _row(target, entity, candidate, day, address)
    if not found and covers(name, entity):
        yield _row(target, entity, None, day, address)


def _is_notation(entity: Entity, candidate: Candidate) -> bool:
    return bool(entity.code) and candidate.iri.rsplit("/", 1)[-1] == entity.code and candidate.label == entity.name


def _row(target: Target, entity: Entity, candidate: Candidate | None, day: str, address: str) -> Mapping:
    relation = candidate.relation if candidate else _FOUND.get(entity.kind, "skos:closeMatch")
    source = _SOURCES.get(entity.kind, "")
    return Mapping(
        subject_id=entity.iri,
        subject_label=entity.name,
        predicate_id=PREFIXES["skos"] + relation.removeprefix("skos:"),
        object_id=candidate.iri if candidate else NOT_FOUND,
        object_label=candidate.label if candidate else "",
        mapping_justification=candidate.justification if candidate else "semapv:LexicalMatching",
        confidence=candidate.score if candidate else None,
        author_label=_AUTHOR if candidate and candidate.justification == "semapv:ManualMappingCuration" else "",
        subject_source=source if source and entity.iri.startswith(source) else "",
        object_source=target.source if target.service or not target.live else address,
        object_source_version=(candidate.version if candidate else "") or target.version,
        mapping_date=(candidate.date if candidate else "") or target.date or day,
        comment=said(candidate),
    )


def said(candidate: Candidate | None) -> str:
    """The reasons of a candidate in one line, Chinese and English."""
    if candidate is None:
        return "查过，没有找到 · looked for, nothing found"
    return "；".join(reason.zh for reason in candidate.reasons) + " · " + "; ".join(reason.en for reason in candidate.reasons)
