"""The file of people's decisions about links, as several commands take it."""

from pathlib import Path

import click

mappings_option = click.option(
    "--mappings",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="KG_MAPPINGS",
    help="记判定的文件，缺省在库旁边，库会记住 · the file of decisions, by default beside the store (STORE.sssom.tsv); the store remembers it",
)


def tell_left(store: Path, mappings: Path | None) -> None:
    """Say which decisions the store goes without where another file than the one it knows is named: nothing is lost without a word."""
    from kg.mappings import read
    from kg.store import decisions

    if mappings is None or not mappings.exists():
        return
    before = decisions(store)
    if left := len({row.pair for row in read(before)} - {row.pair for row in read(mappings)}):
        click.echo(
            f"{before}: 其中 {left} 个判定不在 {mappings} 里，不再算数；要的话抄过去 · {left} decisions in it are not in {mappings} and no longer count; copy them there to keep them",
            err=True,
        )
