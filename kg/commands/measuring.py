"""``kg measure``: answer a question about who speaks with a measure over a view."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from kg.answers import Table
from kg.commands.bounds import within
from kg.commands.completion import listing
from kg.commands.options import (
    Command,
    emit,
    format_option,
    lang_option,
    output_option,
    selection_options,
    store_or_dump_option,
    timeout_option,
    told_empty,
)


def _measures() -> Iterable[str]:
    from kg.measures import MEASURES

    return MEASURES


@click.command(cls=Command)
@click.argument("name", required=False, shell_complete=listing(_measures))
@selection_options
@format_option()
@lang_option
@timeout_option
@output_option
@store_or_dump_option
def measure(
    name: str | None, store: Path, format: str | None, lang: str, timeout: float | None, output: str, **selected: str | None
) -> None:
    """以度量回答谁在说的问题；不带 NAME 则列出度量。

    Answer a question about who speaks with a measure; without NAME, list the measures there are.
    """
    from kg.measures import MEASURES, run
    from kg.passages import placed
    from kg.store import open_snapshot

    if name is None:
        emit(Table(("name", "summary"), tuple((n, m.zh if lang == "zh" else m.en) for n, m in MEASURES.items())), format, lang, output)
        return
    with open_snapshot(store) as snapshot, within(timeout):
        found = run(snapshot, name, lang, placed(snapshot, {key: text for key, text in selected.items() if text is not None}))
    emit(found, format, lang, output)
    if not found:
        told_empty(MEASURES[name].zh, MEASURES[name].en)
        sys.exit(1)
