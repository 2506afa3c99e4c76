"""How tests call the command line: in this process, or in one of its own, where errors become messages."""

import json
import os
import re
import subprocess
import sys

from click.testing import CliRunner, Result

from kg.commands import cli
from kg.resources import EXAMPLES

NEWS, REPORT, MIRROR = (str(EXAMPLES / name) for name in ("lanxi-news.jsonl", "lanxi-report.md", "hebi-mirror.txt"))
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def kg(*arguments: str, given: str | bytes | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    data = given.encode() if isinstance(given, str) else given
    done = subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        input=data,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def ask(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def rows(shown: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in shown.splitlines()]


def ask_main(*arguments: str) -> tuple[int, str]:
    """Exit code and stderr of the command in a process of its own, where errors become messages."""
    done = kg(*arguments)
    return done.returncode, done.stderr
