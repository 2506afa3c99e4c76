"""The catalogue of named queries in ``docs/queries.md``, made from the headers of ``queries/*.rq``; ``make docs`` writes it."""

from pathlib import Path

from kg.queries import GROUPS, Parameter, Query, grouped, usage

DOCUMENT = Path(__file__).with_name("queries.md")
_BEGIN, _END = "<!-- catalogue -->\n", "<!-- end of catalogue -->\n"
_TYPES = {"string": "文字 text", "integer": "整数 integer", "date": "日期 date", "period": "期间 period"}


def catalogue() -> str:
    """Every group with its queries: what each answers in Chinese and English, its parameters, a call that can be typed."""
    return "\n".join(_group(group, queries) for group, queries in grouped().items())


def _group(group: str, queries: "list[Query]") -> str:
    rows = "".join(_row(query) for query in queries)
    return (
        f"### {' · '.join(GROUPS[group])}\n\n| 查询 · query | 回答什么 · what it answers | 参数 · parameters |\n| --- | --- | --- |\n{rows}"
    )


def _row(query: Query) -> str:
    parameters = "<br>".join(_parameter(p) for p in query.parameters)
    return f"| **{query.name}** | {query.summary}<br>{query.summary_en}<br>`{usage(query)}` | {parameters} |\n"


def _parameter(parameter: Parameter) -> str:
    option = f"[`--{parameter.name}`]" if parameter.optional else f"`--{parameter.name}`"
    return " ".join(part for part in (option, parameter.kind or _TYPES[parameter.type], parameter.example) if part)


def rewritten(text: str) -> str:
    """The document with its catalogue as the headers are now."""
    before, _, rest = text.partition(_BEGIN)
    return before + _BEGIN + "\n" + catalogue() + "\n" + _END + rest.partition(_END)[2]


if __name__ == "__main__":
    DOCUMENT.write_text(rewritten(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
