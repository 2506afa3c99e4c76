"""The divisions of China as the editions of GB/T 2260 list them, from the end of 2002 to the end of 2014; ``ontology/links/README.md`` says where that is from.

Codes and names change: 公主岭市 was 220381 until it went from one prefecture to another, 密云县 became 密云区. The IRI of a division names the newest
edition that lists it so.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from kg.resources import resource
from kg.vocabulary import EDITION, PREFIXES

SOURCE = "https://pypi.org/project/GB2260/0.4.1/"


class Listed(NamedTuple):
    """A division as the editions from ``first`` to ``last`` (YYYY-MM) list it."""

    code: str
    name: str
    first: str
    last: str

    @property
    def iri(self) -> str:
        return f"{EDITION}{self.last}/{self.code}"


@cache
def editions() -> tuple[Listed, ...]:
    """What the editions list, by code; a row for each run of editions in which a code bears one name."""
    lines = resource("ontology/links/gbt2260.csv").read_text(encoding="utf-8").splitlines()[1:]
    return tuple(Listed(*line.split(",")) for line in lines)


def described(iris: Iterable[str], graph: str) -> Iterator[str]:
    """What the divisions with these IRIs are, and the editions that list them, as lines of N-Quads; of other IRIs nothing.

    Codes are digits, and names have no character that would have to be escaped.

    >>> xiangfan = "https://w3id.org/whoclaims/gbt2260/2010-12/420600"
    >>> [line.split("> ", 2)[2] for line in described([xiangfan, "urn:a"], "urn:g") if "core#" in line]
    ['"襄樊市"@zh <urn:g> .', '"420600" <urn:g> .']
    """
    wanted = set(iris)
    found = [listed for listed in editions() if listed.iri in wanted]
    for listed in found:
        yield _stated(listed.iri, "rdf:type", f"<{PREFIXES['schema']}AdministrativeArea>", graph)
        yield _stated(listed.iri, "skos:prefLabel", f'"{listed.name}"@zh', graph)
        yield _stated(listed.iri, "skos:notation", f'"{listed.code}"', graph)
        yield _stated(listed.iri, "rdfs:isDefinedBy", f"<{EDITION}{listed.last}>", graph)
    for edition in sorted({listed.last for listed in found}):
        iri = f"{EDITION}{edition}"
        yield _stated(iri, "rdf:type", f"<{PREFIXES['schema']}Dataset>", graph)
        yield _stated(iri, "dcterms:title", f'"GB/T 2260 行政区划代码，{edition} 版"@zh', graph)
        yield _stated(iri, "dcterms:title", f'"GB/T 2260 division codes, edition of {edition}"@en', graph)
        yield _stated(iri, "dcterms:issued", f'"{edition}"^^<{PREFIXES["xsd"]}gYearMonth>', graph)
        yield _stated(iri, "dcterms:source", f"<{SOURCE}>", graph)


def _stated(subject: str, predicate: str, value: str, graph: str) -> str:
    prefix, _, name = predicate.partition(":")
    return f"<{subject}> <{PREFIXES[prefix]}{name}> {value} <{graph}> ."
