"""What is wrong with a call, told in both languages with what to do next: the mistakes that click finds."""

import click

from kg.errors import UnknownName, UsageError
from kg.labels import nearest


def explained(error: click.UsageError) -> UsageError:
    """The error of ours that says what one of click's says.

    >>> print(explained(click.NoSuchOption("--sotre", possibilities=["--store"])))
    没有选项“--sotre”。最接近的有：--store。
    there is no option "--sotre". Nearest: --store.
    """
    stated = error.format_message().rstrip(".")
    command = error.ctx.command_path if error.ctx else "kg"
    following = {"next_zh": f"{command} --help 说明用法", "next_en": f"{command} --help explains it"}
    if isinstance(error, click.NoSuchOption):
        options = [
            option for parameter in (error.ctx.command.params if error.ctx else ()) for option in parameter.opts if option[:2] == "--"
        ]
        known = list(error.possibilities or ()) or nearest(error.option_name, options) or options
        return UnknownName(f"没有选项“{error.option_name}”", f'there is no option "{error.option_name}"', nearest=known)
    if isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name.upper() if error.param else ""
        return UsageError(f"缺少 {name}", f"{name} is missing", **following)
    if isinstance(error, click.BadParameter):
        hint = error.param.get_error_hint(error.ctx) if error.param and error.ctx else ""
        chinese, _, english = error.message.rstrip(".").partition(" · ")
        return UsageError(f"{hint} 给的值不对：{chinese}", f"{hint}: {english or chinese}", **following)
    return UsageError(f"命令写得不对：{stated}", stated[:1].lower() + stated[1:], **following)
