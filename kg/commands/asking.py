"""``kg ask``, ``kg sparql``: questions to the store.

Exit 0: rows; 1: no rows; 2: the query is refused or a name is unknown; 3: there is no store to ask; 4: it ran out of time.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from kg.answers import Answer, Graph, Table
from kg.commands.bounds import within
from kg.commands.completion import completing
from kg.commands.options import (
    DOCUMENT,
    GRAPH_FORMATS,
    Command,
    emit,
    emit_graph,
    format_of,
    format_option,
    lang_option,
    limit_option,
    output_option,
    page_option,
    store_or_dump_option,
    timeout_option,
    told_empty,
)  # fmt: skip
from kg.errors import InputError, UnknownName, refused
from kg.misspelling import nearest
from kg.queries import GROUPS, SORTED, Parameter, Query, catalogue, grouped, named

_HINTS = {
    "iri": "IRI、代码或名称 · IRI, code or label", "string": "文字 · text", "integer": "整数 · integer", "date": "日期 · date",
    "period": "期间，如 2016/2020 · a period such as 2016/2020",
}  # fmt: skip
BELOW = "claims-below-place"
_FIRST_ONES = (
    f"说法多于 {SORTED} 条，这里是库里顺序的头几条，页内排好序；往后用 --page 2 · there are more than {SORTED} claims: these are the first in the order "
    "of the store, sorted within; --page 2 goes on"
)


class Question(Command):
    """A named query as a command; an option it does not have is answered with the nearest there are."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            options = [option for parameter in self.params for option in parameter.opts if option.startswith("--")]
            near = nearest(error.option_name, options)
            raise UnknownName(
                f"查询 {self.name} 没有选项“{error.option_name}”",
                f'query {self.name} has no option "{error.option_name}"',
                nearest=near,
                known=options,
            ) from None


