"""``kg show``: a document with its claims marked, or one claim with its passage, roles and anchors."""

import sys
from pathlib import Path

import click

from kg.answers import Cell, Table
from kg.commands.options import Command, emit, format_option, lang_option, opened, output_option, store_option
from kg.store import Snapshot, open_snapshot
from kg.versions import Version


@click.command(cls=Command)
@click.argument("thing", metavar="DOCUMENT|CLAIM")
@format_option()
@lang_option
@output_option
@store_option
def show(thing: str, store: Path, format: str | None, lang: str, output: str) -> None:
    """看一篇文献，说法标在原文里；或看一条说法和它的每一处出处。

    Show a DOCUMENT (IRI, title, identifier, address or path) with its claims marked and a table below, or one CLAIM (IRI) with its passage, roles
    and anchors. Any format but table gives the rows alone.
    """
    from kg import passages

    with open_snapshot(store) as snapshot:
        version, is_claim = passages.shown(snapshot, thing)
        if is_claim:
            _claim(snapshot, version, thing, format or "table", lang, output)
        else:
            _document(snapshot, version, format or "table", lang, output)


def _claim(snapshot: Snapshot, version: Version, iri: str, format: str, lang: str, output: str) -> None:
    from kg import passages
    from kg.tables import write
    from kg.tables.headings import heading
    from kg.tables.plain import flat

    roles = passages.roles(snapshot, version, iri)
    if format != "table":
        emit(roles, format, lang, output)
        return
    row = passages.claim(snapshot, iri)
    before, words, after = passages.passage(snapshot, version, row).sentences
    with opened(output) as stream:
        write(passages.doubted(snapshot, row), "table", stream, lang)
        stream.write(f"\n  {flat(before)}⟦{flat(words)}⟧{flat(after)}\n\n")
        rows = [
            (
                heading(str(r["role"]), lang),
                r["means"],
                r["words"],
                _span(r["start"], r["end"]),
                _span(r["byte_start"], r["byte_end"]),
                _yes(r["inherited"], lang),
            )
            for r in roles
        ]
        write(Table(("role", "means", "words", "characters", "bytes", "inherited"), tuple(rows)), "table", stream, lang)


def _span(start: Cell, end: Cell) -> str | None:
    return None if start is None else f"{start}–{end}"


def _yes(said: Cell, lang: str) -> str | None:
    return {"zh": "是", "en": "yes"}[lang] if said else None


def _document(snapshot: Snapshot, version: Version, format: str, lang: str, output: str) -> None:
    from kg import passages
    from kg.tables import write
    from kg.tables.phrases import phrases
    from kg.tables.plain import printable

    claims = passages.claims(snapshot, version)
    if format != "table":
        emit(claims, format, lang, output)
        return
    text = passages.marked(snapshot.text(version), passages.numbers(snapshot, version, claims))
    with opened(output) as stream:
        stream.writelines(printable(line) + "\n" for line in text.split("\n"))
        said = [{name: phrase.text for name, phrase in phrases(row, lang).items()} for row in claims]
        if said:
            names = tuple(name for name in said[0] if any(row[name] for row in said))
            write(
                Table(("number", *names), tuple((n, *(row[name] for name in names)) for n, row in enumerate(said, 1))),
                "table",
                stream,
                lang,
            )
    if not claims:
        click.echo("这篇文献里没有读出带数字的说法。\nNo claim with a number was found in this document.", err=True)
        sys.exit(1)
