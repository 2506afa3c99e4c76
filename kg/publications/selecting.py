"""What selects claims: people, places, metrics, documents, years of publication, how sure they are, or one claim alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg import queries, templates
from kg.errors import UnknownName, UsageError
from kg.misspelling import nearest
from kg.store import Snapshot
from kg.versions import Version

_WHEN = ("year", "period", "published")
CONFIDENCES = ("sure", "doubtful")
_LAST = "0000-12-31"
# the documents that hold a claim that is meant, by what narrows that; which claims those are is seen in their rows
_HOLDING = queries.parse("claims", """\
#+ summary: 有哪些文献含有所选的说法
#+ summary_en: The documents that hold the claims of a selection
#+ parameter: person iri schema:Person optional 祁远山
#+ parameter: place iri kg:Place optional below 鹤壁市
#+ parameter: metric iri kg:Metric optional 森林覆盖率
#+ parameter: document iri schema:CreativeWork optional 岚溪县政府工作报告
#+ parameter: year period optional 2020
#+ parameter: confidence string optional sure
#+ parameter: claim iri schema:Claim optional 6c884cf7cf9b6dcaf9c9

SELECT DISTINCT ?document WHERE {
  VALUES ?claim { UNDEF }
  VALUES ?person { UNDEF }
  VALUES ?place { UNDEF }
  VALUES ?metric { UNDEF }
  ?claim prov:wasQuotedFrom ?document .
  OPTIONAL #+ for person
  { ?claim prov:wasAttributedTo ?person }
  OPTIONAL #+ for place
  { ?claim kg:observes/sdmx-d:refArea ?place }
  OPTIONAL #+ for metric
  { ?claim kg:observes/kg:metric ?metric }
}""")  # fmt: skip
SELECTIONS = {parameter.name: parameter for parameter in _HOLDING.parameters}
# in which column of the claim table an IRI stands that selects
_COLUMNS = {"person": "source", "place": "place_iri", "metric": "metric_iri", "claim": "claim"}


@dataclass(frozen=True, slots=True)
class Selection:
    """Which claims are meant: those with one of some IRIs under a name of :data:`SELECTIONS`, published from a day to another, sure or doubtful."""

    iris: Mapping[str, frozenset[str]] = field(default_factory=dict)
    published: tuple[str, str] | None = None
    confidence: str | None = None

    def takes(self, row: Mapping[str, Any]) -> bool:
        """Whether a row of the claim table is meant."""
        return self.confidence in (None, row["confidence"]) and all(
            row[column] in self.iris[name] for name, column in _COLUMNS.items() if name in self.iris
        )

    def day(self, published: str | None) -> bool:
        """Whether a document of that date is meant; one without a date is where no period is asked for.

        >>> Selection(published=("2020-01-01", "2020-12-31")).day("2020-12"), Selection(published=("2020-01-01", "2020-12-31")).day(None)
        (True, False)
        """
        if self.published is None:
            return True
        first, last = self.published
        return published is not None and first <= published + _LAST[len(published) :] <= last


def selection(snapshot: Snapshot, given: Mapping[str, str], lang: str = "zh") -> Selection:
    """What a selection means in a store: IRIs, codes or labels, as for its views; ``year`` (or ``period``) of publication; ``confidence``.

    Raises :class:`kg.errors.UnknownName` for a selection or label nobody knows, :class:`kg.errors.AmbiguousName` for a label of several things.

    >>> import kg
    >>> selection(kg.open_examples().snapshot, {"year": "2020"}).published
    ('2020-01-01', '2020-12-31')
    >>> selection(kg.open_examples().snapshot, {"programme": "老旧小区改造"})
    Traceback (most recent call last):
    ...
    kg.errors.UnknownName: 说法不能按“programme”选取。可用：person、place、metric、document、year、confidence、claim。
    claims have no selection "programme". There are: person, place, metric, document, year, confidence, claim.
    """
    for name in given.keys() - {*SELECTIONS, *_WHEN}:
        raise UnknownName(
            f"说法不能按“{name}”选取", f'claims have no selection "{name}"', nearest=nearest(name, SELECTIONS), known=tuple(SELECTIONS)
        )
    dated = [name for name in _WHEN if name in given]
    if len(dated) > 1:
        raise UsageError(
            "year、period、published 是同一件事", "year, period and published are the same", next_zh="只给一个", next_en="give one of them"
        )
    confidence = given.get("confidence")
    if confidence not in (None, *CONFIDENCES):
        raise UnknownName(f"没有把握“{confidence}”", f'there is no confidence "{confidence}"', known=CONFIDENCES)
    values = queries.terms(snapshot, _HOLDING, {name: text for name, text in given.items() if name not in _WHEN}, lang)
    iris = {
        name: frozenset(term.value for term in values[name]) for name in SELECTIONS if SELECTIONS[name].type == "iri" and name in values
    }
    return Selection(iris, queries.period(given[dated[0]], dated[0]) if dated else None, confidence)


def holding(snapshot: Snapshot, selected: Selection) -> Iterator[Version]:
    """The documents that may hold what is meant, by IRI."""
    among = selected.iris.get("document")
    if narrowing := selected.iris.keys() & _COLUMNS.keys():
        import pyoxigraph

        values = {name: [pyoxigraph.NamedNode(iri) for iri in sorted(selected.iris[name])] for name in sorted(narrowing)}
        found = {row["document"].value for row in snapshot.query(templates.with_values(_HOLDING.text, values))}
        among = frozenset(found if among is None else among & found)
    for version in snapshot.versions():
        if among is None or version.document in among:
            yield version
