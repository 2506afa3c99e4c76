"""The options of live targets, made from their table: which service, who asks, where answers are kept, how patiently."""

import click

from kg.links import Target

# setting: (what stands for its value, help, the variable of the environment that gives it)
SETTINGS = {
    "service": ("URL", "服务的地址 · the address of the service", None),
    "query": ("FILE", "查询文件（SELECT，列 ?candidate）· the query file, a SELECT with a column ?candidate", None),
    "type": ("ID", "服务里的类型 · the type that the service knows it by", None),
    "properties": ("BASIS=ID,…", "服务里哪个属性是代码、所在地、职务、单位 · which of its properties are code, within, post, unit", None),
    "contact": ("MAIL|URL", "对方怎么找到你，写在 User-Agent 里 · how they can reach you, told in the User-Agent", "KG_CONTACT"),
    "cache": (
        "FOLDER",
        "答复连同日期存在这里，中断后接着查 · answers are kept here with their day, a run that was ended goes on",
        "KG_LINK_CACHE",
    ),
    "since": ("YYYY-MM-DD", "早于此日的答复重新问 · what was answered before that day is asked again", None),
    "deadline": ("SECONDS", "一次答复的时限，缺省 60 · the time limit of an answer, 60 unless given", None),
    "pause": ("SECONDS", "两次询问相隔，缺省 1 · between two questions, 1 unless given", None),
}


def options(target: Target) -> list[click.Option]:
    """The options that a target takes, those it must be told first."""
    return [_option(name, name in target.settings, target) for name in dict.fromkeys((*target.settings, *target.optional))]


def _option(name: str, needed: bool, target: Target) -> click.Option:
    metavar, told, variable = SETTINGS[name]
    if name == "service" and target.service:
        told += f"  [default: {target.service}]"
    return click.Option([f"--{name}"], metavar=metavar, envvar=variable, help=told + ("  [required]" if needed else ""))
