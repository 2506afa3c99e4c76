"""``kg export claims``: claims as a file that another community's tools open."""

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from kg.commands.bounds import within
from kg.commands.options import by_ending, no_terminal, opened
from kg.errors import UsageError
from kg.publications import PUBLICATIONS, Settings, Written, endings, publisher

NAME = "claims"
SUMMARY = ("说法本身，供别的社区的工具用", "the claims themselves, for the tools of other communities")


def publish(store: Path, given: Mapping[str, str], format: str | None, output: str, settings: Settings, timeout: float | None) -> None:
    """Write the claims that a selection means; exit 1 where the file holds none."""
    from kg.passages import placed
    from kg.publications.reading import claims, selection
    from kg.store import open_snapshot

    if "claim" in given:
        raise UsageError(
            "claims 不按一条说法选取",
            "claims are not selected by one claim",
            next_zh="用 --document 等",
            next_en="use --document or others",
        )
    chosen = format or by_ending(output, endings(), next(iter(PUBLICATIONS)))
    write = publisher(chosen)
    if output == "-" and sys.stdout.isatty():
        raise no_terminal()
    with open_snapshot(store) as snapshot, within(timeout):
        selected = selection(snapshot, placed(snapshot, given), settings.lang)
        with opened(output, binary=True) as stream:
            written = write(claims(snapshot, selected), stream, settings)
    _tell(written)


def _tell(written: Written) -> None:
    click.echo(f"{written.claims} 条说法 · claims", err=True)
    for (chinese, english), number in sorted(written.left_out.items()):
        click.echo(f"未写 {number} 条：{chinese} · {number} left out: {english}", err=True)
    if not written.claims:
        if not written.left_out:
            click.echo(
                "没有这样的说法。放宽 --place、--year 等条件；kg info 列出库里的文献。\n"
                "There are no such claims. Ask for more than this --place or --year; kg info lists the documents of the store.",
                err=True,
            )
        sys.exit(1)
