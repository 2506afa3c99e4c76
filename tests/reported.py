"""Three short invented reports on a real county and its city, small enough to check by eye, in a store built by the real reader."""

import json
from pathlib import Path

from kg.builds import build

REPORTS = [
    {
        "id": "jia", "title": "浚县兴学", "published": "2021-03-05", "place": "浚县",
        "text": "浚县兴学\n\n2020年，浚县新建学校12所。\n\n浚县教育局局长周晓禾说：“2020年，浚县新增学位1500个。”",
    },
    {
        "id": "yi", "title": "浚县住得更好", "published": "2021-06-01", "place": "浚县",
        "text": "浚县住得更好\n\n2020年，浚县新建学校12所。\n\n浚县住建局局长林知夏说：“推进老旧小区改造，2020年，浚县改造小区30个，加装电梯9部。”",
    },
    {
        "id": "bing", "title": "鹤壁的一年", "published": "2022-01-10", "place": "鹤壁市",
        "text": "鹤壁的一年\n\n鹤壁市副市长方若水说：“2020年，浚县新增学位1500个。推进老旧小区改造，2021年，鹤壁市改造小区90个。”",
    },
]  # fmt: skip


def stored(folder: Path) -> Path:
    """The reports in a store below a folder."""
    source, target = folder / "reports.jsonl", folder / "store"
    source.write_text("".join(json.dumps(report, ensure_ascii=False) + "\n" for report in REPORTS), encoding="utf-8")
    build([str(source)], target)
    return target
