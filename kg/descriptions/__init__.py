"""The data set described for catalogues and for those who link to it: DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/) and VoID (https://www.w3.org/TR/void/).

Everything that can be counted is counted in the data, and dates are those of its documents: there is no clock. What only a publisher knows, who it is and
under which licence, is given as :class:`About`, and is left out where it is not.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from kg.dates import is_date
from kg.errors import InputError, UnknownName, UsageError, refused
from kg.misspelling import nearest
from kg.vocabulary import DEFAULT_BASE, PREFIXES, digest, is_iri

if TYPE_CHECKING:
    from kg.store import Snapshot

SPACES = {
    **PREFIXES, "foaf": "http://xmlns.com/foaf/0.1/", "spdx": "http://spdx.org/rdf/terms#", "sd": "http://www.w3.org/ns/sparql-service-description#",
    "formats": "http://www.w3.org/ns/formats/", "media": "https://www.iana.org/assignments/media-types/",
}  # fmt: skip
SHOWN = {
    name: SPACES[name]
    for name in ("kg", "dcat", "dcterms", "void", "foaf", "spdx", "sd", "prov", "org", "schema", "skos", "qb", "oa", "rdfs", "xsd")
}
_PLACE = re.compile(r"at line (\d+), column (\d+)")  # where TOML is none
_IRIS = ("iri", "publisher_iri", "license", "homepage")


@dataclass(frozen=True, slots=True)
class About:
    """What a publisher says of a data set: what it is called, who publishes it, under which licence, since when it is as it is."""

    iri: str = ""
    title: str = ""
    title_en: str = ""
    description: str = ""
    description_en: str = ""
    publisher: str = ""
    publisher_iri: str = ""
    license: str = ""
    homepage: str = ""
    modified: str = ""

    @classmethod
    def of(cls, given: Mapping[str, Any], where: str = "") -> Self:
        """What a mapping says; raises UnknownName for a key of another name, UsageError for a value that is none.

        >>> About.of({"publisher": "松溪县数据社", "modified": "2022-12-09"}).publisher
        '松溪县数据社'
        >>> About.of({"licence": "https://creativecommons.org/licenses/by/4.0/"})
        Traceback (most recent call last):
        ...
        kg.errors.UnknownName: 数据集的描述没有“licence”这一项。最接近的有：license。
        the description of a data set has no "licence". Nearest: license.
        """
        known = [field.name for field in fields(cls)]
        for name, value in given.items():
            if name not in known:
                raise UnknownName(
                    f"数据集的描述没有“{name}”这一项", f'the description of a data set has no "{name}"',
                    nearest=nearest(name, known), known=known, where=where,
                )  # fmt: skip
            if not isinstance(value, str):
                raise UsageError(f"{name} 应是文字", f"{name} must be text", next_zh="加上引号", next_en="put it in quotes", where=where)
            if name in _IRIS and not is_iri(value):
                raise UsageError(
                    f"{name} 应是 IRI，不是“{value}”", f'{name} must be an IRI, not "{value}"',
                    next_zh="例如 https://creativecommons.org/licenses/by/4.0/", next_en="for example https://creativecommons.org/licenses/by/4.0/", where=where,
                )  # fmt: skip
            if name == "modified" and not is_date(value):
                raise UsageError(
                    f"modified 应是日期，不是“{value}”", f'modified must be a date, not "{value}"',
                    next_zh="写作 2022-12-09", next_en="write 2022-12-09", where=where,
                )  # fmt: skip
        return cls(**given)

    @classmethod
    def read(cls, path: Path | str) -> Self:
        """What a file in TOML says; raises InputError where there is none or it is no TOML."""
        try:
            given = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        except OSError as error:
            raise InputError(
                f"读不了这个文件（{refused(error)[0]}）", f"this file cannot be read ({refused(error)[1]})", where=str(path),
                next_zh="给出一个 TOML 文件", next_en="give a file in TOML",
            ) from None  # fmt: skip
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise InputError(
                "不是合格的 TOML" + (f"（第 {place[1]} 行第 {place[2]} 列）" if (place := _PLACE.search(str(error))) else ""),
                f"this is no TOML ({error})",
                where=str(path),
                next_zh='写作 名称 = "值"',
                next_en='write name = "value"',
            ) from None
        return cls.of({name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in given.items()}, str(path))

    def stated(self) -> dict[str, str]:
        """What is said, by its name."""
        return {name: value for name, value in asdict(self).items() if value}


class File(NamedTuple):
    """A file that holds the data set: its name, which leads to it from where the description stands, or its address; its media type, size and SHA-256."""

    name: str
    media: str
    compressed: bool
    size: int
    sha256: str
    zh: str
    en: str


def iri(name: str) -> Any:
    """A prefixed name as a node."""
    import pyoxigraph

    prefix, _, local = name.partition(":")
    return pyoxigraph.NamedNode(SPACES[prefix] + local)


def part(dataset: str, name: str) -> Any:
    """The node of something that belongs to the description of a data set.

    >>> part("https://example.org/d", "rights").value, part("https://example.org/d#dataset", "rights").value
    ('https://example.org/d#rights', 'https://example.org/d#dataset-rights')
    """
    import pyoxigraph

    return pyoxigraph.NamedNode(f"{dataset}{'-' if '#' in dataset else '#'}{name}")


def state(snapshot: "Snapshot") -> str:
    """A digest of what a store holds: the same documents, read alike, have the same."""
    return digest(*(part for version in snapshot.versions() for part in (version.graph, *version.paths)))


def dataset_iri(snapshot: "Snapshot", about: About = About()) -> str:
    """What the data set is called where its publisher does not say: by the digest of what it holds."""
    versions = snapshot.versions()
    base = versions[0].graph.rsplit("version/", 1)[0] if versions else DEFAULT_BASE
    return about.iri or f"{base}dataset/{state(snapshot)}"


def sorted_triples(triples: Iterable[Any]) -> list[Any]:
    """Triples, each once, by subject in the order in which these first come, so that Turtle has each in one place."""
    about: dict[Any, dict[Any, None]] = {}
    for triple in triples:
        about.setdefault(triple.subject, {})[triple] = None
    return [triple for stated in about.values() for triple in stated]


def turtle(triples: Iterable[Any], base: str = "") -> bytes:
    """Triples as Turtle; IRIs below ``base`` are written as they lead from where the file stands, whichever that is."""
    import pyoxigraph as ox

    content = ox.serialize(sorted_triples(triples), format=ox.RdfFormat.TURTLE, prefixes=SHOWN, base_iri=base or None) or b""
    return content.removeprefix(f"@base <{base}> .\n".encode()) if base else content


def describe(
    snapshot: "Snapshot", about: About = About(), files: Sequence[File] = (), *, dataset: str = "", service: str = ""
) -> Iterator[Any]:
    """The triples that describe a data set.

    ``dataset`` is its IRI, by default that of :func:`dataset_iri`, ``files`` those that hold it, ``service`` the address of the SPARQL endpoint that serves it.

    >>> import kg
    >>> found = {triple.predicate.value.rpartition("#")[2]: triple.object for triple in describe(kg.open_examples().snapshot)}
    >>> found["documents"].value, "linkPredicate" in found
    ('6', True)
    """
    from kg.descriptions import dcat, void

    name = dataset or dataset_iri(snapshot, about)
    yield from dcat.triples(snapshot, name, about, files, service)
    yield from void.triples(snapshot, name, files, service)
