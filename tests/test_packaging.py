"""The wheel is whole: what it needs is in it, and its commands work from any folder."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kg.resources import EXAMPLES


def python(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]
    assert done.returncode == 0, done.stderr
    return done  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    pip = ("-m", "pip", "wheel", "-q", "--disable-pip-version-check", "--no-index", "--no-deps", "--no-build-isolation")
    python(*pip, "-w", str(folder), str(checkout))
    return next(folder.glob("whoclaims-*.whl"))


def test_the_wheel_holds_vocabulary_queries_and_examples(wheel: Path, checkout: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("ontology", "queries", "mappings"):
        for path in (checkout / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert f"kg/_resources/{path.relative_to(checkout).as_posix()}" in names
    assert {f"kg/examples/{path.name}" for path in EXAMPLES.iterdir() if path.is_file()} <= names
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert any(name.endswith("/licenses/NOTICE") for name in names)


def test_the_demonstration_runs_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    installed, elsewhere = tmp_path / "installed", tmp_path / "elsewhere"
    elsewhere.mkdir()
    python("-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-index", "--no-deps", "--target", str(installed), str(wheel))
    surroundings = {**os.environ, "PYTHONPATH": str(installed), "PYTHONIOENCODING": "utf-8"}
    where = python("-c", "import kg; print(kg.__file__)", cwd=elsewhere, env=surroundings).stdout.strip()
    assert Path(where).is_relative_to(installed)
    shown = python("-c", "from kg.commands import main; main(['demo'])", cwd=elsewhere, env=surroundings)
    assert "王荣乾" in shown.stdout
    assert "warning" not in shown.stderr.lower()
