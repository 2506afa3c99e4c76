"""What is wrong with a call, told in both languages with what to do next: the mistakes that click finds.

What click says is English alone; what an option takes is told from its type, so that no message of click's is translated.
"""

import re
from typing import Any

import click

from kg.commands.options import swallowing
from kg.errors import UnknownName, UsageError
from kg.misspelling import nearest

_BOTH = " · "  # between the Chinese and the English of a message of ours
# what click says of a path
_PATHS = {
    "does not exist": "没有这个文件或目录", "is a directory": "这是目录，不是文件", "is a file": "这是文件，不是目录", "is not readable": "没有权限读取",
    "is not writable": "没有权限写入",
}  # fmt: skip
_GIVEN = re.compile(r"""(?:'(?P<quoted>.*?)'|"(?P<doubly>.*?)"|(?P<plain>\S+)) is not """)
_REST = re.compile(r"\((?P<rest>.*)\)")


def explained(error: click.UsageError, called: str = "kg") -> UsageError:
    """The error of ours that says what one of click's says; ``called`` is the command, for an error that does not know it.

    >>> print(explained(click.NoSuchOption("--sotre", possibilities=["--store"])))
    没有选项“--sotre”。最接近的有：--store。
    there is no option "--sotre". Nearest: --store.
    """
    command = error.ctx.command_path if error.ctx else called
    following = {"next_zh": f"{command} --help 说明用法", "next_en": f"{command} --help explains it"}
    if isinstance(error, click.NoSuchOption):
        options = [
            option for parameter in (error.ctx.command.params if error.ctx else ()) for option in parameter.opts if option[:2] == "--"
        ]
        near = list(error.possibilities or ()) or nearest(error.option_name, options)
        wrong = f"没有选项“{error.option_name}”", f'there is no option "{error.option_name}"'
        if not near and error.ctx and isinstance(error.ctx.command, click.Group):
            called = f"{command} {error.ctx.command.subcommand_metavar.split()[0].strip('[]')} {error.option_name}"
            return UsageError(*wrong, next_zh=f"选项写在后面：{called}", next_en=f"options stand behind it: {called}")
        return UnknownName(*wrong, nearest=near, known=options)
    chinese, english = _told(_swallowing(error) or error)
    return UsageError(chinese, english, **following)


def _swallowing(error: click.UsageError) -> click.BadOptionUsage | None:
    """What is wrong where a word is left over because an option without its value took the next option for it."""
    option = swallowing(error.ctx) if error.ctx and "extra argument" in error.message else None
    return click.BadOptionUsage(option.opts[0], "requires an argument") if option else None


def _told(error: click.UsageError) -> tuple[str, str]:
    """What is wrong, in Chinese and in English."""
    stated = error.message.rstrip(".")
    chinese, ours, english = stated.partition(_BOTH)
    if isinstance(error, click.MissingParameter):
        return f"缺少 {_name(error)}", f"{_name(error)} is missing"
    if isinstance(error, click.BadOptionUsage):
        option = error.option_name
        if "not take" in stated:
            return f"选项 {option} 不带值", f"the option {option} takes no value"
        return f"选项 {option} 后面缺了它的值", f"the option {option} lacks its value"
    if isinstance(error, click.BadParameter):
        if ours:
            return f"{_name(error)} 给的值不对：{chinese}", f"{_name(error)}: {english}"
        wanted, given = _taken(error.param.type) if error.param else None, _GIVEN.match(stated)
        if wanted and given:
            value = next(filter(None, given.groups()), "")
            return f"{_name(error)} 应是{wanted[0]}，不是“{value}”", f'{_name(error)} must be {wanted[1]}, not "{value}"'
        reason = next((f"：{told}" for words, told in _PATHS.items() if words in stated), "")
        return f"{_name(error)} 给的值不对{reason}", f"{_name(error)}: {stated}"
    if "extra argument" in stated and (rest := _REST.search(stated)):
        return f"多出了参数：{rest['rest']}", f"there are arguments too many: {rest['rest']}"
    return "命令写得不对", stated[:1].lower() + stated[1:]


def _name(error: click.BadParameter) -> str:
    """An option as it is typed, an argument as the usage shows it."""
    if error.param is None:
        return ""
    return max(error.param.opts, key=len) if isinstance(error.param, click.Option) else error.param.human_readable_name.upper()


def _taken(type_: "click.ParamType[Any]") -> tuple[str, str] | None:
    """What an option takes: one of some words, a number within bounds; None for what has messages of its own.

    >>> _taken(click.Choice(["zh", "en"])), _taken(click.IntRange(0, 65535))
    (('以下之一：zh、en', 'one of zh, en'), ('从 0 到 65535 的整数', 'an integer from 0 to 65535'))
    >>> _taken(click.FloatRange(0, 60, min_open=True))
    ('大于 0、不超过 60 的数', 'a number above 0 and up to 60')
    >>> _taken(click.IntRange(min=1)), _taken(click.FloatRange(min=0, min_open=True))
    (('不小于 1 的整数', 'an integer not below 1'), ('大于 0 的数', 'a number above 0'))
    """
    if isinstance(type_, click.Choice):
        choices = [str(choice) for choice in type_.choices]
        return f"以下之一：{'、'.join(choices)}", f"one of {', '.join(choices)}"
    if isinstance(type_, click.IntRange | click.FloatRange):
        chinese, english = ("整数", "an integer") if isinstance(type_, click.IntRange) else ("数", "a number")
        if type_.max is not None and type_.min_open:
            return f"大于 {type_.min}、不超过 {type_.max} 的{chinese}", f"{english} above {type_.min} and up to {type_.max}"
        if type_.max is not None:
            return f"从 {type_.min} 到 {type_.max} 的{chinese}", f"{english} from {type_.min} to {type_.max}"
        above, over = ("大于", "above") if type_.min_open else ("不小于", "not below")
        return f"{above} {type_.min} 的{chinese}", f"{english} {over} {type_.min}"
    return None
