"""Options that say of a document what its text may not."""

import functools
from collections.abc import Callable
from typing import Any

import click

from kg.characters import legible
from kg.dates import FORMS, written_date
from kg.errors import UsageError
from kg.model import Metadata
from kg.readers.fields import is_address


def _date(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    date = value and written_date(value)
    if value is not None and not date:
        raise click.BadParameter(
            f'“{value}” 不是日历上的日期，写作 {FORMS[0]} · "{value}" is not a date of the calendar, written {FORMS[1]}'
        )
    return date


def _words(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not value.strip():
        raise click.BadParameter("不能是空的 · must not be empty")
    if value is not None and legible(value) != value:
        raise click.BadParameter("不是 UTF-8 文字 · is not text in UTF-8")
    return value and " ".join(value.split())


def _address(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and (not is_address(value) or legible(value) != value):
        raise click.BadParameter(f'“{value}” 不是 http 或 https 网址 · "{value}" is not an http or https address')
    return value


_METADATA = (
    click.option("--published", callback=_date, metavar="DATE", help="发表日期，如 2024-05-16 · date of publication"),
    click.option("--publisher", callback=_words, help="发表者 · publisher"),
    click.option("--place", callback=_words, help="所述地方 · the place it is about"),
    click.option("--speaker", callback=_words, help="报告人 · who delivers it"),
    click.option("--url", callback=_address, help="来源网址 · source address"),
    click.option("--id", "id_", callback=_words, help="文献编号 · identifier of the document"),
    click.option("--title", callback=_words, help="标题 · title"),
)


def _told_of_unknown(place: str) -> None:
    """A place that the gazetteer lacks is taken as it was given; whoever mistyped one wants to know."""
    from kg.gazetteer import gazetteer

    if not gazetteer().candidates(place) and not gazetteer().towns(place):
        click.echo(f'地名表里没有“{place}”，照写的用 · "{place}" is not in the gazetteer and is taken as written', err=True)


def metadata_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options to a command, which gets them as ``given``."""

    @functools.wraps(command)
    def with_metadata(*arguments: Any, id_: str | None, **options: Any) -> Any:
        fields = {name: options.pop(name) for name in ("title", "publisher", "published", "place", "speaker", "url")}
        given = Metadata(id=id_, **fields)
        if (given.id or given.url) and len(options.get("files", ())) > 1:
            raise UsageError(
                "--id、--url 只能给一个文件", "--id and --url go with one file", next_zh="逐个文件运行", next_en="run it file by file"
            )
        if given.place:
            _told_of_unknown(given.place)
        return command(*arguments, given=given, **options)

    decorated: Callable[..., Any] = with_metadata
    for option in reversed(_METADATA):
        decorated = option(decorated)
    return decorated
