"""``kg export claims``: claims as a file that another community's tools open."""

import functools
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from kg.commands.bounds import within
from kg.commands.completion import completing
from kg.commands.options import NAMED, by_ending, no_terminal, opened
from kg.errors import UsageError
from kg.publications import PUBLICATIONS, Settings, Written, endings, publisher

F = TypeVar("F", bound=Callable[..., Any])

NAME = "claims"


# what only one format takes, by the name of its setting
FURTHER = {"key": "nanopub", "creator": "nanopub", "created": "nanopub", "items": "quickstatements"}


def selecting(command: F) -> F:
    """The options that select claims and no part of a view."""
    for option in (
        click.option("--confidence", type=click.Choice(["sure", "doubtful"]), help="claims：只要确定的或存疑的 · those that are sure or doubtful only"),
        click.option("--metric", metavar="IRI", shell_complete=completing("kg:Metric"), help=f"claims：只看此指标 · of this metric only: {NAMED}"),
    ):  # fmt: skip
        command = option(command)
    return command


def options(command: F) -> F:
    """The options of single formats, which a command takes together as ``further``."""

    @functools.wraps(command)
    def called(**given: Any) -> Any:
        further = {name: value for name in FURTHER if (value := given.pop(name)) is not None}
        if "key" in further:
            further["key"] = Path(further["key"]).read_bytes()
        if "items" in further:
            from kg.publications.items import items

            further["items"] = items(Path(further["items"]))
        return command(further=further, **given)

    for option in (
        click.option(
            "--items",
            metavar="FILE",
            type=click.Path(exists=True, dir_okay=False),
            help="quickstatements：各地区、发布者是 Wikidata 的哪个条目，SSSOM 映射文件 · which items of Wikidata places and publishers are: a file of mappings",
        ),
        click.option(
            "--created", metavar="DATE", help="nanopub：发布的日期或时间，不给就不写 · when it is published, left out where not given"
        ),
        click.option("--creator", metavar="IRI", help="nanopub：发布者，如 ORCID · who publishes, such as an ORCID"),
        click.option(
            "--key",
            metavar="FILE",
            type=click.Path(exists=True, dir_okay=False),
            help="nanopub：用这个 RSA 私钥签名 · sign with this private RSA key",
        ),
    ):
        called = option(called)
    return cast(F, called)


def listed(lang: str) -> Iterator[tuple[str, str]]:
    """What to type for each format of claims, and what it is."""
    for name, format in PUBLICATIONS.items():
        yield f"{NAME} --format {name}", format.zh if lang == "zh" else format.en


def refuse(further: Mapping[str, Any], format: str | None = None) -> None:
    """Raise UsageError for an option that a format does not take."""
    for name in further:
        if FURTHER[name] != format:
            raise UsageError(
                f"--{name} 只用于 claims 的格式 {FURTHER[name]}", f"--{name} is for claims in the format {FURTHER[name]} only",
                next_zh="去掉它", next_en="leave it out",
            )  # fmt: skip


def publish(store: Path, given: Mapping[str, str], format: str | None, output: str, settings: Settings, timeout: float | None) -> None:
    """Write the claims that a selection means; exit 1 where the file holds none."""
    from kg.passages import placed
    from kg.publications.reading import claims
    from kg.publications.selecting import selection
    from kg.store import open_snapshot

    chosen = format or by_ending(output, endings(), next(iter(PUBLICATIONS)))
    write = publisher(chosen)
    refuse({name: value for name in FURTHER if (value := getattr(settings, name))}, chosen)
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
