"""Mappings from things of ours to things of others, kept as SSSOM 1.1 in tab-separated files: https://mapping-commons.github.io/sssom/.

``mappings/*.sssom.tsv`` ships; what a person decides stands in a file of their own, beside the store. Relations are those of SKOS: ``owl:sameAs``
would put either thing in the place of the other everywhere. The prefixes are ours, stated in each file.
"""

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from kg.editions import described
from kg.errors import InputError, refused
from kg.resources import resource
from kg.vocabulary import EDITION, LINKS_GRAPH, PREFIXES, SPACE, is_iri

NOT_FOUND = "https://w3id.org/sssom/NoTermFound"
LINKED = 0.8  # from this confidence on, a mapping that ships is a link; below, a candidate that waits for a person
RELATIONS = ("skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch")
_MATCHES = frozenset(relation.replace("skos:", PREFIXES["skos"]) for relation in RELATIONS)
NAMESPACES = {
    **{name: PREFIXES[name] for name in ("kg", "metric", "unit", "programme", "place", "skos", "qudt-unit")},
    "sssom": "https://w3id.org/sssom/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "whoclaims": SPACE,
    "gbt2260": EDITION,
    "geonames": "https://sws.geonames.org/",
    "geonames-org": "https://www.geonames.org/",
    "iso3166-2-cn": "https://www.omg.org/spec/LCC/Countries/Regions/ISO3166-2-SubdivisionCodes-CN/",
    "sdg-indicator": "https://unstats.un.org/SDGAPI/v1/sdg/Indicator/",
    "wb-indicator": "https://data.worldbank.org/indicator/",
    "wikidata": "http://www.wikidata.org/entity/",
    "dbpedia": "http://dbpedia.org/resource/",
}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Mapping:
    """A row: what is said of two things, on what ground, by whom. Field names and values are those of SSSOM; identifiers are whole IRIs.

    ``predicate_modifier`` is "Not" where a person said that the two are no such match; ``object_id`` is NOT_FOUND where nothing was found.
    ``mapping_date`` is the day the two were said to match, ``review_date`` that of the decision; how old the source is, ``object_source_version`` says.
    """

    subject_id: str
    predicate_id: str
    object_id: str
    mapping_justification: str
    subject_label: str = ""
    object_label: str = ""
    predicate_modifier: str = ""
    confidence: float | None = None
    author_label: str = ""
    subject_source: str = ""
    subject_source_version: str = ""
    object_source: str = ""
    object_source_version: str = ""
    mapping_date: str = ""
    reviewer_label: str = ""
    review_date: str = ""
    comment: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """The two things: whichever way they are said to match, one decision on them counts."""
        return self.subject_id, self.object_id

    @property
    def is_link(self) -> bool:
        """Whether it holds without a person's word, or has it. A file that gives no confidence states what it holds to be so.

        >>> row = Mapping("urn:a", PREFIXES["skos"] + "closeMatch", "urn:b", "semapv:LexicalMatching", confidence=0.6)
        >>> row.is_link, replace(row, confidence=0.9).is_link, replace(row, reviewer_label="林知夏").is_link
        (False, True, True)
        >>> replace(row, reviewer_label="林知夏", predicate_modifier="Not").is_link, replace(row, confidence=1.0, object_id=NOT_FOUND).is_link
        (False, False)
        """
        if self.predicate_modifier or self.object_id == NOT_FOUND:
            return False
        return self.is_decision or self.confidence is None or self.confidence >= LINKED

    @property
    def is_decision(self) -> bool:
        """Whether a person said so."""
        return bool(self.reviewer_label)


_COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "predicate_modifier",
    "object_id",
    "object_label",
    "mapping_justification",
    "author_label",
    "reviewer_label",
    "subject_source",
    "subject_source_version",
    "object_source",
    "object_source_version",
    "mapping_date",
    "review_date",
    "confidence",
    "comment",
)  # fmt: skip - in the order SSSOM gives them
_ENTITIES = frozenset(("subject_id", "predicate_id", "object_id", "mapping_justification", "subject_source", "object_source"))
# what is stated once for a file where all its rows agree (SSSOM calls it condensation)
_OF_THE_FILE = ("subject_source", "subject_source_version", "object_source", "object_source_version", "mapping_date")


