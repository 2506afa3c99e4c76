"""What a shell completes: names in the store, names in a list, in bash as words that it reads again as one."""

import os
import re
from collections.abc import Callable, Iterable

import click
from click.shell_completion import BashComplete, CompletionItem, add_completion_class

from kg.errors import WhoclaimsError

Completion = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def completing(kind: str) -> Completion:
    """What a shell completes with the names that things of a kind (``kg:Place``) have in the store; it is told of no error."""

    def complete(ctx: click.Context, option: click.Parameter, typed: str) -> list[CompletionItem]:
        from kg.labels import names
        from kg.store import open_snapshot

        if not kind:
            return []
        try:
            with open_snapshot(ctx.params.get("store") or os.environ.get("KG_STORE", "kg-store")) as snapshot:
                return [CompletionItem(name) for name in sorted(names(snapshot, kind)) if name.startswith(typed)]
        except WhoclaimsError:
            return []

    return complete


def listing(names: Callable[[], Iterable[str]]) -> Completion:
    """What a shell completes from a list of names."""
    return lambda ctx, option, typed: [CompletionItem(name) for name in names() if name.startswith(typed)]


class Bash(BashComplete):
    """click's completion for bash, which puts what it is told on the line as it stands: spaces and marks of a name are escaped there."""

    def format_completion(self, item: CompletionItem) -> str:
        words, place = os.environ["COMP_WORDS"].split("\n"), int(os.environ["COMP_CWORD"])
        quoted = place < len(words) and words[place][:1] in ("'", '"')  # the quotation mark that is open already keeps the word together
        return super().format_completion(item if quoted else CompletionItem(escaped(item.value), item.type))


def escaped(name: str) -> str:
    r"""A name as one word of bash.

    >>> print(escaped("Lu'an City"), escaped("鹤壁市"))
    Lu\'an\ City 鹤壁市
    """
    return re.sub(r"[^\w.,/:@%+=-]", r"\\\g<0>", name)


add_completion_class(Bash)
