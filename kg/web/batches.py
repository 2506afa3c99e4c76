"""What both forms of ``/reconcile`` ask of a worker and tell alike: batches of queries, extension by properties, types and what scores are made of."""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, get_args

from starlette.requests import Request

from kg.errors import UnknownName, WhoclaimsError
from kg.labels import shortened
from kg.misspelling import nearest
from kg.reconciliation import TYPES, Condition, Quantifier
from kg.reconciliation.properties import PROPERTIES, Property
from kg.web import problems
from kg.web.frames import Job
from kg.web.responses import left

BATCH = 50  # queries, or things to extend, in one request
LONGEST = 500  # characters of a name
MOST = 50  # candidates of a query, values of a property
FEW = 10
WIDTH, HEIGHT = 430, 300
_WHOLE = re.compile(r"^(\d+)\.0$")  # a code as a spreadsheet may write it


class Wanted(NamedTuple):
    """A query as a worker is asked, None where nothing can be found, and what is wrong with it: the other queries of its batch are answered all the same."""

    asked: dict[str, Any] | None
    wrong: WhoclaimsError | None = None


class Found(NamedTuple):
    """The candidates of a query, and what its answer says beside them: an ``error``, of the shape of every error, or nothing."""

    candidates: list[dict[str, Any]]
    beside: dict[str, Any]


def typed(type: str, lang: str) -> dict[str, str]:
    """A type as both forms tell of it."""
    found = TYPES[type]
    return {"id": found.id, "name": found.en if lang == "en" else found.zh}


def base(request: Request) -> str:
    """The address of the service, without a slash at its end."""
    return f"{str(request.base_url).rstrip('/')}/reconcile"


def name_of(lang: str) -> str:
    """What the service is called."""
    return "Whoclaims: people, posts, bodies, places, programmes, metrics" if lang == "en" else "谁说的：人物、职务、单位、地区、计划、指标"


def read_json(text: str, request: Request) -> Any:
    """What JSON says; raises 400 where it is none or too long."""
    limit = request.app.state.limits.query
    if len(text.encode(errors="replace")) > limit:
        raise problems.too_long(limit)
    try:
        said = json.loads(text)
        return json.loads(json.dumps(said, ensure_ascii=False).encode(errors="replace"))  # half of a surrogate pair is no character
    except (ValueError, RecursionError):
        raise problems.bad_request(
            "这不是 JSON",
            "this is no JSON",
            '对象写作 {"键": 值}，文字用直双引号',
            'an object is {"key": value}, text stands in straight double quotes',
        ) from None


def wanted(text: Any, types: Sequence[Any], limit: Any, conditions: Sequence[Condition]) -> Wanted:
    """A query as a worker is asked. An empty cell means nothing, as a name and as what a thing must have; nothing is of a type that is none."""
    known = [found for found in map(type_of, types) if found]
    wrong = [_unknown("类", "type", told, TYPES) for told in types if not type_of(told)]
    wrong += [_unknown("属性", "property", one.property, PROPERTIES) for one in conditions if one.property not in PROPERTIES]
    name = _WHOLE.sub(r"\1", str(text if isinstance(text, str | int | float) else "").strip())
    said = [condition for condition in conditions if condition.values]
    if len(name) > LONGEST:
        return Wanted(None, problems.bad_request(f"名称至多 {LONGEST} 字", f"a name has {LONGEST} characters at most"))
    if not (name or said) or (types and not known):
        return Wanted(None, *wrong[:1])
    number = limit if isinstance(limit, int) and not isinstance(limit, bool) and limit > 0 else FEW
    return Wanted({"text": name, "types": known, "limit": min(number, MOST), "conditions": said}, *wrong[:1])


def condition(property: Any, value: Any, required: Any = False, quantifier: Any = None) -> Condition:
    """A condition as a query states it, without what is empty: a thing by its id, else by its name; raises 400 where it counts its values in no way there is."""
    if quantifier not in (None, *get_args(Quantifier)):
        raise problems.bad_request("matchQuantifier 应是 any、all 或 none", "matchQuantifier must be any, all or none")
    listed = map(_value, value if isinstance(value, list) else [value])
    return Condition(
        str(property), tuple(one for one in listed if one is not None and str(one).strip()), bool(required), quantifier or "any"
    )


def _value(stated: Any) -> Any:
    if isinstance(stated, dict):
        stated = stated.get("id") or stated.get("name")
    return _WHOLE.sub(r"\1", stated.strip()) if isinstance(stated, str) else stated


def says_nothing() -> problems.Problem:
    """A query that has neither a name nor conditions, not even an empty one."""
    return problems.bad_request("查询要有名称或属性", "a query needs a name or properties")