def text(rows: Iterable[Mapping], title: str, identifier: str, license: str = "https://creativecommons.org/publicdomain/zero/1.0/") -> str:
    r"""Rows as a file, sorted; the same rows give the same bytes.

    >>> row = Mapping("https://w3id.org/whoclaims/unit/hectare", PREFIXES["skos"] + "exactMatch", PREFIXES["qudt-unit"] + "HA", "semapv:LexicalMatching")
    >>> print(text([row], "单位", "https://w3id.org/whoclaims/mappings/a").splitlines()[-1].replace("\t", " "))
    unit:hectare skos:exactMatch qudt-unit:HA semapv:LexicalMatching
    >>> list(parsed(text([row], "单位", "urn:a"))) == [row]
    True
    """
    ordered = sorted(
        set(map(_plain, rows)), key=lambda row: (row.subject_id, row.object_id, row.predicate_id, row.predicate_modifier, row.comment)
    )
    once = {name: found.pop() for name in _OF_THE_FILE if len(found := {getattr(row, name) for row in ordered}) == 1}
    once = {name: value for name, value in once.items() if value}
    columns = [
        name
        for name in _COLUMNS
        if name not in once and (name in _ENTITIES - set(_OF_THE_FILE) or any(getattr(row, name) not in ("", None) for row in ordered))
    ]
    prefixes = _prefixes(identifiers(ordered))
    out = io.StringIO()
    head = {"sssom_version": "1.1", "mapping_set_id": identifier, "mapping_set_title": title, "license": license}
    out.write("#curie_map:\n")
    for name, namespace in sorted(prefixes.items()):
        out.write(f"#  {name}: {json.dumps(namespace)}\n")
    for name, value in {**head, **{n: _curie(v, prefixes) if n in _ENTITIES else v for n, v in once.items()}}.items():
        out.write(f"#{name}: {json.dumps(value, ensure_ascii=False)}\n")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(columns)
    for row in ordered:
        writer.writerow([_cell(name, getattr(row, name), prefixes) for name in columns])
    return out.getvalue()


def identifiers(rows: Iterable[Mapping]) -> list[str]:
    """Every IRI and prefixed name that stands in rows."""
    return [value for row in rows for name in sorted(_ENTITIES) if (value := getattr(row, name))]


def _cell(name: str, value: object, prefixes: Dictionary[str, str]) -> str:
    if value in ("", None):
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    return _curie(str(value), prefixes) if name in _ENTITIES else str(value)


def _plain(row: Mapping) -> Mapping:
    """A row whose texts stay in their cells, each in one line."""
    texts = {field.name: value for field in fields(row) if isinstance(value := getattr(row, field.name), str)}
    return replace(row, **{name: _CONTROL.sub(" ", value).strip() for name, value in texts.items()})  # type: ignore[arg-type]


def _prefixes(iris: Iterable[str]) -> dict[str, str]:
    """The prefixes that IRIs need: ours, and ns1, ns2… for namespaces we have no name for. "semapv" is always there."""
    used, others = {"semapv", "skos", "sssom"}, set()
    for iri in iris:
        if _named(iri):
            continue
        name = _namespace(iri)
        if name:
            used.add(name)
        else:
            others.add(_cut(iri))
    return {**{name: NAMESPACES[name] for name in used}, **{f"ns{n}": namespace for n, namespace in enumerate(sorted(others), 1)}}


def _namespace(iri: str) -> str:
    """The longest namespace of ours that an IRI begins with, "" for none."""
    found = [(len(namespace), name) for name, namespace in NAMESPACES.items() if iri.startswith(namespace)]
    return max(found)[1] if found else ""


def _cut(iri: str) -> str:
    return iri[: max(iri.rfind("/", 0, -1), iri.rfind("#"), iri.rfind(":")) + 1]


def _named(iri: str) -> bool:
    """Whether it is a prefixed name already, as justifications are here."""
    return iri.partition(":")[0] in NAMESPACES and "//" not in iri


def _curie(iri: str, prefixes: Dictionary[str, str]) -> str:
    if _named(iri):
        return iri
    fitting = [(len(namespace), name) for name, namespace in prefixes.items() if iri.startswith(namespace)]
    name = max(fitting)[1]
    return f"{name}:{iri[len(prefixes[name]) :]}"


