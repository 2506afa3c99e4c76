"""Measures over views: one function a measure, each answers a question about who speaks, and says how.

A measure takes the networkx view that the table below names for it and gives a :class:`kg.answers.Table`, the highest first. People are people
of one document: somebody quoted in two documents counts as two, so numbers of people are "per document".

>>> import kg
>>> found = kg.measures.voices(kg.open_examples().to_networkx("who-claimed", document="岚溪县政府工作报告"))
>>> [(row["voices"], row["concentration"], row["largest"]) for row in found]  # the county head delivered it
[(1, Decimal('1.0000'), '沈望舒')]
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from math import log
from typing import Any, NamedTuple

from kg.answers import Cell, Iri, Table
from kg.errors import UnknownName
from kg.graphs import build
from kg.labels import Queryable
from kg.misspelling import nearest

__all__ = ["MEASURES", "Measure", "communities", "credited", "repeated", "run", "sole_voices", "voices"]


def repeated(view: Any) -> Table:
    """Whose claims do many other documents repeat? Over the view "repeats".

    For a speaker s of document d, or d itself in its own voice: the number of other documents, later ones, in which a claim says the same as one
    of s. This is the in-degree of a two-mode network of documents and speakers (L. C. Freeman, Centrality in social networks, Social Networks 1,
    1978/79), counting documents, not copies, as J. Leskovec, L. Backstrom and J. Kleinberg count sources (Meme-tracking, KDD 2009). Of two documents whose
    order is not known (one undated, both of one day) neither counts as repeated by the other.

    >>> import kg
    >>> len(kg.measures.repeated(kg.open_examples().to_networkx("repeats")))  # the two that say the same are of a year and a day in it
    0
    """
    documents: dict[tuple[Cell, str], set[str]] = defaultdict(set)
    claims: dict[tuple[Cell, str], set[str]] = defaultdict(set)
    names: dict[Cell, Cell] = {}
    for later, earlier, data in view.edges(data=True):
        if data["order"] != "later":
            continue
        source = data.get("other_speaker_iri"), earlier
        names[source[0]] = data.get("other_speaker")
        documents[source].add(later)
        claims[source].add(data["other_claim"])
    rows = (
        (view.nodes[document]["label"], names[speaker], len(by), len(claims[speaker, document]), Iri(document))
        for (speaker, document), by in documents.items()
    )
    return _ranked(("title", "speaker", "documents", "claims", "document"), rows, 2, 3)


def credited(view: Any) -> Table:
    """Which programme is credited by most bodies? Over the view "who-claimed".

    For a programme p: the number of bodies for which somebody speaks who credits p with a number, then of speakers, documents and claims. This is
    the degree of p in the two-mode network of programmes and bodies (S. P. Borgatti and M. G. Everett, Network analysis of 2-mode data, Social
    Networks 19, 1997). What a document says in its own voice has no body and counts under documents and claims. A body whose name does not tell
    whose it is (市教育局) is a body of its document, and named with it.

    >>> import kg
    >>> kg.measures.credited(kg.open_examples().to_networkx("who-claimed")).column("programme")[:2]
    ('老旧小区改造', '“清溪入城”计划')
    """
    bodies, speakers, documents, claims = (defaultdict(set) for _ in range(4))
    for source, programme, data in _claims(view, "credits"):
        claims[programme].add(data["claim"])
        documents[programme].add(data["document"])
        if view.nodes[source]["type"] != "document":
            speakers[programme].add(source)
        if "body" in view.nodes[source]:
            bodies[programme].add(_body(view, source))
    rows = (
        (view.nodes[p]["label"], len(bodies[p]), len(speakers[p]), len(documents[p]), len(claims[p]), _listed(view, bodies[p]), Iri(p))
        for p in claims
    )
    return _ranked(("programme", "bodies", "speakers", "documents", "claims", "body", "programme_iri"), rows, 1, 2, 3, 4)


_OFFICE = re.compile("(?:局|委|厅|办|署|政府|委员会|办公室|法院|检察院|管委会|中心|人大|政协)$")
# 云岭县教育局, 中共云岭市委, 国家统计局; not 市人民政府, 全县教育局, 城市管理局, 高新区管委会
_WHOSE = re.compile(
    "(?:中共)?(?:中国|中央|全国|国家|国务院|最高|(?!中共|[全我本该各]|城[市镇区]|新区|高新区|经开区|开发区|园区|社区|景区)[^省市县区州盟旗镇]+[省市县区州盟旗镇])"
)


def _body(view: Any, source: str) -> tuple[str, str]:
    """The body that a source speaks for, and the document that it is a body of where it is an office and its name does not tell whose."""
    data = view.nodes[source]
    bare = _OFFICE.search(data["body"]) and not _WHOSE.match(data["body"])
    return data["body"], data["document"] if bare else ""


def _listed(view: Any, bodies: Iterable[tuple[str, str]]) -> str | None:
    """The bodies by name, those of one document with its title."""
    return "、".join(sorted(f"{name}（{view.nodes[document]['label']}）" if document else name for name, document in bodies)) or None


def sole_voices(view: Any) -> Table:
    """Who speaks on what nobody else does? Over the view "speakers-metrics".

    For a source s, a person, an unnamed source or a document in its own voice: the number of its metrics that have degree one in the two-mode
    network of sources and metrics, and their share |{m ∈ M(s) : deg m = 1}| / |M(s)|; the notions are those of M. Latapy, C. Magnien and N. Del
    Vecchio (Basic notions for the analysis of large two-mode networks, Social Networks 30, 2008).

    >>> import kg
    >>> found = kg.measures.sole_voices(kg.open_examples().to_networkx("speakers-metrics"))
    >>> [(row["alone"], row["share"], row["metric"]) for row in found if row["speaker"] == "岚溪县水利局相关负责人"]
    [(1, Decimal('0.5000'), '水质达标率')]
    """
    metrics: dict[str, set[str]] = defaultdict(set)
    sources: dict[str, set[str]] = defaultdict(set)
    for source, metric, _ in _claims(view, "claims"):
        metrics[source].add(metric)
        sources[metric].add(source)
    rows = []
    for source, said in metrics.items():
        alone = sorted(view.nodes[metric]["label"] for metric in said if len(sources[metric]) == 1)
        share = _rounded(Fraction(len(alone), len(said)))
        rows.append((*_named(view, source), len(alone), len(said), share, "、".join(alone) or None, Iri(source)))
    return _ranked(("speaker", "title", "alone", "metrics", "share", "metric", "source"), rows, 2, 4)


def voices(view: Any) -> Table:
    """How concentrated are a document's voices? Over the view "who-claimed".

    With pᵢ the share of source i in the claims of a document and n sources: the Herfindahl–Hirschman index Σ pᵢ², from 1/n to 1 (A. O. Hirschman,
    The paternity of an index, American Economic Review 54, 1964), and the evenness −Σ pᵢ ln pᵢ / ln n, from 0 to 1 (E. C. Pielou, The measurement
    of diversity, Journal of Theoretical Biology 13, 1966), absent for one voice. The document's own voice is one of them.

    >>> import kg
    >>> kg.measures.voices(kg.open_examples().to_networkx("who-claimed")).rows[0][:4]
    ('岚溪县政府工作报告', 44, 1, Decimal('1.0000'))
    """
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for source, _, data in _claims(view, "claims"):
        counted[data["document"]][source] += 1
    rows = []
    for document, counts in counted.items():
        total = counts.total()
        shares = [Fraction(count, total) for count in counts.values()]
        entropy = -sum(float(p) * log(p) for p in shares)
        evenness = _rounded(entropy / log(len(shares))) if len(shares) > 1 else None
        first = min(counts, key=lambda source: (-counts[source], source))
        concentration = _rounded(sum(p * p for p in shares))
        rows.append(
            (
                view.nodes[document]["label"], total, len(shares), concentration, evenness, view.nodes[first]["label"], _rounded(max(shares)),
                Iri(document), Iri(first),
            )
        )  # fmt: skip
    columns = ("title", "claims", "voices", "concentration", "evenness", "largest", "share", "document", "source")
    return _ranked(columns, rows, 3, 1)


def communities(view: Any) -> Table:
    """Which sources speak of the same metrics? Over the view "speakers-metrics".

    The communities of sources and metrics that the Louvain method finds by modularity Q = Σ (Lᶜ/m − (kᶜ/2m)²), an edge weighing as many claims
    as it stands for (V. D. Blondel, J.-L. Guillaume, R. Lambiotte and E. Lefebvre, Fast unfolding of communities in large networks, Journal of
    Statistical Mechanics, 2008). Nodes are numbered in the order of their IRIs and visited in an order drawn with a fixed seed, so that the same
    store gives the same communities. IRIs stand in the order of the names, a space between them.

    >>> import kg
    >>> found = kg.measures.communities(kg.open_examples().to_networkx("speakers-metrics"))
    >>> found.columns
    ('community', 'sources', 'metrics', 'claims', 'speaker', 'metric', 'speaker_iri', 'metric_iri')
    """
    import networkx

    weights = Counter((source, metric) for source, metric, _ in _claims(view, "claims"))
    names = sorted({node for pair in weights for node in pair})
    number = {name: order for order, name in enumerate(names)}  # numbers hash alike in every run, text does not
    simple = networkx.Graph()
    simple.add_nodes_from(number.values())
    simple.add_weighted_edges_from((number[source], number[metric], count) for (source, metric), count in sorted(weights.items()))
    found = networkx.community.louvain_communities(simple, weight="weight", seed=0) if weights else []
    home = {names[member]: order for order, members in enumerate(found) for member in members}
    held: Counter[int] = Counter()
    for (source, metric), count in weights.items():
        held[home[source]] += count if home[source] == home[metric] else 0
    rows: list[tuple[Cell, ...]] = []
    for order, members in enumerate(sorted(found, key=lambda c: (-len(c), min(c))), 1):
        inside = sorted((view.nodes[names[member]]["label"], names[member]) for member in members)
        metrics = [named for named in inside if view.nodes[named[1]]["type"] == "metric"]
        sources = [named for named in inside if view.nodes[named[1]]["type"] != "metric"]
        shown = ["、".join(label for label, _ in part) for part in (sources, metrics)]
        iris = [" ".join(iri for _, iri in part) for part in (sources, metrics)]
        rows.append((order, len(sources), len(metrics), held[home[inside[0][1]]], *shown, *iris))
    return Table(("community", "sources", "metrics", "claims", "speaker", "metric", "speaker_iri", "metric_iri"), tuple(rows))


class Measure(NamedTuple):
    """A measure: the view it is over, its function, and the question it answers."""

    view: str
    function: Callable[[Any], Table]
    zh: str
    en: str


MEASURES = {
    "repeated": Measure("repeats", repeated, "谁说的数被许多别的文献重复", "whose claims do many other documents repeat"),
    "credited": Measure("who-claimed", credited, "哪项计划被最多的单位归功", "which programme is credited by most bodies"),
    "sole-voices": Measure("speakers-metrics", sole_voices, "谁说到别人都不说的指标", "who speaks on what nobody else does"),
    "voices": Measure("who-claimed", voices, "一篇文献的声音有多集中", "how concentrated are a document's voices"),
    "communities": Measure("speakers-metrics", communities, "哪些人说的是同一些指标", "which sources speak of the same metrics"),
}


def run(snapshot: Queryable, name: str, lang: str = "zh", parameters: Mapping[str, str] | None = None) -> Table:
    """The measure of that name over its view of a snapshot, or over the part that the parameters of the view select.

    >>> run(None, "voice")
    Traceback (most recent call last):
    ...
    kg.errors.UnknownName: 没有度量“voice”。最接近的有：voices、sole-voices。
    there is no measure "voice". Nearest: voices, sole-voices.
    """
    if name not in MEASURES:
        raise UnknownName(f"没有度量“{name}”", f'there is no measure "{name}"', nearest=nearest(name, MEASURES), known=tuple(MEASURES))
    measure = MEASURES[name]
    return measure.function(build(snapshot, measure.view, lang, parameters))


def _claims(view: Any, relation: str) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """The edges of a relation, a claim each."""
    return ((start, end, data) for start, end, data in view.edges(data=True) if data["relation"] == relation)


def _named(view: Any, source: str) -> tuple[Cell, Cell]:
    """Name and document of a source; a document in its own voice has no name."""
    data = view.nodes[source]
    return (None if data["type"] == "document" else data["label"]), data.get("title")


def _rounded(number: Fraction | float) -> Decimal:
    return Decimal(f"{float(number):.4f}")


def _ranked(columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]], *by: int) -> Table:
    """A table whose rows stand by the columns numbered, the highest first, and by their words where those are equal."""
    ranked = sorted(rows, key=lambda row: (*(-row[column] for column in by), *map(str, row)))
    return Table(columns, tuple(ranked))


def __dir__() -> list[str]:
    return sorted({*(name for name in globals() if name.startswith("__")), *__all__})
