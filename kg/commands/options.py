"""Options that several commands share."""

import functools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kg.model import Metadata

store_option = click.option(
    "--store",
    type=click.Path(path_type=Path),
    default=Path("kg-store"),
    envvar="KG_STORE",
    show_default=True,
    help="库的位置 · where the store is",
)

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z", re.ASCII)


def _date(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not _DATE.match(value):
        raise click.BadParameter(f"“{value}” 不是 YYYY、YYYY-MM 或 YYYY-MM-DD · not a date of the form YYYY, YYYY-MM or YYYY-MM-DD")
    return value


_METADATA = (
    click.option("--published", callback=_date, help="发表日期 YYYY[-MM[-DD]] · date of publication"),
    click.option("--publisher", help="发表者 · publisher"),
    click.option("--place", help="所述地方 · the place it is about"),
    click.option("--speaker", help="报告人 · who delivers it"),
    click.option("--url", help="来源网址 · source address"),
    click.option("--id", "id_", help="文献编号 · identifier of the document"),
    click.option("--title", help="标题 · title"),
)


def metadata_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say of a document what its text may not; the command gets them as ``given``."""

    @functools.wraps(command)
    def with_metadata(*arguments: Any, id_: str | None, title: str | None, published: str | None, publisher: str | None, place: str | None,
                      speaker: str | None, url: str | None, **options: Any) -> Any:  # fmt: skip
        given = Metadata(id=id_, title=title, publisher=publisher, published=published, place=place, speaker=speaker, url=url)
        return command(*arguments, given=given, **options)

    for option in reversed(_METADATA):
        with_metadata = option(with_metadata)
    return with_metadata