# ------------------------------------------------------------------------------------------------ reading


def read(path: Path) -> tuple[Mapping, ...]:
    """The rows of a file; raises InputError that says where it cannot be read. A file that is not there has none."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise _unreadable(str(path), f"读不了（{refused(error)[0]}）", f"cannot be read ({refused(error)[1]})") from error
    try:
        return tuple(parsed(content.decode("utf-8-sig"), str(path)))
    except UnicodeDecodeError as error:
        raise _unreadable(str(path), "不是 UTF-8", "is not UTF-8") from error


def parsed(content: str, where: str = "") -> Iterator[Mapping]:
    """The rows of a file's text. What the file states once counts for every row that says nothing else; columns that are not used here are passed over."""
    lines = [line.removesuffix("\r") for line in content.split("\n")]
    head = [line[1:] for line in lines if line.startswith("#")]
    stated, prefixes = _metadata(head)
    body = [(number, line) for number, line in enumerate(lines, 1) if not line.startswith("#") and line.strip()]
    if not body:
        return
    columns = next(csv.reader([body[0][1]], delimiter="\t"))
    if missing := {"subject_id", "predicate_id", "object_id", "mapping_justification"} - {*columns, *stated}:
        if "\t" not in body[0][1]:
            raise _unreadable(f"{where}:{body[0][0]}", "各列没有用制表符隔开", "has no columns parted by tabs")
        names = ", ".join(sorted(missing))
        raise _unreadable(f"{where}:{body[0][0]}", f"没有列 {names}", f"has no column {names}")
    known = {field.name for field in fields(Mapping)}
    for number, line in body[1:]:
        cells = next(csv.reader([line], delimiter="\t"))
        values = {
            name: value for name, value in {**stated, **{n: c for n, c in zip(columns, cells, strict=False) if c}}.items() if name in known
        }
        yield _row(values, prefixes, f"{where}:{number}")


def _metadata(head: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    """What a file says of all its rows, and its prefixes: of YAML, keys with a value on the line and one map, as SSSOM files have them."""
    stated: dict[str, str] = {}
    prefixes: dict[str, str] = {}
    section = ""
    margin = min((len(line) - len(line.lstrip(" ")) for line in head if line.strip()), default=0)
    for line in (line[margin:] for line in head):
        match = re.fullmatch(r"(\s*)([\w.\-]+):\s*(.*?)\s*", line)
        if not match:
            continue
        indented, name, value = bool(match[1]), match[2], _scalar(match[3])
        if indented and section == "curie_map":
            prefixes[name] = value
        elif not value:
            section = name
        else:
            section = ""
            stated[name] = value
    return stated, prefixes


def _scalar(value: str) -> str:
    if value[:1] == '"':
        try:
            return str(json.loads(value))
        except ValueError:
            return value.strip('"')
    return value[1:-1].replace("''", "'") if value[:1] == value[-1:] == "'" and len(value) > 1 else value


def _row(values: Dictionary[str, str], prefixes: Dictionary[str, str], where: str) -> Mapping:
    found: dict[str, object] = dict(values)
    for name in _ENTITIES & values.keys():
        found[name] = _expanded(values[name], prefixes, where)
    if "mapping_justification" in values:
        found["mapping_justification"] = values["mapping_justification"]
    for name in ("mapping_date", "review_date"):
        if name in values and not _is_day(values[name]):
            raise _unreadable(where, f"“{values[name]}”不是日期", f'"{values[name]}" is no date')
    if "confidence" in values:
        try:
            found["confidence"] = float(values["confidence"])
        except ValueError:
            found["confidence"] = -1.0
        if not 0 <= found["confidence"] <= 1:  # type: ignore[operator]
            raise _unreadable(
                where, f"置信度“{values['confidence']}”不在 0 和 1 之间", f'the confidence "{values["confidence"]}" is not between 0 and 1'
            )
    missing = [name for name in ("subject_id", "predicate_id", "object_id", "mapping_justification") if not found.get(name)]
    if missing:
        raise _unreadable(where, f"缺 {'、'.join(missing)}", f"lacks {', '.join(missing)}")
    row = Mapping(**found)  # type: ignore[arg-type]
    if row.predicate_id not in _MATCHES:
        raise _unreadable(
            where, f"“{values['predicate_id']}”不是 SKOS 的匹配关系", f'"{values["predicate_id"]}" is no mapping relation of SKOS'
        )
    if row.predicate_modifier not in ("", "Not"):
        raise _unreadable(
            where, f"不认识 predicate_modifier “{row.predicate_modifier}”", f'unknown predicate_modifier "{row.predicate_modifier}"'
        )
    return row


def _expanded(name: str, prefixes: Dictionary[str, str], where: str) -> str:
    prefix, colon, local = name.partition(":")
    namespace = prefixes.get(prefix, NAMESPACES.get(prefix)) if colon and not local.startswith("//") else ""
    if namespace is None:
        raise _unreadable(where, f"前缀“{prefix}”没有在 curie_map 里", f'the prefix "{prefix}" is not in the curie_map')
    iri = namespace + local if namespace else name
    if not is_iri(iri) or not _is_node(iri):
        raise _unreadable(where, f"“{name}”不是 IRI", f'"{name}" is no IRI')
    return iri


def _is_node(iri: str) -> bool:
    """Whether the engine takes it: of an address on the web it looks into the host as well."""
    import pyoxigraph

    try:
        pyoxigraph.NamedNode(iri)
    except ValueError:
        return False
    return True


def _is_day(value: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value) and date.fromisoformat(value))
    except ValueError:
        return False


