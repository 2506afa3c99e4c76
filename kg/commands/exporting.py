"""``kg export``: a view of the store, or of a part of it, as a file for graph tools, or its claims for the tools of other communities.

Exit 0: a file; 1: a file of a view that holds nothing; 2: a name is unknown or the view is too large for the format; 3: there is no store; 4: it ran
out of time.
"""

import io
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from kg.answers import Table
from kg.commands import publishing
from kg.commands.bounds import within
from kg.commands.completion import completing, listing
from kg.commands.options import (
    Command,
    by_ending,
    emit,
    lang_option,
    no_terminal,
    opened,
    output_option,
    selection_options,
    store_or_dump_option,
    timeout_option,
)
from kg.errors import UnknownName, UsageError
from kg.exports import EXPORTS, exporter
from kg.exports.connected import PAGE, most_connected
from kg.misspelling import nearest
from kg.publications import PUBLICATIONS, Settings

DRAWINGS = ("svg", "png")
_MORE = "--nodes 400 画更多，--place、--person 等选一部分 · only the most connected nodes are drawn: --nodes 400 draws more, --place or --person selects a part"


def _views() -> Iterable[str]:
    from kg.graphs import VIEWS

    return (*VIEWS, publishing.NAME)


def _formats(ctx: click.Context, option: click.Parameter, typed: str) -> list[CompletionItem]:
    """The formats of claims behind ``claims``, else those of views."""
    words = (ctx.params.get("view"), *ctx.args)  # an argument before an option without its value is left among the words
    known = PUBLICATIONS if publishing.NAME in words else EXPORTS
    return listing(lambda: known)(ctx, option, typed)


@click.command(cls=Command)
@click.argument("view", required=False, shell_complete=listing(_views))
@selection_options
@click.option(
    "--claim",
    metavar="IRI",
    help="只要这一条；视图 evidence 和 claims · this claim alone: the view evidence, and claims",
    shell_complete=completing("schema:Claim"),
)
@publishing.selecting
@click.option(
    "--format",
    help="文件格式，缺省看文件的扩展名 · file format, by default that of the file's ending: "
    f"{', '.join(EXPORTS)}; claims: {', '.join(PUBLICATIONS)}",
    shell_complete=_formats,
)
@publishing.options
@click.option(
    "--nodes",
    type=click.IntRange(2, 400),
    help=f"图里大致至多画多少个节点（每类至少一个），多了只画连线最多的，缺省 {PAGE}；svg、png · how many nodes a drawing has at most, though one of each type, the most connected ones: svg, png",
)
@timeout_option
@output_option
@lang_option
@store_or_dump_option
def export(
    view: str | None,
    format: str | None,
    nodes: int | None,
    output: str,
    lang: str,
    timeout: float | None,
    store: Path,
    further: dict[str, Any],
    **given: str | None,
) -> None:
    """把一个图视图写成图工具的文件，或以 claims 把说法写成别的社区的格式；不带 VIEW 则列出二者。视图也可取自转储；说法要有文献的文字，只取自库。

    Write a view for graph tools, or, as claims, the claims for the tools of other communities; without VIEW, list what there is. Views may come
    from a dump; claims need the texts of documents, and so a store.
    """
    from kg.graphs import VIEWS, build, selected, titled
    from kg.passages import placed
    from kg.store import open_snapshot

    if view is None:
        views = ((name, v.zh if lang == "zh" else v.en) for name, v in VIEWS.items())
        emit(Table(("view", "summary"), (*views, *publishing.listed(lang))), None, lang)
        return
    if view == publishing.NAME:
        _refuse_nodes(nodes, publishing.NAME)
        stated = {name: text for name, text in given.items() if text is not None}
        publishing.publish(store, stated, format, output, Settings(lang=lang, **further), timeout)
        return
    if view not in VIEWS:
        known = tuple(_views())
        raise UnknownName(f"没有视图“{view}”", f'there is no view "{view}"', nearest=nearest(view, known), known=known)
    publishing.refuse(further)
    format = format or by_ending(output, {form.ending: name for name, form in reversed(EXPORTS.items())}, "graphml")
    write = exporter(format)
    _refuse_nodes(nodes, format)
    refuse_terminal(format, output)
    with open_snapshot(store) as snapshot, within(timeout):
        parameters = placed(snapshot, {name: text for name, text in given.items() if text is not None})
        graph: Any = build(snapshot, view, lang, parameters)
        graph.graph["title"], graph.graph["lang"] = titled(view, lang, selected(snapshot, view, lang, parameters)), lang
        if format in DRAWINGS:
            graph = most_connected(graph, nodes or PAGE)
        made = io.BytesIO()
        if EXPORTS[format].limited:
            write(graph, made)
    with opened(output, binary=True) as stream:
        if EXPORTS[format].limited:
            stream.write(made.getvalue())
        else:
            write(graph, stream)
    if "left_out" in graph.graph:
        click.echo(f"{graph.graph['left_out']}\n{_MORE}", err=True)
    click.echo(f"{graph.number_of_nodes()} 个节点、{graph.number_of_edges()} 条边 · nodes, edges", err=True)
    if not graph:
        click.echo(
            "视图是空的。放宽 --place、--year 等条件；kg info 列出库里的文献。\n"
            "The view is empty. Ask for more than this --place or --year; kg info lists the documents of the store.",
            err=True,
        )
        sys.exit(1)


def _refuse_nodes(nodes: int | None, form: str) -> None:
    """Raise UsageError where a number of nodes is given for what is no drawing."""
    if nodes is not None and form not in DRAWINGS:
        raise UsageError(
            f"--nodes 用于 {'、'.join(DRAWINGS)}，不是 {form}", f"--nodes is for {', '.join(DRAWINGS)}, not {form}",
            next_zh="去掉 --nodes，全都会写出", next_en="leave it out: everything is written",
        )  # fmt: skip


def refuse_terminal(format: str, output: str) -> None:
    """Pictures, archives and what a program reads stay off the terminal; DOT and Mermaid hold nothing that could steer it."""
    if output == "-" and sys.stdout.isatty() and not EXPORTS[format].media.startswith("text/"):
        raise no_terminal()
