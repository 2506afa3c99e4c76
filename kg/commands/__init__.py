"""The command line: ``kg COMMAND``, one group of commands a file, each imported only when it is called.

Data goes to stdout, everything else to stderr. Exit 0: fine; 1: ran and found problems; 2: usage; 3: input unreadable.
"""

import importlib
import os
import sys
from typing import Any

import click

from kg import __version__
from kg.errors import WhoclaimsError

# command: (module of kg.commands, short help)
COMMANDS = {
    "demo": ("building", "演示：建成示例图谱并列出谁说了什么 · build the bundled examples and show who claimed what"),
    "extract": ("reading", "读文件，列出说法、言论、人物 · read files and list claims, statements, people"),
    "repair": ("reading", "输出修复后的正文 · print the repaired text of a file"),
    "build": ("building", "把文件读入库 · read files into the store"),
    "remove": ("building", "从库中删去文献 · remove documents from the store"),
    "info": ("building", "库里有什么 · what the store holds"),
    "dump": ("building", "导出全库 RDF · write the whole store as RDF"),
    "ask": ("asking", "命名查询 · answer a named query"),
    "sparql": ("asking", "SPARQL 查询 · run a SPARQL query"),
    "export": ("asking", "导出图视图 · write a view for graph tools"),
    "show": ("showing", "看一篇文献或一条说法及其原文 · show a document or a claim with its passage"),
    "check": ("checking", "按 SHACL 形状检查 · validate the store against the SHACL shapes"),
    "verify": ("checking", "重读每一处锚点 · re-read every anchor from the kept bytes"),
}


class LazyGroup(click.Group):
    """Lists its commands from the table above and imports a command's module only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
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


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line; errors of ours become a message on stderr and the exit code their class carries."""
    try:
        cli.main(args=arguments, prog_name="kg", standalone_mode=True)
    except WhoclaimsError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