def _unreadable(where: str, zh: str, en: str) -> InputError:
    return InputError(
        f"这份对照表（SSSOM）{zh}" if not zh[0].isascii() else f"这份对照表（SSSOM）有错：{zh}", f"mapping file (SSSOM): {en}", where=where,
        next_zh="改正这一处，或用 sssom validate 检查", next_en="correct it there, or check it with sssom validate",
    )  # fmt: skip


# ------------------------------------------------------------------------------------------------ what ships, and what comes of it


@cache
def shipped() -> tuple[Mapping, ...]:
    """The mappings that come with the package, file by file.

    >>> any(row.subject_id.endswith("/410621") and row.object_id == "https://sws.geonames.org/1787874/" for row in shipped())
    True
    """
    folder = resource("mappings")
    return tuple(row for path in sorted(folder.glob("*.sssom.tsv")) for row in read(path))


def current(decided: Iterable[Mapping] = ()) -> list[Mapping]:
    """What ships and what a person decided, whose word on a pair is the last.

    >>> row = Mapping("urn:a", PREFIXES["skos"] + "closeMatch", "urn:b", "semapv:ManualMappingCuration", reviewer_label="林知夏", predicate_modifier="Not")
    >>> len(current([row])) == len(shipped()) + 1
    True
    """
    last = {row.pair: row for row in decided}
    return [*(row for row in shipped() if row.pair not in last), *last.values()]


def links(rows: Iterable[Mapping], held: Collection[str] | None = None) -> list[str]:
    """The links that rows make, as sorted lines of N-Quads in the graph of links; where ``held`` is given, only those of things in it.

    IRIs of our own that nothing else describes, of divisions in editions of GB/T 2260, are described there.

    >>> row = Mapping("urn:a", PREFIXES["skos"] + "closeMatch", "urn:b", "semapv:LexicalMatching", confidence=0.9)
    >>> print(*links([row]))
    <urn:a> <http://www.w3.org/2004/02/skos/core#closeMatch> <urn:b> <https://w3id.org/whoclaims/graph/links> .
    """
    kept = [row for row in rows if row.is_link and (held is None or row.subject_id in held)]
    made = {f"<{row.subject_id}> <{row.predicate_id}> <{row.object_id}> <{LINKS_GRAPH}> ." for row in kept}
    return sorted({*made, *described((row.object_id for row in kept), LINKS_GRAPH)})


def fingerprint(decided: Path) -> str:
    """The SHA-256 of the mapping files: those that ship, by name, and that of what a person decided."""
    digest = sha256()
    for path in (*sorted(resource("mappings").glob("*.sssom.tsv")), decided):
        if path.is_file():
            digest.update(sha256(path.read_bytes()).digest())
        digest.update(b";")
    return digest.hexdigest()
