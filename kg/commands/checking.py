"""``kg check`` and ``kg verify``: whether the store holds to its shapes, and whether every anchor still says what it said.

Exit 0: nothing to complain about; 1: there is.
"""

import sys
from pathlib import Path

import click

from kg.answers import Iri, Table
from kg.commands.options import (
    Command,
    emit,
    format_of,
    format_option,
    lang_option,
    limit_option,
    output_option,
    store_option,
    store_or_dump_option,
)

_COLUMNS = ("severity", "focus", "path", "value", "shape", "component", "message")


@click.command(cls=Command)
@click.option(
    "--shapes",
    type=click.Path(path_type=Path),
    help="SHACL 形状文件（Turtle）；缺省为随包的 · a file of SHACL shapes; default: those of the vocabulary",
)
@format_option()
@lang_option
@limit_option
@output_option
@store_or_dump_option
def check(store: Path, shapes: Path | None, format: str | None, lang: str, limit: int | None, output: str) -> None:
    """按 SHACL 形状检查全库；一行一处不符。

    Validate the store against the SHACL shapes, a row for each result. Nothing is skipped: what cannot be compiled goes to pyshacl.
    """
    from kg.shapes import validate
    from kg.store import open_snapshot

    with open_snapshot(store) as snapshot:
        report = validate(snapshot, shapes)
    if report.results:
        rows = tuple(
            (
                r.severity.rpartition("#")[2],
                _plain(r.focus),
                r.path,
                r.value,
                _plain(r.shape),
                r.component.rpartition("#")[2],
                r.message(lang),
            )
            for r in report.results[:limit]
        )
        emit(Table(_COLUMNS, rows), format, lang, output)
    found = len(report.results)
    click.echo(
        f"{report.shapes} 个形状、{report.constraints} 项约束，其中 {len(report.delegated)} 项由 pyshacl 检查：{f'{found} 处不符' if found else '全部符合'}\n"
        f"{report.shapes} shapes, {report.constraints} constraints, {len(report.delegated)} of them by pyshacl: {f'{found} results' if found else 'all met'}",
        err=True,
    )
    sys.exit(not report.conforms)


def _plain(term: str) -> str:
    """A term of N-Triples as a cell: an IRI without its brackets."""
    return Iri(term[1:-1]) if term.startswith("<") else term


@click.command(cls=Command)
@format_option()
@lang_option
@output_option
@click.option(
    "--again",
    is_flag=True,
    help="每篇文献都从字节重新读一遍，逐条比对三元组 · read every document once more from its bytes and compare every triple",
)
@store_option
def verify(store: Path, again: bool, format: str | None, lang: str, output: str) -> None:
    """重新解码并修复保存的字节，重读每一处锚点，核对图、记录和说法表的摘要；摘要不符的文献重新读一遍，指出不符之处。

    Decode and repair the kept bytes again, read every anchor once more, and hold graphs, records and the claim table to their digests; a document whose
    digest does not agree is read again, to tell what differs. Counts go to stdout, what disagrees to stderr.
    """
    from kg.store import open_snapshot
    from kg.verify import verify as reread

    with open_snapshot(store) as snapshot:
        report = reread(snapshot, again)
    counts = [
        ("documents", report.documents), ("claims", report.claims), ("exact", report.exact), ("inherited", report.inherited), ("stated in metadata", report.stated),
        ("damaged", report.damaged), ("read again", report.read_again), ("of another reader", report.of_another_reader), ("mismatched", len(report.mismatches)),
        *((f"{role} without an anchor", number) for role, number in report.unanchored.items()),
    ]  # fmt: skip
    labelled = lang == "zh" and format_of(format, output) == "table"
    shown = [(_COUNTED.get(what, what) if labelled else what, number) for what, number in counts]
    emit(Table(("counted", "count"), tuple(shown)), format, lang, output)
    if report.of_another_reader:
        click.echo(
            f"{report.of_another_reader} 篇文献由另一版软件读出，只核对了锚点和摘要；再运行 kg build 即重读\n"
            f"{report.of_another_reader} documents were read by another version of the software: only their anchors and digests were checked; kg build reads them again",
            err=True,
        )
    for mismatch in report.mismatches:
        click.echo(f"不符：{mismatch.what} <{mismatch.document}>", err=True)
        for label, value in (("应为 expected", mismatch.where), ("读到 found", mismatch.found)):
            if value:
                click.echo(f"  {label}: {value}", err=True)
    sys.exit(bool(report.mismatches))


_COUNTED = {
    "documents": "文献", "claims": "说法", "exact": "锚点，逐字相符", "inherited": "其中承自别处", "stated in metadata": "由元数据给出", "damaged": "未能修复的段落", "read again": "重新读过的文献", "of another reader": "另一版软件读出的文献", "mismatched": "不符",
    "metric without an anchor": "指标没有锚点", "place without an anchor": "地区没有锚点", "period without an anchor": "时间没有锚点",
    "programme without an anchor": "计划没有锚点", "speaker without an anchor": "说话人没有锚点", "base without an anchor": "基准没有锚点",
}  # fmt: skip
