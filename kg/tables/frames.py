"""Tables as data frames of pandas (https://pandas.pydata.org) or Polars (https://pola.rs), by way of Arrow, so that no decimal becomes a float."""

import importlib
from collections.abc import Callable
from typing import Any

from kg.answers import Table
from kg.errors import UnknownName, WhoclaimsError
from kg.tables.columnar import arrow


def _pandas(library: Any, content: Any) -> Any:
    return content.to_pandas(types_mapper=library.ArrowDtype)


def _polars(library: Any, content: Any) -> Any:
    return library.from_arrow(content)


# library, which is the name of its extra too: how it takes an Arrow table
FRAMES: dict[str, Callable[[Any, Any], Any]] = {"pandas": _pandas, "polars": _polars}


def frame(table: Table, library: str = "pandas") -> Any:
    """A data frame with the columns of a table; integers, decimals and truth values keep their kind, in pandas as Arrow types.

    >>> frame(Table(("a",), ()), "numpy")
    Traceback (most recent call last):
    ...
    kg.errors.UnknownName: 没有数据框库“numpy”。可用：pandas、polars。
    there is no library of data frames "numpy". There are: pandas, polars.
    """
    if library not in FRAMES:
        raise UnknownName(f"没有数据框库“{library}”", f'there is no library of data frames "{library}"', known=tuple(FRAMES))
    try:
        module = importlib.import_module(library)
    except ImportError:
        install = f"pip install {library}"
        raise WhoclaimsError(f"没有安装 {library}", f"{library} is not installed", next_zh=f"安装：{install}", next_en=install) from None
    return FRAMES[library](module, arrow(table))
