"""Bulletins of many items, made up: places, people and numbers are invented."""

import io
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.builds import build, remove
from kg.commands import cli
from kg.model import Reading
from kg.pipeline import read
from kg.readers import read_bytes
from kg.repair import repair
from kg.store import open_snapshot

ROADS = "　　本报云溪12月3日电（记者 周晓禾） 云溪县青石镇新修公路3公里，惠及村民1200人。今年还将新修5公里。"
SCHOOLS = "　　本报东河12月2日电（记者 林知远） 东河县新建学校2所，新增学位900个。"
DATELINES = f"云溪日报 要闻简报\n2021年12月4日\n\n青石镇修通村路\n{ROADS}\n\n东河县新建学校\n{SCHOOLS}\n"
BRACKETS = (
    "【青石镇修通村路】本报讯（记者 周晓禾） 云溪县青石镇新修公路3公里，惠及村民1200人。\n"
    "【东河县新建学校】本报讯（记者 林知远） 东河县新建学校2所，新增学位900个。\n"
)
SIGNED = (
    "县区简讯\n2021-12-04\n■ 青石镇修通村路\n云溪县青石镇新修公路3公里，惠及村民1200人。（记者 周晓禾）\n"
    "■ 东河县新建学校\n东河县新建学校2所，新增学位900个，明年秋季开学使用。（通讯员 林知远）\n"
)
DATED = (
    "青石镇修通村路\n2021-12-03 来源：云溪日报\n云溪县青石镇新修公路3公里，惠及村民1200人。\n"
    "东河县新建学校\n2021-12-02 来源：东河日报\n东河县新建学校2所，新增学位900个，明年秋季开学使用。\n"
)
PAGE = (
    "<html><head><title>要闻简报</title></head><body><div class='main'>"
    "<h2>青石镇修通村路</h2><p>2021-12-03</p><p>云溪县青石镇新修公路<b>3</b>公里，惠及村民1200人。</p>"
    "<h2>东河县新建学校</h2><p>2021-12-02</p><p>东河县新建学校2所，新增学位900个，明年秋季开学使用。</p></div></body></html>"
)
BULLETINS = {"datelines.txt": DATELINES, "brackets.txt": BRACKETS, "signed.txt": SIGNED, "dated.txt": DATED, "page.html": PAGE,
             "marks.md": DATELINES.replace("青石镇修通", "## 青石镇修通").replace("东河县新建学校\n　", "## 东河县新建学校\n　")}  # fmt: skip


def readings(name: str, data: bytes) -> list[Reading]:
    return [read(repair(source)) for source in read_bytes(name, data)]


