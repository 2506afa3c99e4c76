"""``kg extract`` and ``kg repair``: read files and print what was found, without a store."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import click

from kg.commands.metadata import metadata_options
from kg.commands.options import (
    Command,
    dated,
    emit,
    format_of,
    format_option,
    lang_option,
    no_claim,
    no_date,
    no_such,
    opened,
    output_option,
    states_another,
)
from kg.errors import InputError
from kg.model import Document, Metadata, Reading, Source

KINDS = ("claims", "statements", "people", "document", "skipped")


@click.command(cls=Command)
@click.argument("files", nargs=-1, required=True)
@click.option("--what", type=click.Choice(KINDS), default="claims", show_default=True, help="要什么 · what to list")
@format_option()
@lang_option
@output_option
@metadata_options
def extract(files: tuple[str, ...], what: str, format: str | None, lang: str, output: str, given: Metadata) -> None:
    """读文件，列出其中的说法、言论、人物或文献信息。“-” 是标准输入。

    Read FILES and list their claims, statements, people or what the document says of itself. "-" is standard input.
    Offsets count characters of the repaired text, which `kg repair FILE` prints.
    """
    from kg.records import COLUMNS, FLAT, KINDS
    from kg.repair import repair as restore

    failures = Failures()
    documents = (restore(source, given) for source in failures.sources(files, given))
    records = (record for document in documents for record in KINDS[what](_read(document, what)))
    form = format_of(format, output)
    columns = COLUMNS[what] if form == "table" else dict(zip(FLAT[what], FLAT[what], strict=True))
    if not _write(records, columns, form, lang, output) and what != "claims" and not failures.count:
        click.echo(no_such(", ".join(files)), err=True)
    failures.exit()


def _read(document: Document, what: str) -> Reading:
    """Read a document; what was given and it states otherwise, and that it holds none of the claims asked for, is told on stderr."""
    from kg.mentions.stated import differing
    from kg.pipeline import read

    reading = read(document)
    for other in differing(document):
        click.echo(states_another(document.source.where, other), err=True)
    if what in ("claims", "document") and reading.head.inferred_date:
        click.echo(dated(document.source.where, *reading.head.inferred_date), err=True)
    if what == "claims" and not reading.claims:
        click.echo(no_claim(document.source.where), err=True)
    return reading


@click.command(cls=Command)
@click.argument("file")
@metadata_options
def repair(file: str, given: Metadata) -> None:
    """输出修复后的正文；位置都按它来数。

    Print the repaired text of FILE, the one that offsets count in; what was repaired goes to stderr.
    """
    from kg.repair import repair as restore

    failures = Failures()
    for source in failures.sources([file], given):
        document = restore(source, given)
        click.echo(document.text, nl=False)
        if document.repairs:
            inferred = sum(r.certainty == "inferred" for r in document.repairs)
            damaged = len(document.damaged)
            click.echo(
                f"{source.where}: 修复 {len(document.repairs)} 处，其中推断 {inferred} 处，未能修复 {damaged} 处 · "
                f"{len(document.repairs)} repairs, {inferred} of them inferred, {damaged} passages still damaged",
                err=True,
            )
    failures.exit()


class Failures:
    """Reads file after file; what cannot be read, a file or an item of one, is told on stderr and the others are still read."""

    def __init__(self) -> None:
        self.count = 0

    def sources(self, files: Iterable[str], given: Metadata) -> Iterator[Source]:
        from kg.readers import read_each

        for path in files:
            for item in read_each(path, given):
                if isinstance(item, InputError):
                    self.count += 1
                    click.echo(str(item), err=True)
                    continue
                for unused in item.unused:
                    click.echo(no_date(item.where, unused), err=True)
                yield item

    def exit(self) -> None:
        """Leave with the code of an unreadable input where there was one."""
        if self.count:
            sys.exit(InputError.exit_code)


def _write(records: Iterator[dict[str, Any]], columns: dict[str, str], form: str, lang: str, output: str) -> int:
    """One record a line as they come, or all of them as a JSON array, or in rows with the columns given; how many there are."""
    from kg.records import table

    if form == "jsonl":
        with opened(output) as out:
            count = 0
            for count, record in enumerate(records, 1):  # noqa: B007
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
        return count
    rows = list(records)
    if form == "json":
        with opened(output) as out:
            json.dump(rows, out, ensure_ascii=False, indent=2)
            out.write("\n")
    else:
        emit(table(rows, columns), form, lang, output)
    return len(rows)
