"""The documents say what is there, and all of it: commands, errors, targets of make, output as it really is."""

import importlib.util
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

import kg.errors
from kg.commands import COMMANDS, cli
from kg.queries import catalogue

CHECKOUT = Path(__file__).resolve().parent.parent
DOCUMENTS = [CHECKOUT / "README.md", *sorted((CHECKOUT / "docs").glob("*.md"))]


@pytest.fixture(scope="module")
def prose() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)


@pytest.fixture(scope="module")
def output() -> ModuleType:
    spec = importlib.util.spec_from_file_location("output", CHECKOUT / "docs" / "output.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_both_languages_and_is_documented(command: str, prose: str) -> None:
    shown = CliRunner().invoke(cli, [command, "--help"])
    assert shown.exit_code == 0
    assert re.search(r"[\u4e00-\u9fff]{4}", shown.output)
    assert re.search(r"[A-Z][a-z]+ [a-z]+ ", shown.output)
    assert f"kg {command}" in prose


def test_every_option_of_every_command_is_explained() -> None:
    for name in COMMANDS:
        command = cli.get_command(None, name)  # type: ignore[arg-type]
        assert command is not None
        silent = [p.name for p in command.params if getattr(p, "opts", [""])[0].startswith("-") and not getattr(p, "help", None)]
        assert silent == [], name


@pytest.mark.parametrize(
    "error", sorted(n for n, e in vars(kg.errors).items() if isinstance(e, type) and issubclass(e, kg.errors.WhoclaimsError)), ids=str
)
def test_every_error_is_documented(error: str, prose: str) -> None:
    assert f"`{error}`" in prose


def test_every_target_of_make_is_documented(prose: str) -> None:
    phony = re.search(r"^\.PHONY: (.+)$", (CHECKOUT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert phony
    for target in phony[1].split():
        assert f"`make {target}`" in prose or f"$ make {target}" in prose, target


def test_every_dependency_is_explained() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    explained = (CHECKOUT / "docs/dependencies.md").read_text(encoding="utf-8")
    for requirement in [*project["dependencies"], *project["optional-dependencies"]["test"]]:
        name = re.split(r"[<>=!~ ]", requirement)[0]
        assert f"| `{name}` |" in explained, name


def test_every_dependency_at_run_time_is_used() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    code = "\n".join(path.read_text(encoding="utf-8") for path in (CHECKOUT / "kg").rglob("*.py"))
    for requirement in project["dependencies"]:
        name = re.split(r"[<>=!~ ]", requirement)[0].replace("-", "_")
        assert re.search(rf"^\s*(?:import|from) {name}\b", code, re.MULTILINE), name


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_the_output_shown_is_the_output(path: Path, output: ModuleType) -> None:
    change = output.stale(path)
    assert change is None or change[0].splitlines() == change[1].splitlines(), "run: make docs"


def test_the_first_screen_shows_the_two_commands_with_their_output() -> None:
    first = "\n".join((CHECKOUT / "README.md").read_text(encoding="utf-8").splitlines()[:80])
    assert re.search(r"^\$ make demo\n(?!```)", first, re.MULTILINE)
    assert re.search(r"^\$ make test\n(?!```)(?:.+\n)*\d+ passed", first, re.MULTILINE)


def test_what_make_says_on_a_fresh_machine_is_what_the_readme_shows(output: ModuleType) -> None:
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    assert all(f"@echo '{line}'" in makefile for line in (*output.MAKING, output.ACTIVATE))


def test_links_between_documents_lead_somewhere() -> None:
    for path in DOCUMENTS:
        for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_no_path_of_a_machine_stands_in_the_project() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("没有 git，不知道有哪些文件 · no git to list the files")
    machine = re.compile(r"(?<![\w.])/(?:work|root|home|Users)/\w|[A-Z]:\\\\Users")
    for name in listed.stdout.splitlines():
        path = CHECKOUT / name
        if (
            path.is_file()
            and path.suffix in {".py", ".md", ".toml", ".ttl", ".rq", ".txt", ".json", ".csv", ""}
            and path.name != "test_docs.py"
        ):
            assert not machine.search(path.read_text(encoding="utf-8", errors="replace")), name


def test_the_module_of_errors_draws_every_error_in_its_tree() -> None:
    tree = kg.errors.__doc__ or ""
    names = [n for n, e in vars(kg.errors).items() if isinstance(e, type) and issubclass(e, kg.errors.WhoclaimsError)]
    assert all(name in tree for name in names)


def test_python_used_is_one_that_is_promised() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    least = tuple(map(int, re.findall(r"\d+", project["requires-python"])))
    assert sys.version_info[: len(least)] >= least


def test_the_catalogue_of_queries_is_as_their_headers_say() -> None:
    spec = importlib.util.spec_from_file_location("catalogue", CHECKOUT / "docs" / "catalogue.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    text = module.DOCUMENT.read_text(encoding="utf-8")
    assert module.rewritten(text) == text, "run: make docs"
    assert all(f"| **{name}** |" in text for name in catalogue())


def test_the_references_are_as_their_sources_say() -> None:
    spec = importlib.util.spec_from_file_location("reference", CHECKOUT / "docs" / "reference.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for path, text in module.documents():
        assert path.read_text(encoding="utf-8") == text, "run: make docs"
