"""``kg extract`` and ``kg repair``: read files and print what was found, without a store."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import IO, Any

import click

from kg.commands.metadata import metadata_options
from kg.errors import InputError
from kg.model import Metadata, Source

KINDS = ("claims", "statements", "people", "document", "skipped")


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option("--what", type=click.Choice(KINDS), default="claims", show_default=True, help="要什么 · what to list")
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "table", "csv", "json"]), default=None,
    help="格式；终端上默认 table，否则 jsonl · format; table on a terminal, jsonl otherwise",
)  # fmt: skip
@metadata_options
def extract(files: tuple[str, ...], what: str, form: str | None, given: Metadata) -> None:
    """读文件，列出其中的说法、言论、人物或文献信息。“-” 是标准输入。

    Read FILES and list their claims, statements, people or what the document says of itself. "-" is standard input.
    Offsets count characters of the repaired text, which `kg repair FILE` prints.
    """
    from kg.pipeline import read
    from kg.records import COLUMNS, KINDS
    from kg.repair import repair as restore

    failures = Failures()
    documents = (restore(source, given) for source in failures.sources(files))
    records = (record for document in documents for record in KINDS[what](read(document)))
    form = form or ("table" if sys.stdout.isatty() else "jsonl")
    _write(records, COLUMNS[what], form)
    failures.exit()


@click.command()
@click.argument("file")
@metadata_options
def repair(file: str, given: Metadata) -> None:
    """输出修复后的正文；位置都按它来数。

    Print the repaired text of FILE, the one that offsets count in; what was repaired goes to stderr.
    """
    from kg.repair import repair as restore

    failures = Failures()
    for source in failures.sources([file]):
        document = restore(source, given)
        click.echo(document.text, nl=False)
        if document.repairs:
            inferred = sum(r.certainty == "inferred" for r in document.repairs)
            damaged = len(document.damaged)
            click.echo(
                f"{source.name}: 修复 {len(document.repairs)} 处，其中推断 {inferred} 处，未能修复 {damaged} 处 · "
                f"{len(document.repairs)} repairs, {inferred} of them inferred, {damaged} passages still damaged",
                err=True,
            )
    failures.exit()


class Failures:
    """Reads file after file; what cannot be read, a file or an item of one, is told on stderr and the others are still read."""

    def __init__(self) -> None:
        self.count = 0

    def sources(self, files: Iterable[str]) -> Iterator[Source]:
        from kg.readers import read_each

        for path in files:
            for item in read_each(path):
                if isinstance(item, InputError):
                    self.count += 1
                    click.echo(str(item), err=True)
                else:
                    yield item

    def exit(self) -> None:
        """Leave with the code of an unreadable input where there was one."""
        if self.count:
            sys.exit(InputError.exit_code)


def _write(records: Iterator[dict[str, Any]], columns: tuple[str, ...], form: str, stream: IO[str] | None = None) -> None:
    """One record a line as they come, or all of them as a JSON array, CSV or a table."""
    out = stream or sys.stdout
    if form == "jsonl":
        for record in records:
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    elif form == "json":
        json.dump(list(records), out, ensure_ascii=False, indent=2)
        out.write("\n")
    else:
        from kg.answers import Table
        from kg.tables import write

        rows = list(records)
        shown = (
            columns
            if form == "table"
            else tuple(k for k in (rows[0] if rows else dict.fromkeys(columns)) if k not in ("anchors", "number", "mentions", "evidence"))
        )
        write(Table(shown, tuple(tuple(_cell(record[name]) for name in shown) for record in rows)), form, out)


def _cell(value: Any) -> Any:
    """Lists become one cell, their members joined by 、."""
    if isinstance(value, list):
        return "、".join(v["title"] if isinstance(v, dict) else str(v) for v in value) or None
    return value
