"""The vocabularies of ``ontology/*.ttl`` as terms: label, spellings, and whatever else an entry states.

SKOS: ``skos:prefLabel`` in Chinese and English, ``skos:altLabel`` for every spelling met in texts, ``skos:broader``.
"""

from dataclasses import dataclass
from functools import cache

from kg.resources import resource
from kg.vocabulary import PREFIXES

_SKOS = PREFIXES["skos"]
_TYPE = PREFIXES["rdf"] + "type"


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a vocabulary. ``properties`` maps a predicate IRI to its values, as strings, in order."""

    iri: str
    zh: str
    en: str
    spellings: tuple[str, ...]
    properties: dict[str, tuple[str, ...]]

    def get(self, predicate: str) -> str | None:
        """The first value of a property, None where the entry does not state it."""
        return next(iter(self.properties.get(predicate, ())), None)


@cache
def terms(name: str) -> tuple[Term, ...]:
    """The concepts of ``ontology/NAME.ttl`` that have a Chinese label, by IRI; the name of the scheme itself (指标) is none.

    >>> any("平方米" in term.spellings for term in terms("units"))
    True
    """
    import pyoxigraph

    entries: dict[str, dict[str, list[tuple[str, str]]]] = {}
    with resource(f"ontology/{name}.ttl").open("rb") as file:
        for quad in pyoxigraph.parse(file, format=pyoxigraph.RdfFormat.TURTLE):
            if isinstance(quad.subject, pyoxigraph.NamedNode):
                language = getattr(quad.object, "language", None) or ""
                value = quad.object.value if not isinstance(quad.object, pyoxigraph.BlankNode | pyoxigraph.Triple) else ""
                entries.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append((value, language))
    found = []
    for iri, stated in sorted(entries.items()):
        labels = {language: value for value, language in stated.get(_SKOS + "prefLabel", [])}
        if "zh" in labels and _SKOS + "inScheme" in stated:
            spellings = [labels["zh"], *(value for value, language in stated.get(_SKOS + "altLabel", []) if language == "zh")]
            properties = {predicate: tuple(value for value, _ in values) for predicate, values in stated.items()}
            found.append(Term(iri, labels["zh"], labels.get("en", ""), tuple(dict.fromkeys(spellings)), properties))
    return tuple(found)
