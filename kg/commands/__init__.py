"""The command line: ``kg COMMAND``, one group of commands a file, each imported only when it is called.

Data goes to stdout, everything else to stderr. Exit 0: fine; 1: ran and found problems; 2: usage; 3: input unreadable;
130: interrupted. A closed pipe is no error.
"""

import gc
import importlib
import os
import sys
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from typing import NoReturn, TextIO

import click

from kg import __version__
from kg.errors import QueryRefused, StoreDamaged, UnknownName, WhoclaimsError, refused

# command: (module of kg.commands, short help)
COMMANDS = {
    "demo": ("building", "演示：建成示例图谱并列出谁说了什么 · build the bundled examples and show who claimed what"),
    "extract": ("reading", "读文件，列出说法、言论、人物 · read files and list claims, statements, people"),
    "repair": ("reading", "输出修复后的正文 · print the repaired text of a file"),
    "build": ("building", "把文件读入库 · read files into the store"),
    "index": ("building", "做索引，汇总和词句检索更快 · make the indexes that aggregates and text search use"),
    "remove": ("building", "从库中删去文献 · remove documents from the store"),
    "info": ("building", "库里有什么 · what the store holds"),
    "dump": ("building", "导出全库 RDF · write the whole store as RDF"),
    "describe": ("building", "描述数据集：DCAT、VoID · describe the data set in DCAT and VoID"),
    "ask": ("asking", "命名查询 · answer a named query"),
    "sparql": ("asking", "SPARQL 查询 · run a SPARQL query"),
    "export": ("exporting", "导出图视图、发布说法 · write a view for graph tools, or claims for others"),
    "measure": ("measuring", "以度量回答谁在说 · measure who speaks"),
    "link": ("linking", "链接到外部数据 · link to data of others"),
    "serve": ("serving", "网页、接口和 SPARQL 端点 · pages, API and SPARQL endpoint over HTTP"),
    "show": ("showing", "看一篇文献或一条说法及其原文 · show a document or a claim with its passage"),
    "check": ("checking", "按 SHACL 形状检查 · validate the store against the SHACL shapes"),
    "verify": ("checking", "重读每一处锚点 · re-read every anchor from the kept bytes"),
}


_COMPLETION = "_KG_COMPLETE"  # what a shell sets to ask click for completions
_INTERRUPTED = 128 + 2  # as a shell reports a command that SIGINT ended


class LazyGroup(click.Group):
    """Lists its commands from the table above and imports a command's module only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            from kg.misspelling import nearest

            raise UnknownName(f"没有命令“{name}”", f'there is no command "{name}"', nearest=nearest(name, COMMANDS), known=tuple(COMMANDS))
        module = importlib.import_module(f"kg.commands.{COMMANDS[name][0]}")
        command: click.Command = getattr(module, name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_text) for name, (_, help_text) in COMMANDS.items()])


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
def cli() -> None:
    """谁说的：中文公开报道里谁就什么说了什么，每条都能回到原文。

    Whoclaims: who claimed what in Chinese official reporting, every claim anchored to its characters.
    """


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code; what went wrong is a message on stderr, never a traceback."""
    gc.set_threshold(100_000)  # a run makes many small values and lets go of few: looking for cycles at every 700 costs a twentieth of it
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - it was closed by whoever called
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        _discard(sys.stdout, sys.stderr)
        code = 0
    except OSError as error:
        code = _tell(_system(error))
        _discard(sys.stdout)
    sys.exit(code)


def _run(arguments: list[str] | None) -> int:
    """The exit code of a command: its own, or the one that the class of its error carries.

    Not by ``cli.main``, which ends the process with 1 where a pipe is closed.
    """
    if _COMPLETION in os.environ:
        importlib.import_module("kg.commands.completion")  # it knows how bash reads a name
        cli.main(prog_name="kg")
    words = sys.argv[1:] if arguments is None else arguments
    try:
        with cli.make_context("kg", list(words)) as context:
            cli.invoke(context)
        return 0
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except SystemExit as ended:
        return int(ended.code or 0)
    except WhoclaimsError as error:
        return _tell(error)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    except click.UsageError as error:
        from kg.commands.mistakes import explained

        return _tell(explained(error, _called(words)))
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except RuntimeError as error:
        return _tell(_engine(error))
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中断。\nInterrupted.", err=True)
        return _INTERRUPTED


def _called(words: Sequence[str]) -> str:
    """The command that the words of a call begin with: ``kg``, ``kg build``, ``kg ask QUERY``."""
    named = words[: 2 if words[:1] == ["ask"] else 1] if words and words[0] in COMMANDS else []
    return " ".join(["kg", *takewhile(lambda word: not word.startswith("-"), named)])


def _tell(error: WhoclaimsError) -> int:
    click.echo(str(error), err=True)
    return error.exit_code


def _engine(error: RuntimeError) -> WhoclaimsError:
    """What the engine says in the middle of a query: files that rotted, or something it has no answer to. Anything else is a fault of ours."""
    said = str(error)
    if "orruption" in said or "IO error" in said:
        return StoreDamaged(
            "库里的数据坏了", f"the data of the store is damaged ({said[:80]})",
            next_zh="删去这个库，从原文件重建", next_en="delete the store and build it again from the files",
        )  # fmt: skip
    if "not supported" in said:
        return QueryRefused("引擎不支持这种写法", f"the engine has no such thing: {said[:120]}")
    raise error


def _system(error: OSError) -> WhoclaimsError:
    """What the system refuses in the middle of a command, such as a full disk."""
    chinese, english = refused(error)
    return WhoclaimsError(
        f"系统拒绝读写（{chinese}）", f"the system refuses to read or write ({english})", where=str(error.filename or ""),
        next_zh="看看磁盘空间和权限", next_en="look at the space and the permissions of the disk",
    )  # fmt: skip


def _discard(*streams: TextIO) -> None:
    """Let what is still buffered go nowhere: the interpreter would try once more to write it when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        os.dup2(nowhere, stream.fileno())
