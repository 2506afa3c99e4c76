"""Whoclaims (谁说的): who claimed what in Chinese official reporting, anchored to exact characters.

>>> import kg
>>> g = kg.open_examples()  # your own: kg.build("report.txt"), then kg.open_graph()
>>> [(row["speaker"], row["value"]) for row in g.claims(metric="城镇新增就业", voice="间接引语", document="lanxi-2022-12-28")][:1]
[('祁远山', Decimal('2108'))]

The names below are imported when they are used, so that ``import kg`` stays quick; ``__init__.pyi`` declares them.
"""

import importlib
from typing import Any

__version__ = "0.1.0"

# name: where it is; a module of kg stands for itself
_PUBLIC = {
    "open_graph": "kg.api", "open_examples": "kg.api", "build": "kg.api", "extract": "kg.api", "KnowledgeGraph": "kg.api", "Document": "kg.api",
    "Result": "kg.results", "Triples": "kg.results", "Passage": "kg.passages", "Iri": "kg.answers", "Metadata": "kg.model", "BuildReport": "kg.builds",
    "errors": "", "graphs": "", "measures": "",
}  # fmt: skip
__all__ = [*_PUBLIC]


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    module = _PUBLIC[name]
    return getattr(importlib.import_module(module), name) if module else importlib.import_module(f"kg.{name}")


def __dir__() -> list[str]:
    return sorted({*(name for name in globals() if name.startswith("__")), *_PUBLIC})