def _unknown(zh: str, en: str, told: Any, known: Iterable[str]) -> UnknownName:
    name = shortened(str(told.get("id", "") if isinstance(told, dict) else told))
    return UnknownName(f"没有{zh}“{name}”", f'there is no {en} "{name}"', nearest=nearest(name, known), known=tuple(known))


def type_of(given: Any) -> str:
    """The type that an identifier means: kg:Place, its IRI, or its last part."""
    told = str(given.get("id", "") if isinstance(given, dict) else given)
    return next((name for name in TYPES if told == name or re.split("[/#:]", told)[-1] == name.split(":")[1]), "")


def known_type(given: str) -> str:
    """The type that an identifier means, "" where none is given; raises UnknownName with the nearest for one that is none."""
    if given and not type_of(given):
        raise _unknown("类", "type", given, TYPES)
    return type_of(given)


async def ask(request: Request, name: str, asked: Any, lang: str) -> Any:
    """Have a worker answer."""
    job = Job("reconciliation", name=name, text=json.dumps(asked), lang=lang)
    return json.loads(await (await request.app.state.named.run(job, lambda: left(request))).whole())


async def match(request: Request, queries: Sequence[Wanted], lang: str) -> list[Found]:
    """The candidates of each query."""
    if len(queries) > BATCH:
        raise problems.bad_request(f"一次至多 {BATCH} 个查询", f"{BATCH} queries at a time at most")
    asked = [query.asked for query in queries if query.asked]
    answers = iter(await ask(request, "match", asked, lang) if asked else [])
    return [Found(next(answers) if query.asked else [], problems.of(query.wrong).body() if query.wrong else {}) for query in queries]


async def extension(request: Request, asked: Any, lang: str) -> tuple[list[tuple[str, int]], dict[str, dict[str, list[Any]]]]:
    """The properties that are asked for, each with how many values at most (0 for all), and the values of each thing."""
    ids, wanted = (asked.get("ids"), asked.get("properties")) if isinstance(asked, dict) else (None, None)
    if not isinstance(ids, list) or not isinstance(wanted, list) or not all(isinstance(iri, str) for iri in ids):
        raise problems.bad_request("要有 ids 和 properties 两个列表", "it takes two lists, ids and properties")
    if len(ids) > BATCH:
        raise problems.bad_request(f"一次至多 {BATCH} 个", f"{BATCH} at a time at most")
    properties = []
    for told in wanted:
        name = told.get("id") if isinstance(told, dict) else None
        if name not in PROPERTIES:
            raise problems.bad_request(f"没有属性“{name}”", f'there is no property "{name}"', "、".join(PROPERTIES), ", ".join(PROPERTIES))
        setting = (told.get("settings") or {}).get("limit", 0) if isinstance(told.get("settings") or {}, dict) else 0
        properties.append((str(name), int(setting) if str(setting).isdigit() else 0))
    rows = await ask(request, "extend", {"ids": list(dict.fromkeys(ids)), "properties": properties}, lang)
    return properties, rows


def features(candidate: dict[str, Any], lang: str) -> list[dict[str, Any]]:
    """What a score is made of: how well the name fits, and which conditions are met."""
    sorts = {
        "code": ("代码或 IRI", "code or IRI"), "preferred": ("名称", "name"), "label": ("另一名称", "another name"), "within": ("名称与所属", "name and what it belongs to"),
        "short": ("简称", "short name"), "former": ("曾用名", "former name"), "spelling": ("误写", "misspelling"), "weak": ("省去类别的名称", "name without what it is"),
        "shared": ("与已撤销的区划同名", "name that a division bore too that is gone"), "word": ("普通的词", "a mere word"), "became": ("已并入或推断由其改设", "went into it, or is inferred to have become it"), "near": ("相近的名称", "a name like it"),
    }  # fmt: skip
    sort = candidate["sort"]
    told: list[dict[str, Any]] = [] if sort == "property" else [{"id": f"name_{sort}", "name": sorts[sort][lang == "en"], "value": True}]
    for name, met in candidate["met"].items():
        property = PROPERTIES.get(name)
        told.append({"id": f"property_{name}", "name": property_told(property, lang)["name"] if property else name, "value": met})
    return told


def meta(name: str, request: Request, lang: str) -> dict[str, Any]:
    """A property in the head of an extension; what has things for values says of which service they are."""
    property = PROPERTIES[name]
    found: dict[str, Any] = property_told(property, lang)
    if property.things:
        found["service"] = base(request)
    return found


def property_told(property: Property, lang: str) -> dict[str, Any]:
    """A property as both forms tell of it."""
    return {"id": property.id, "name": property.en if lang == "en" else property.zh}
