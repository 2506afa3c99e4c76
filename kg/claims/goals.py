"""Numbers that are called goals behind them: 新建水厂3座，这是明年的任务."""

import re

_WHOSE = "[今明后本]年|全年|年度|年内|下一?步|[一二三四]季度|[上下]半年|未来|今后|五”|(?:主要|预期|约束性|奋斗|工作|发展|总体|阶段性?)(?:预期)?(?=目标)"
_CALLED = re.compile(
    rf"(?:[，；：—\n]|。[\n　]*(?=以上|上述|这))(?:(?:以上|上述|这)[^，。；0-9]{{0,6}}?)?(?:[就都均便也即](?=[是为]))?[是为](?=[^，。；！]{{0,16}}?(?:{_WHOSE}|我[们省市县区]))"
    "[^，。；、！0-9]{0,18}?(?:目标|任务|计划)(?:之一)?(?=[。；！”\n]|$)"
)
_BEHIND = 40  # characters of the next sentence that say it
_REACHED = re.compile("已经?(?![^，。；]{0,4}[定确明])|(?<!计划)(?<!要)完成了|实现了|提前|如期|(?<![比较与同超])去年(?!的|同期)")


def called_goals(text: str, start: int, end: int) -> int:
    """Where the sentence between two offsets, or the one behind it, calls what stands before it goals; -1 where none does.

    >>> called_goals("新建水厂3座，这是明年的任务。", 0, 15), called_goals("完成投资5亿元，是年度目标的98%。", 0, 18)
    (6, -1)
    """
    stop = end + _BEHIND
    if text.find("目标", start, stop) < 0 and text.find("任务", start, stop) < 0 and text.find("计划", start, stop) < 0:
        return -1
    match = next((m for m in _CALLED.finditer(text, start, stop) if m.start() < end), None)
    return match.start() if match and not _REACHED.search(text, start, match.start()) else -1
