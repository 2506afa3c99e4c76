"""The house keeps its order: layers by import-linter (``make lint``), heavy libraries only where they are needed, families apart."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

KG = Path(__file__).parent.parent / "kg"
HEAVY = {"duckdb", "jieba", "networkx", "numpy", "opencc", "pandas", "polars", "pyarrow", "pyoxigraph", "pyshacl", "rdflib"}
FAMILIES = ("readers", "mentions", "graphs", "exports", "publications", "commands", "tables")


def outside_functions(node: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """The imports that run when a module is imported: none inside a function, none for type checkers only."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child
        else:
            yield from outside_functions(child)


def imported(path: Path) -> set[str]:
    """Full names of what a module imports at its own import."""
    names: set[str] = set()
    for node in outside_functions(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_import_kg_pulls_in_no_heavy_library() -> None:
    code = "import sys, kg, kg.commands; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
    assert not loaded & (HEAVY | {"rich", "ahocorasick_rs"})


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_does_not_import_its_members(family: str) -> None:
    members = {f"kg.{family}.{path.stem}" for path in (KG / family).glob("*.py") if path.stem != "__init__"}
    found = {name for name in imported(KG / family / "__init__.py") if any(name == m or name.startswith(m + ".") for m in members)}
    assert not found


def test_only_the_store_and_the_graph_rooms_import_a_triple_store_or_graph_library_at_once() -> None:
    early = {
        path.relative_to(KG).as_posix(): heavy
        for path in sorted(KG.rglob("*.py"))
        if (heavy := {name.partition(".")[0] for name in imported(path)} & HEAVY)
    }
    assert early == {}


def test_building_imports_no_data_frames(tmp_path: Path) -> None:
    """What a build imports is most of its time with one article."""
    code = (
        "import sys; from kg.builds import build; from kg.resources import EXAMPLES\n"
        f"build([str(EXAMPLES / 'hebi-feature.txt')], {str(tmp_path / 'store')!r})\n"
        "print(*sorted({'pandas', 'polars', 'rdflib', 'networkx', 'pyshacl', 'duckdb'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split() == []
