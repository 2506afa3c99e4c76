"""Keeps the output shown in the documents real: runs the commands of their console blocks and rewrites what follows them.

``make docs`` (``python docs/output.py``) rewrites every block that is quick to run; ``--slow`` also those of ``make``, with their times;
``--check`` writes nothing and says what is out of date. Blocks of one document run one after another in one
folder that holds nothing but the examples, so that no path of the checkout is in their output:

    ```console
    $ kg info
    …output…
    ```
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
DOCUMENTS = (CHECKOUT / "README.md", *sorted((CHECKOUT / "docs").glob("*.md")))
BLOCK = re.compile(r"(?<=^```console\n)(?P<body>.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (.*(?:\n> .*)*)", re.MULTILINE)
WIDTH = "120"
EXAMPLES = Path("kg") / "examples"
SHARED = CHECKOUT.parent / "shared"
MAKING = ("建立 .venv · making .venv", "安装 whoclaims · installing whoclaims")  # what the Makefile says on a fresh machine
ACTIVATE = "  source .venv/bin/activate 之后可以直接用 kg · makes kg a command of this shell"  # and at the end


def environment() -> dict[str, str]:
    """What commands see: the tools of this environment first, English messages, no colours, one width."""
    return {
        **os.environ,
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
        "COLUMNS": WIDTH, "NO_COLOR": "1", "TERM": "dumb", "LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "utf-8",
    }  # fmt: skip


def run(command: str, folder: Path) -> str:
    """What a command prints, on both streams, in their order."""
    if command == "make demo":
        return "".join(f"{line}\n" for line in MAKING) + run("kg demo", folder) + f"{ACTIVATE}\n"
    if command == "make gate":
        command = "python -m tests.gate"
    where = CHECKOUT if command.startswith(("make ", "python -m tests")) else folder
    done = subprocess.run(
        ["sh", "-c", command], cwd=where, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    )
    lines = (line.rstrip() for line in done.stdout.splitlines())
    return "".join(f"{line}\n" for line in lines).replace(str(folder) + "/", "")


def is_slow(command: str) -> bool:
    """Whether a command is left alone unless asked for: what takes minutes, and the gate where there is nothing to score."""
    if command in ("make gate", "python -m tests.agreement"):
        return not SHARED.is_dir()
    return command.startswith(("make ", "python -m tests.benchmarks")) and command != "make demo"


def commands(body: str) -> Iterator[str]:
    """The commands of a block, each a line that begins with a dollar sign and those behind it that go on with ``>``, as a shell shows them."""
    return (match[1].replace("\n> ", "\n") for match in COMMAND.finditer(body))


def shown(command: str) -> str:
    """A command as a block shows it."""
    return command.replace("\n", "\n> ")


def rewritten(text: str, folder: Path, slow: bool) -> str:
    """A document with every block's output as it is now."""

    def block(match: re.Match[str]) -> str:
        body = match["body"]
        if any(map(is_slow, commands(body))) and not slow:
            return body
        return "".join(f"$ {shown(command)}\n{run(command, folder)}" for command in commands(body))

    return BLOCK.sub(block, text)


def stale(path: Path, *, slow: bool = False) -> tuple[str, str] | None:
    """The text of a document and what it should be, where the two differ."""
    text = path.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(CHECKOUT / EXAMPLES, Path(name) / EXAMPLES)
        now = rewritten(text, Path(name), slow)
    return None if now == text else (text, now)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--slow", action="store_true", help="run the blocks of make too")
    arguments.add_argument("--check", action="store_true", help="write nothing, exit 1 where a document is out of date")
    options = arguments.parse_args()
    behind = []
    for path in DOCUMENTS:
        if change := stale(path, slow=options.slow):
            behind.append(path.relative_to(CHECKOUT).as_posix())
            if not options.check:
                path.write_text(change[1], encoding="utf-8")
    print(*(f"{'out of date' if options.check else 'rewritten'}: {name}" for name in behind), sep="\n")
    sys.exit(bool(behind) and options.check)


if __name__ == "__main__":
    main()
