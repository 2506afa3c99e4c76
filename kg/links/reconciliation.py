"""A reconciliation service of the W3C community group's API, 0.2 (https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/).

A service scores by names and by rules of its own, so that its word is no more than that; what else speaks for a candidate is fetched from it (data
extension, section 6) where ``properties`` says which of its properties are the code, what a thing lies in, the post or the unit (``code=P442,within=P131``).
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from kg.errors import LookUpFailed, SourceUnusable, UsageError
from kg.links import TARGETS, Entity
from kg.links.evidence import Found, is_iri, plain, spaced
from kg.links.fetching import Fetcher, stated
from kg.links.live import Asker, MakeFetcher, source
from kg.links.lookups import Source

_FIELDS = {"code": "codes", "within": "within", "post": "posts", "unit": "units"}
_LIMIT = 10
# What the service of Wikidata calls what we know: administrative territorial entity, human, organisation; and by kind of thing its properties.
_WIKIDATA_TYPES = {"kg:Place": "Q56061", "schema:Person": "Q5", "org:Organization": "Q43229"}
_WIKIDATA = {"kg:Place": {"code": "P442", "within": "P131"}, "schema:Person": {"post": "P39"}, "org:Organization": {"within": "P131"}}


def asking(name: str, settings: dict[str, str], fetcher: MakeFetcher = Fetcher) -> Asker:
    """The target of that name with its settings; raises UsageError for properties that cannot be understood."""
    service = source(TARGETS[name], settings, fetcher)
    told = _properties(settings.get("properties", ""))
    wikidata = name.startswith("wikidata")

    def look(entity: Entity) -> list[Found]:
        if not entity.name:
            return []
        properties = told or (_WIKIDATA.get(entity.kind, {}) if wikidata else {})
        type_ = settings.get("type") or (_WIKIDATA_TYPES.get(entity.kind, "") if wikidata else "")
        return list(_look(service, entity, type_, properties))

    return Asker(look, service, service.url == TARGETS[name].service)


def _properties(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in filter(None, text.split(",")):
        basis, equals, name = part.strip().partition("=")
        if basis not in _FIELDS or not equals or not name:
            raise UsageError(
                f"--properties 里的“{part}”看不懂", f'"{part}" in --properties cannot be understood',
                next_zh=f"写作 code=P442,within=P131；可用：{'、'.join(_FIELDS)}", next_en=f"write it as code=P442,within=P131; there are: {', '.join(_FIELDS)}",
            )  # fmt: skip
        found[basis] = name
    return found


def _look(service: Source, entity: Entity, type_: str, properties: Mapping[str, str]) -> Iterable[Found]:
    manifest = service.ask(_manifest)
    question: dict[str, Any] = {"query": entity.name, "limit": _LIMIT}
    if type_:
        question["type"] = type_
    ours = {
        "code": spaced(entity.code) if properties.get("code") == "P442" else entity.code,
        "within": entity.within[0].name if entity.within else "",
        "unit": entity.unit,
        "post": entity.posts[0].text if entity.posts else "",
    }
    if known := [{"pid": name, "v": ours[basis]} for basis, name in properties.items() if ours[basis]]:
        question["properties"] = known
    results = service.ask(_results, {"queries": _json({"q0": question})})
    more = _extended(service, manifest, [result["id"] for result in results], properties) if results else {}
    for result in results:
        values = more.get(result["id"], {})
        if iri := _iri(manifest, result["id"]):
            yield Found(
                iri, result["name"], about=result["about"], like=result["score"],
                **{field: tuple(values.get(properties.get(basis, ""), ())) for basis, field in _FIELDS.items()},
            )  # fmt: skip


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _manifest(told: Any, url: str) -> Mapping[str, Any]:
    """What the service says of itself; raises SourceUnusable where it is none, or speaks another version alone."""
    if not isinstance(told, dict) or not isinstance(told.get("identifierSpace"), str):
        raise SourceUnusable(
            "这里没有对账服务（清单里没有 identifierSpace）", "there is no reconciliation service here (its manifest has no identifierSpace)",
            where=url, next_zh="核对地址", next_en="check the address",
        )  # fmt: skip
    versions = told.get("versions")
    if isinstance(versions, list) and versions and not {"0.1", "0.2"} & set(map(str, versions)):
        raise SourceUnusable(
            f"它只说 {'、'.join(map(str, versions))[:80]}，这里说 0.2",
            f"it speaks {', '.join(map(str, versions))[:80]} alone, and 0.2 is spoken here",
            where=url,
        )
    return told


def _results(told: Any, url: str) -> list[dict[str, Any]]:
    """The candidates of the one question, in the fields that are used; raises LookUpFailed for what is no answer.

    An error beside them, of a type or property that the service has not, says that this question was not answered: none of them is nothing found.
    """
    for said in (told, told.get("q0")) if isinstance(told, dict) else ():
        if isinstance(said, dict) and said.get("error"):
            zh, en = stated(said["error"])
            raise LookUpFailed(f"它答不了这个问题{zh}", f"it cannot answer this question{en}", where=url)
    try:
        results = told["q0"]["result"]
        assert isinstance(results, list)
        return [
            {"id": str(r["id"]), "name": str(r.get("name", "")), "score": _score(r.get("score")), "about": _about(r)}
            for r in results[:_LIMIT]
        ]
    except (KeyError, TypeError, AttributeError, AssertionError):
        raise LookUpFailed("它答的不是候选的列表", "what it answers is no list of candidates", where=url) from None


def _score(value: Any) -> float:
    """A score as a share of the best there is: most services count to 100, some to 1, and the API leaves it to them."""
    if not isinstance(value, int | float) or value != value:
        return 0.0
    return float(min(max(value / 100 if 1 < value <= 100 else value, 0), 1))


def _about(result: Mapping[str, Any]) -> str:
    if isinstance(result.get("description"), str) and result["description"]:
        return str(result["description"])
    types = result.get("type")
    names = [str(t.get("name", "")) if isinstance(t, dict) else str(t) for t in types] if isinstance(types, list) else []
    return "、".join(filter(None, names))


def _iri(manifest: Mapping[str, Any], identifier: str) -> str:
    """The IRI of an entity: itself where it is one, in the identifier space where that ends like a namespace, else the page that shows it."""
    space, view = manifest["identifierSpace"], manifest.get("view")
    page = view.get("url", "") if isinstance(view, dict) else ""
    for iri in (
        identifier if re.match(r"https?://", identifier) else "",
        space + quote(identifier, safe="/:@~") if space.endswith(("/", "#", "=")) else "",
        page.replace("{{id}}", quote(identifier, safe="/:@~")) if isinstance(page, str) and "{{id}}" in page else "",
    ):
        if iri and is_iri(iri):
            return iri
    return ""


def _extended(
    service: Source, manifest: Mapping[str, Any], ids: list[str], properties: Mapping[str, str]
) -> dict[str, dict[str, list[str]]]:
    """What the service says of candidates: their values by property; nothing where it extends no data."""
    if not properties or not isinstance(manifest.get("extend"), dict):
        return {}
    wanted = [{"id": name} for name in sorted(set(properties.values()))]
    return service.ask(_values, {"extend": _json({"ids": ids, "properties": wanted})})


def _values(told: Any, url: str) -> dict[str, dict[str, list[str]]]:
    """The values in a data extension, by entity and property; raises LookUpFailed for what is none."""
    rows = told.get("rows") if isinstance(told, dict) else None
    if not isinstance(rows, dict):
        raise LookUpFailed("它答的不是补充数据", "what it answers is no data extension", where=url)
    return {
        str(key): {
            str(name): [text for value in values for text in _texts(value)] for name, values in row.items() if isinstance(values, list)
        }
        for key, row in rows.items()
        if isinstance(row, dict)
    }


def _texts(value: Any) -> Iterable[str]:
    """What a value of a data extension says: a text, a number, or an entity by its id and name."""
    if isinstance(value, dict):
        for name in ("str", "int", "float", "date", "id", "name"):
            if isinstance(value.get(name), str | int | float) and plain(str(value[name])):
                yield str(value[name])