@pytest.mark.parametrize("name", BULLETINS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_each_item_has_its_title_and_its_bytes(name: str, end: str) -> None:
    data = BULLETINS[name].replace("\n", end).encode()
    items = readings(name, data)
    assert [item.head.title.value.strip("■ ") for item in items if item.head.title] == ["青石镇修通村路", "东河县新建学校"]
    assert [item.document.source.where for item in items] == [f"{name}:1", f"{name}:2"]
    values = [str(claim.value) for item in items for claim in item.claims if claim.kind == "actual"]
    assert values == ["3", "1200", "2", "900"]
    for item in items:
        source = item.document.source
        assert source.received in data
        for claim in item.claims:
            start, stop = item.document.offsets.span(claim.number.start, claim.number.end)
            assert source.received[start:stop].decode().replace("</b>", "") == claim.number.quote


def test_an_item_has_the_place_and_day_of_its_dateline() -> None:
    items = readings("a.txt", DATELINES.encode())
    days = [item.head.published for item in items]
    assert [day and (day.value, day.span and day.span.quote) for day in days] == [("2021-12-03", "12月3日"), ("2021-12-02", "12月2日")]
    places = [item.head.home_place for item in items]
    assert [place and (place.value.name, place.origin) for place in places] == [("云溪县", "dateline"), ("东河县", "dateline")]


def test_an_item_of_a_dated_page_has_its_own_date() -> None:
    for name in ("dated.txt", "page.html"):
        items = readings(name, BULLETINS[name].encode())
        assert [item.head.published.value for item in items if item.head.published] == ["2021-12-03", "2021-12-02"]


@pytest.mark.parametrize("codec", ["gb18030", "utf-8-sig"])
def test_a_bulletin_in_another_encoding_is_taken_apart_where_its_parts_read_the_same(codec: str) -> None:
    items = readings("a.txt", DATELINES.encode(codec))
    assert [item.document.source.encoding for item in items] == ["gb18030" if codec == "gb18030" else "utf-8"] * len(items)
    assert "".join(item.document.text for item in items).count("公里") == 2


ONE = {
    "an article with headings": "青石镇修通村路\n本报云溪12月3日电（记者 周晓禾） 云溪县青石镇新修公路3公里，惠及村民1200人。\n一、修路\n全镇修路3公里，投资120万元，惠及群众。\n二、办学\n全镇新建学校2所，新增学位900个。\n",
    "a work report": "云溪县政府工作报告\n（2021年2月3日）\n一、2020年工作回顾\n全县生产总值120亿元，比上年增长5%，人民生活改善。\n二、2021年重点工作\n（一）修路。新修公路30公里，改造桥梁2座，完善路网。\n（二）办学。新建学校2所，新增学位900个，改善条件。\n",
    "two writers of one article": "青石镇修通村路\n本报记者 周晓禾 林知远\n云溪县青石镇新修公路3公里，惠及村民1200人。（周晓禾 林知远）\n",
    "a chronicle": "大事记\n2021年12月3日\n云溪县青石镇新修公路3公里，惠及村民1200人。\n2021年12月4日\n东河县新建学校2所，新增学位900个，秋季开学。\n",
    "marked points": "云溪县工作要点\n■ 修路\n新修公路3公里，惠及村民1200人，投资120万元。\n■ 办学\n新建学校2所，新增学位900个，投资300万元。\n",
}


@pytest.mark.parametrize("text", ONE.values(), ids=ONE)
def test_one_document_stays_one(text: str) -> None:
    [source] = read_bytes("a.txt", text.encode())
    assert source.text == text and source.line == 0


def test_what_stands_before_the_items_is_read_too() -> None:
    lead = "今天的简报\n截至12月3日，云溪市累计修路300公里，惠及群众12万人，提前完成全年任务。\n"
    items = readings("a.txt", (lead + DATELINES.split("\n\n", 1)[1]).encode())
    assert [len(item.claims) > 0 for item in items] == [True, True, True]


def test_the_store_holds_the_items_of_a_bulletin_and_follows_its_editions(tmp_path: Path) -> None:
    store, path = tmp_path / "store", tmp_path / "bulletin.txt"
    path.write_text(DATELINES, encoding="utf-8")
    first = build([str(path)], store).built
    assert [(b.path.rsplit("/", 1)[1], b.outcome) for b in first] == [("bulletin.txt:1", "added"), ("bulletin.txt:2", "added")]
    assert [b.outcome for b in build([str(path)], store).built] == ["unchanged", "unchanged"]
    path.write_text(DATELINES.replace("2所", "4所"), encoding="utf-8")
    edited = build([str(path)], store).built
    assert [b.outcome for b in edited] == ["unchanged", "replaced"]
    with open_snapshot(store) as snapshot:
        assert len(snapshot.versions()) == 2
    done = CliRunner().invoke(cli, ["verify", "--store", str(store)])
    assert done.exit_code == 0, done.output
    taken, unknown = remove([str(path)], store)
    assert (len(taken), unknown) == (2, [])
    with open_snapshot(store) as snapshot:
        assert snapshot.versions() == ()


def test_a_page_of_briefs_is_verified(tmp_path: Path) -> None:
    for name, text in BULLETINS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    build([str(tmp_path / name) for name in BULLETINS], tmp_path / "store")
    done = CliRunner().invoke(cli, ["verify", "--store", str(tmp_path / "store")])
    assert done.exit_code == 0, done.output


@pytest.mark.alone
def test_a_long_text_is_looked_through_in_linear_time() -> None:
    import time

    from kg.readers.text import read as read_text

    def seconds(count: int) -> float:
        [source] = read_text("a.txt", io.BytesIO((("新修公路3公里。" * 20 + "\n") * count).encode()))
        from kg.items import items_of

        best = []
        for _ in range(3):
            started = time.process_time()
            assert len(items_of(source, read_text)) == 1
            best.append(time.process_time() - started)
        return min(best)

    assert seconds(2000) < 25 * seconds(200) + 0.01
