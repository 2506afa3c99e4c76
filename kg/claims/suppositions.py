"""What is only supposed or denied: 如果投资5亿元，将新增就业300人; 不是500套，是300套."""

import re

# every branch begins with a character of its own, so that most of a text is passed over at once
_IF = re.compile(
    "(?:如果|假如|假若|假设|假使|倘若|倘使|要(?<![主只需重必就不还都]要)是|若是|万一|一旦)(?!说|加上|算上|[，。；、”])"
    "|若(?<![一-鿿]若)(?!干|羌|尔盖|加上|算上)|倘(?<![一-鿿]倘)|只(?<![一-鿿]只)要(?![约近0-9])"
    "|如(?<![一-鿿]如)(?:遇|按照?|能|再|不(?!断|久)|无(?!锡|为)|需|有(?!的|些)|发生|出现)"
)
_THEN = re.compile("[就将会要可能应须便则]|那么|估计|至少")
_FACT = re.compile("目前|截至|累计|已|去年|今年|今天|据统计|其中")
_DENIED = re.compile("否认|辟谣|驳斥|并非|从未|不(?<!是不)再?是[^，。；0-9]{0,8}$|而非[^，。；0-9]{0,8}$")
_CLAUSE_END = re.compile("[，；。！？\n]")


def conditions(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where between two offsets the clauses that suppose something stand.

    >>> conditions("如果投资5亿元，将新增就业300人", 0, 17)
    [(0, 7)]
    """
    found = []
    for match in _IF.finditer(text, start, end):
        mark = _CLAUSE_END.search(text, match.end(), end)
        found.append((match.start(), mark.start() if mark else end))
    return found


def is_supposed(text: str, number: int, found: list[tuple[int, int]]) -> bool:
    """Whether the number at ``number`` stands in a condition, or in what follows from it.

    >>> text = "如果投资5亿元，将新增就业300人；目前已投资2亿元"
    >>> [is_supposed(text, number, conditions(text, 0, 30)) for number in (4, 13, 25)]
    [True, True, False]
    """
    end = next((end for start, end in reversed(found) if start < number), None)
    if end is None:
        return False
    said = text[end:number]
    return number < end or bool("；" not in said and not _FACT.search(said) and _THEN.search(said))


def is_denied(text: str, start: int, number: int) -> bool:
    """Whether the clause from ``start`` denies the number at ``number``.

    >>> is_denied("安置的不是500套", 0, 5), is_denied("而是300套", 0, 2)
    (True, False)
    """
    return bool(_DENIED.search(text, start, number))
