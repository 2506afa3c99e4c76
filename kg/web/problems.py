"""What went wrong with a request: an HTTP status and one JSON shape for all, in both languages, with what to do next."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from kg.errors import AmbiguousName, QueryRefused, QueryTimeout, StoreError, UnknownName, UsageError, WhoclaimsError, listed
from kg.queries import Parameter
from kg.web.negotiation import Format

# class of error: (status, code); the first that fits
_KINDS: tuple[tuple[type[WhoclaimsError], int, str], ...] = (
    (AmbiguousName, 400, "ambiguous-name"),
    (UnknownName, 400, "unknown-name"),
    (QueryRefused, 400, "query-refused"),
    (UsageError, 400, "usage"),
    (QueryTimeout, 504, "timed-out"),
    (StoreError, 503, "store-unavailable"),
    (WhoclaimsError, 500, "failed"),
)


class Problem(WhoclaimsError):
    """An error with its HTTP status, a code for programs, and whatever else a client can use (line, column, candidates, formats)."""

    def __init__(
        self, status: int, code: str, zh: str, en: str, *, next_zh: str = "", next_en: str = "", more: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(zh, en, next_zh=next_zh, next_en=next_en)
        self.status, self.code, self.more = status, code, dict(more or {})

    def body(self) -> dict[str, Any]:
        """The JSON shape of every error.

        >>> not_found().body()["error"]["code"]
        'not-found'
        """
        told = {"zh": self.zh, "en": self.en, "next_zh": self.next_zh, "next_en": self.next_en}
        return {"error": {"status": self.status, "code": self.code, **told, **self.more}}

    @classmethod
    def read(cls, body: Mapping[str, Any]) -> "Problem":
        """The problem that a body tells of.

        >>> Problem.read(not_found().body()).status
        404
        """
        told = dict(body["error"])
        status, code, zh, en = (told.pop(name) for name in ("status", "code", "zh", "en"))
        return cls(status, code, zh, en, next_zh=told.pop("next_zh"), next_en=told.pop("next_en"), more=told)


def of(error: WhoclaimsError) -> Problem:
    """Any error as a problem; paths of this machine, which store errors name, stay inside, and what a shell would list has an address.

    >>> of(QueryRefused("错", "wrong", line=2, column=3)).body()["error"]["line"]
    2
    """
    if isinstance(error, Problem):
        return error
    status, code = next((status, code) for kind, status, code in _KINDS if isinstance(error, kind))
    if isinstance(error, StoreError):
        return Problem(status, code, "库现在打不开", "the store cannot be opened now", next_zh="稍后再试", next_en="try again later")
    more: dict[str, Any] = {}
    next_zh, next_en = error.next_zh, error.next_en
    if isinstance(error, QueryRefused) and error.line:
        more = {"line": error.line, "column": error.column}
    if isinstance(error, UnknownName):
        more = {"nearest": list(error.nearest)}
        if error.listing is not None and not error.nearest:
            next_zh, next_en = listed(f"/api/{error.listing}".rstrip("/"))
    if isinstance(error, AmbiguousName):
        more = {"candidates": [{"iri": iri, "label": label} for iri, label in error.candidates]}
    return Problem(status, code, error.zh, error.en, next_zh=next_zh, next_en=next_en, more=more)


# ---------------------------------------------------------------------------------------------- problems of the web


def not_found() -> Problem:
    """No such address."""
    return Problem(
        404, "not-found", "没有这个地址", "there is no such address", next_zh="全部查询见 /，接口见 /openapi.json",
        next_en="/ lists the queries, /openapi.json the interface",
    )  # fmt: skip


def unknown_thing(iri: str, listed: bool = False) -> Problem:
    """An IRI of which the store holds nothing, though the gazetteer may list it."""
    there = f"/reconcile/view?id={iri}"
    return Problem(
        404, "unknown-thing", f"库里没有 {iri}", f"{iri} is not in this store",
        next_zh=f"地区表里有，见 {there}" if listed else "/api/documents、/api/speakers、/api/places、/api/terms 列出有哪些",
        next_en=f"the gazetteer has it: {there}" if listed else "/api/documents, /api/speakers, /api/places and /api/terms list what there is",
    )  # fmt: skip


def no_iri(name: str, meant: Mapping[str, str]) -> Problem:
    """Words where an IRI is asked for, and the things that they may mean.

    >>> no_iri("鹤壁", {"urn:a": "鹤壁市"}).more["candidates"][0]["href"]
    '/reconcile/view?id=urn%3Aa'
    """
    candidates = [{"iri": iri, "label": label, "href": f"/reconcile/view?{urlencode({'id': iri})}"} for iri, label in meant.items()]
    return Problem(
        400, "bad-request", f"“{name}”不是 IRI", f'"{name}" is no IRI', next_zh="给出完整的 IRI，或带前缀的，如 place:410600",
        next_en="give a full IRI, or one with a prefix, such as place:410600", more={"candidates": candidates} if candidates else {},
    )  # fmt: skip


def bad_method(allowed: str) -> Problem:
    """Another method than those that are read here."""
    return Problem(
        405, "bad-method", "这个地址不接受这种方法", "this address does not take that method", next_zh=f"可用 {allowed}",
        next_en=f"use {allowed}", more={"methods": allowed.split(", ")},
    )  # fmt: skip


def not_acceptable(offered: Sequence[Format]) -> Problem:
    """None of the media types asked for can be had; the formats there are."""
    listed = ", ".join(format.media for format in offered)
    return Problem(
        406, "not-acceptable", "没有这种格式", "there is no such format", next_zh=f"可用 {listed}", next_en=f"there are {listed}",
        more={"formats": [{"format": format.name, "media": format.media} for format in offered]},
    )  # fmt: skip


def bad_request(zh: str, en: str, next_zh: str = "", next_en: str = "") -> Problem:
    """A request that cannot mean anything."""
    return Problem(400, "bad-request", zh, en, next_zh=next_zh, next_en=next_en)


def missing(name: str, parameters: Sequence[Parameter]) -> Problem:
    """A named query without the parameters it needs.

    >>> print(missing("claims-by-person", [Parameter("person", "iri", example="祁远山")]).next_en)
    for example: /api/claims-by-person?person=祁远山
    """
    names = [parameter.name for parameter in parameters]
    example = f"/api/{name}?{'&'.join(f'{p.name}={p.example or p.type.upper()}' for p in parameters)}"
    return Problem(
        400, "usage", f"查询 {name} 缺参数：{'、'.join(names)}", f"query {name} needs {', '.join(names)}", next_zh=f"例如 {example}",
        next_en=f"for example: {example}",
    )  # fmt: skip


def bad_media_type() -> Problem:
    """A body of another kind than the protocol knows."""
    return Problem(
        415, "bad-media-type", "请求体的类型不对", "the body is of another media type than the protocol knows",
        next_zh="用 application/sparql-query 或 application/x-www-form-urlencoded，编码 UTF-8",
        next_en="send application/sparql-query or application/x-www-form-urlencoded in UTF-8",
    )  # fmt: skip


def too_long(limit: int) -> Problem:
    """A query longer than is read."""
    return Problem(
        413, "query-too-long", f"查询超过 {limit} 字节", f"the query is longer than {limit} bytes", next_zh="缩短查询", next_en="shorten it",
        more={"limit": limit},
    )  # fmt: skip


def too_large(what_zh: str, what_en: str, limit: int) -> Problem:
    """An answer larger than is given."""
    return Problem(
        422, "answer-too-large", f"答案超过 {limit} {what_zh}", f"the answer has more than {limit} {what_en}",
        next_zh="加上 LIMIT，或缩小范围", next_en="add a LIMIT or ask for less", more={"limit": limit},
    )  # fmt: skip


def no_claims() -> Problem:
    """A selection that no claim is in."""
    return Problem(
        404, "no-claims", "没有这样的说法", "there are no such claims", next_zh="去掉一个条件，或换一个名称", next_en="leave out a condition, or try another name",
    )  # fmt: skip


def left_out(reasons: Mapping[tuple[str, str], int]) -> Problem:
    """Claims there are, and a format that holds none of them: how many for which reason."""
    told = sorted(reasons.items())
    return Problem(
        422, "left-out", "这些说法都写不成这种格式", "none of these claims can be written in this format",
        next_zh="未写：" + "；".join(f"{number} 条，{zh}" for (zh, _), number in told),
        next_en="left out: " + "; ".join(f"{number}, {en}" for (_, en), number in told),
        more={"left_out": [{"zh": zh, "en": en, "claims": number} for (zh, en), number in told]},
    )  # fmt: skip


def timed_out(seconds: float) -> Problem:
    """A query that was ended because its time was up."""
    return Problem(
        504, "timed-out", f"查询超过 {seconds:g} 秒，已中止", f"the query took longer than {seconds:g} s and was ended",
        next_zh="缩小范围，或加上 LIMIT；库做了 kg index，命名查询会快得多",
        next_en="narrow it or add a LIMIT; named queries are much faster over a store with kg index", more={"seconds": seconds},
    )  # fmt: skip


def too_busy() -> Problem:
    """More requests than can be taken."""
    return Problem(503, "too-busy", "同时的请求太多", "too many requests at once", next_zh="稍后再试", next_en="try again in a moment")


def too_heavy() -> Problem:
    """A query whose process ended by itself, which it does when memory runs out."""
    return Problem(
        422, "too-heavy", "查询用尽了内存，已中止", "the query used up its memory and was ended",
        next_zh="缩小范围，少用排序和分组", next_en="narrow it, sort and group less",
    )  # fmt: skip


def no_room() -> Problem:
    """More is waiting to be read than is held."""
    return Problem(
        503, "no-room", "太多答案还没有被读走", "too many answers wait to be read", next_zh="稍后再试，或加上 LIMIT", next_en="try again later, or add a LIMIT",
    )  # fmt: skip


def long_address(limit: int) -> Problem:
    """A request line longer than is read."""
    return Problem(
        414, "address-too-long", "请求的地址太长", "the address of the request is too long", next_zh=f"查询用 POST 发送，至多 {limit} 字节",
        next_en=f"send the query by POST, {limit} bytes at most",
    )  # fmt: skip


def stopping() -> Problem:
    """The server ends, and with it what still ran."""
    return Problem(503, "stopping", "服务正在停止", "the server is stopping", next_zh="稍后再试", next_en="try again later")


def failed() -> Problem:
    """A mistake of ours."""
    return Problem(500, "failed", "服务出错", "something failed here", next_zh="请报告此事", next_en="please report this")