class Catalogue(click.Group):
    """The named queries as commands, made from their headers when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(catalogue())

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if ctx.resilient_parsing and name not in catalogue():
            return None  # a shell that completes a mistyped line is told nothing
        return _question(named(name))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for group, queries in grouped().items():
            with formatter.section(" · ".join(GROUPS[group])):
                formatter.write_dl([(query.name, f"{query.summary} · {query.summary_en}") for query in queries])


@click.group(cls=Catalogue, invoke_without_command=True, subcommand_metavar="[QUERY [OPTIONS]]")
@format_option()
@lang_option
@click.pass_context
def ask(ctx: click.Context, format: str | None, lang: str) -> None:
    """命名查询；不带参数则列出全部。

    Answer a named query; without a name, list them. kg ask QUERY --help shows what a query can be asked about.
    """
    if ctx.invoked_subcommand is None:
        rows = [
            (GROUPS[group][lang == "en"], query.name, query.summary if lang == "zh" else query.summary_en, _spelled(query))
            for group, queries in grouped().items()
            for query in queries
        ]
        emit(Table(("group", "query", "summary", "parameters"), tuple(rows)), format, lang)


def _spelled(query: Query) -> str:
    return " ".join(f"[--{p.name}]" if p.optional else f"--{p.name}" for p in query.parameters)


def _question(query: Query) -> click.Command:
    options: list[click.Parameter] = [_option(parameter) for parameter in query.parameters]
    further = GRAPH_FORMATS if query.view == "graph" else ()

    @format_option(*further)
    @lang_option
    @limit_option
    @page_option
    @timeout_option
    @output_option
    @store_or_dump_option
    def answer(
        store: Path,
        format: str | None,
        lang: str,
        limit: int | None,
        timeout: float | None,
        output: str,
        page: int | None = None,
        **given: str | None,
    ) -> None:
        from kg.passages import doubted, placed
        from kg.queries import many, run
        from kg.store import open_snapshot

        asked = {parameter.name: given[f"given_{parameter.name}"] for parameter in query.parameters}
        with open_snapshot(store) as snapshot, within(timeout):
            parameters = placed(snapshot, {name: text for name, text in asked.items() if text is not None})
            result = run(snapshot, query.name, parameters, limit, lang, page)
            if limit and not page and len(result) and many(snapshot, query.name, parameters, lang):
                click.echo(_FIRST_ONES, err=True)
            if isinstance(result, Table) and format_of(format, output) == "table":
                result = doubted(snapshot, result)
        _deliver(result, format, lang, output, query, _elsewhere(query, asked, page))

    shared = [p for p in reversed(answer.__click_params__) if query.paged or p.name != "page"]  # type: ignore[attr-defined]
    text = f"{query.summary}\n\n{query.summary_en}"
    return Question(query.name, params=options + shared, callback=answer, help=text, short_help=query.summary)


def _elsewhere(query: Query, asked: Mapping[str, str | None], page: int | None) -> tuple[str, str]:
    """What to try where an answer is empty, in both languages; empty where that is no other than always."""
    if page and page > 1:
        return f"没有第 {page} 页，换前面的一页", f"There is no page {page}, ask for one before it"
    if query.paged and (place := asked.get("place")) and query.name != BELOW:
        return (
            f"--place 只指这个地区本身，kg ask {BELOW} --place {place} 连同其下各地；kg info 列出库里的文献",
            f"--place is that place itself, kg ask {BELOW} --place {place} is it and all below it; kg info lists the documents of the store",
        )
    return "", ""


def _option(parameter: Parameter) -> click.Option:
    example = f"，如 {parameter.example}" if parameter.example else ""
    kind = f" ({parameter.kind})" if parameter.kind else ""
    hint = DOCUMENT if parameter.kind == "schema:CreativeWork" else _HINTS[parameter.type]
    declared = [f"--{parameter.name}", f"given_{parameter.name}"]

    return click.Option(declared, metavar=parameter.type.upper(), help=f"{hint}{kind}{example}", shell_complete=completing(parameter.kind))


@click.command(cls=Command)
@click.argument("query")
@format_option(*GRAPH_FORMATS)
@lang_option
@limit_option
@timeout_option
@output_option
@store_or_dump_option
def sparql(query: str, store: Path, format: str | None, lang: str, limit: int | None, timeout: float | None, output: str) -> None:
    """回答 SPARQL 查询：QUERY 是查询本身、文件名，或 - 表示标准输入。

    Answer a SPARQL query: QUERY is its text, a file, or - for stdin. The prefixes of the vocabulary need no declaration.
    """
    from kg.queries import ask as answer
    from kg.store import open_snapshot

    text = _query_text(query)
    with open_snapshot(store) as snapshot, within(timeout):
        result = answer(snapshot, text, limit)
    _deliver(result, format, lang, output)


def _query_text(query: str) -> str:
    """The query itself, or what stands in the file it names."""
    if query == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    if not query.strip() or any(mark in query for mark in "{\n?") or len(query) > 250:
        return query
    try:
        return Path(query).read_text(encoding="utf-8")
    except FileNotFoundError:
        if " " in query:
            return query
        raise InputError(
            "没有这个文件", "there is no such file", where=query, next_zh="写出查询或文件名", next_en="give a query or a file"
        ) from None
    except UnicodeDecodeError:
        raise InputError(
            "这个文件不是 UTF-8", "this file is not in UTF-8", where=query, next_zh="给出 UTF-8 文件", next_en="give a file in UTF-8"
        ) from None
    except OSError as error:
        raise InputError(
            f"读不了这个文件（{refused(error)[0]}）", f"this file cannot be read ({refused(error)[1]})", where=query,
            next_zh="写出查询或文件名", next_en="give a query or a file",
        ) from None  # fmt: skip


def _deliver(
    answer: Answer, format: str | None, lang: str, output: str, query: Query | None = None, hints: tuple[str, str] = ("", "")
) -> None:
    """Write an answer; an empty one says so on stderr and ends with 1, as grep does."""
    if isinstance(answer, Graph):
        emit_graph(answer, format, output)
    else:
        emit(answer, format, lang, output)
    if not len(answer):
        told_empty(query.summary, query.summary_en, *hints) if query else told_empty()
        sys.exit(1)
