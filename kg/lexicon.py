"""The vocabularies of ``ontology/*.ttl`` as terms: label and spellings.

SKOS: ``skos:prefLabel`` in Chinese and English, ``skos:altLabel`` for every spelling met in texts.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from kg.resources import resource
from kg.vocabulary import KG, PREFIXES

_PREFERRED, _OTHER, _KIND = PREFIXES["skos"] + "prefLabel", PREFIXES["skos"] + "altLabel", KG + "unitKind"
_READ = frozenset([_PREFERRED, _OTHER, _KIND])
_SCHEME = PREFIXES["skos"] + "ConceptScheme"


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a vocabulary. ``kind`` is what a unit measures ("money", "counter"), "" where the entry is no unit."""

    iri: str
    zh: str
    en: str
    spellings: tuple[str, ...]
    kind: str = ""


@cache
def terms(name: str) -> tuple[Term, ...]:
    """The entries of ``ontology/NAME.ttl`` that have a Chinese label, by IRI; the scheme they stand in is none.

    >>> any("平方米" in term.spellings for term in terms("units"))
    True
    >>> any(term.zh == "指标" for term in terms("metrics"))
    False
    """
    import pyoxigraph

    schemes: set[str] = set()
    entries: defaultdict[str, defaultdict[str, list[tuple[str, str | None]]]] = defaultdict(lambda: defaultdict(list))
    with resource(f"ontology/{name}.ttl").open("rb") as file:
        for subject, predicate, stated, _ in pyoxigraph.parse(file, format=pyoxigraph.RdfFormat.TURTLE):
            if isinstance(stated, pyoxigraph.Literal):
                if predicate.value in _READ and isinstance(subject, pyoxigraph.NamedNode):
                    entries[subject.value][predicate.value].append((stated.value, stated.language))
            elif isinstance(stated, pyoxigraph.NamedNode) and stated.value == _SCHEME and isinstance(subject, pyoxigraph.NamedNode):
                schemes.add(subject.value)
    found = []
    for iri, entry in sorted(entries.items()):
        labels = {language: value for value, language in entry[_PREFERRED]}
        if "zh" in labels and iri not in schemes:
            spellings = [labels["zh"], *(value for value, language in entry[_OTHER] if language == "zh")]
            kind = next((value for value, _ in entry[_KIND]), "")
            found.append(Term(iri, labels["zh"], labels.get("en", ""), tuple(dict.fromkeys(spellings)), kind))
    return tuple(found)
