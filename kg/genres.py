"""The genres of documents, by the code that ``kg:genre`` has: what each is called and how it is read.

>>> sorted(DELIVERED)
['government_work_report', 'report_delivered']
>>> "communique" in REPORTS, "newspaper_report" in REPORTS
(True, False)
"""

from typing import NamedTuple


class Genre(NamedTuple):
    """What a genre is called; whether it is a report, the numbers of which speak for one place and one time, and whether somebody delivers it at the
    beginning of a year."""

    zh: str
    en: str
    report: bool = True
    delivered: bool = False


GENRES = {
    "newspaper_report": Genre("新闻报道", "newspaper report", report=False),
    "government_work_report": Genre("政府工作报告", "government work report", delivered=True),
    "report_delivered": Genre("所作报告", "delivered report", delivered=True),
    "statistical_analysis": Genre("统计分析", "statistical analysis"),
    "statistics_bulletin": Genre("统计公报", "statistical bulletin"),
    "communique": Genre("公报", "communiqué"),
}
REPORTS = frozenset(code for code, genre in GENRES.items() if genre.report)
DELIVERED = frozenset(code for code, genre in GENRES.items() if genre.delivered)
