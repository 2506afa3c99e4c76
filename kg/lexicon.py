"""The vocabularies of ``ontology/*.ttl`` as terms: label, spellings, and whatever else an entry states.

SKOS: ``skos:prefLabel`` in Chinese and English, ``skos:altLabel`` for every spelling met in texts, ``skos:broader``.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from kg.resources import resource
from kg.vocabulary import PREFIXES

_SKOS = PREFIXES["skos"]
_TYPE = PREFIXES["rdf"] + "type"
_SCHEME = _SKOS + "ConceptScheme"


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
    """The entries of ``ontology/NAME.ttl`` that have a Chinese label, by IRI; the scheme they stand in is none.

    >>> any("平方米" in term.spellings for term in terms("units"))
    True
    >>> any(term.zh == "指标" for term in terms("metrics"))
    False
    """
    import pyoxigraph

    entries: defaultdict[str, defaultdict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    with resource(f"ontology/{name}.ttl").open("rb") as file:
        for subject, predicate, stated, _ in pyoxigraph.parse(file, format=pyoxigraph.RdfFormat.TURTLE):
            if not isinstance(subject, pyoxigraph.NamedNode) or isinstance(stated, pyoxigraph.BlankNode | pyoxigraph.Triple):
                continue
            language = (stated.language or "") if isinstance(stated, pyoxigraph.Literal) else ""
            entries[subject.value][predicate.value].append((stated.value, language))
    found = []
    for iri, entry in sorted(entries.items()):
        labels = {language: value for value, language in entry.get(_SKOS + "prefLabel", [])}
        if "zh" in labels and (_SCHEME, "") not in entry.get(_TYPE, ()):
            spellings = [labels["zh"], *(value for value, language in entry.get(_SKOS + "altLabel", []) if language == "zh")]
            properties = {predicate: tuple(value for value, _ in values) for predicate, values in entry.items()}
            found.append(Term(iri, labels["zh"], labels.get("en", ""), tuple(dict.fromkeys(spellings)), properties))
    return tuple(found)
