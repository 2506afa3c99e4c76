"""Options that several commands share."""

from pathlib import Path

import click

store_option = click.option(
    "--store",
    type=click.Path(path_type=Path),
    default=Path("kg-store"),
    envvar="KG_STORE",
    show_default=True,
    help="库的位置 · where the store is",
)
