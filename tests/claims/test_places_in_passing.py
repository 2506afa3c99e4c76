"""Places that a text names only in passing, which no later number is about. The numbers are invented."""

import pytest

from kg.model import Metadata
from kg.pipeline import read
from kg.readers import read_bytes
from kg.repair import repair


def places(text: str, home: str = "河南省") -> list[str | None]:
    [source] = read_bytes("a.txt", text.encode())
    claims = read(repair(source, Metadata(id="a", published="2023-02-18", place=home))).claims
    return [claim.place.value.name if claim.place else None for claim in claims]


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("where the press is told", "8日晚，茶业指挥部在鹤壁市淇县召开新闻发布会。\n去年种茶3亩。", ["河南省"]),
        ("where a contract is signed", "淇县在善堂镇青石茶庄举行集中签约仪式。\n去年种茶3亩。", ["河南省"]),
        ("where a meeting opened", "全省茶业现场会在淇县隆重开幕。去年种茶3亩。", ["河南省"]),
        ("where a contest was held", "全省采茶大赛在淇县举行，来自3个省的选手参加。", ["淇县"]),
        ("whose name a disaster bears", "“6·17”淇县暴雨抗震救灾指挥部成立。\n去年种茶3亩。", ["河南省"]),
        ("items of a bracket", "全省建成茶厂6座（淇县5座、浚县1座）、茶亭3座。", ["河南省", "淇县", "浚县", "河南省"]),
        ("what is called by the name in a bracket", "主城区（淇县）绿地3公顷。", ["淇县"]),
        ("and of the next sentence", "去年全省的中心城市（淇县）绿地3公顷。种茶5亩。", ["淇县", "淇县"]),
        ("parts of a sum", "全省建成茶厂6座，其中淇县5座，浚县1座，种茶3亩。", ["河南省", "淇县", "浚县", "河南省"]),
        ("parts of a sum, and its growth", "全省产茶6吨，其中淇县5吨，浚县1吨，增长3%。", ["河南省", "淇县", "浚县", "浚县"]),
        ("the one part of a sum", "全省产茶6吨，其中淇县5吨；累计种茶3亩。", ["河南省", "淇县", "河南省"]),
        ("some of many", "大风造成淇县、浚县、滑县等区县受灾，转移群众3人。", ["河南省"]),
        ("some of many in the paragraph before", "鹤壁市浚县善堂镇等10个乡镇种茶。\n去年种茶3亩。", ["河南省", "河南省"]),
        ("regions that are some of many", "淇县、浚县等主要产茶地区仍在统计。\n去年种茶3亩。", ["河南省"]),
        ("all that one word counts", "鹤壁、安阳、濮阳3市帮扶茶农，种茶3亩。", ["河南省"]),
        ("several that won something", "淇县、浚县、滑县获评先进县。新建茶厂3座。", ["河南省"]),
        ("several in the paragraph before", "淇县、浚县、滑县都产茶。\n新建茶厂3座。", ["河南省"]),
        ("where the sentence comes back from", "淇县结束了不产茶的历史，全省县县产茶。新建茶厂3座。", ["河南省"]),
        ("where they come from", "浚县从淇县、滑县迁来的茶农种茶3亩。", ["浚县"]),
        ("what comes from abroad", "浚县接纳来自甘肃定西的茶农300名。", ["浚县"]),
        ("whose name a firm bears that was founded", "善堂镇石桥村种茶。全村成立了淇县青石茶叶专业合作社，建成茶厂3座。", ["石桥村"]),
        ("whom others help", "浚县实施对口支援阿坝州、凉山州项目3个。", ["浚县"]),
        ("what is at least so much", "鹤壁市茶叶出名，浚县至少建成茶厂3座。", ["浚县"]),
        ("what is done in the whole", "鹤壁市种茶。以浚县的村为重点，在全省3个镇建成茶厂。", ["河南省"]),
        ("a share of the country", "浚县用全国4%的茶园种茶。", ["浚县"]),
        ("towns of one county", "淇县3个镇种茶，种茶3亩。", ["淇县", "淇县"]),
    ],
)
def test_a_place_named_in_passing_takes_no_later_number(phenomenon: str, text: str, expected: list[str]) -> None:
    assert places(text)[-len(expected) :] == expected


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("what it lies in", "浚县位于河南省北部，种茶3亩。", "浚县"),
        ("what it lies in, told in a clause", "浚县位于青石山中，居鹤壁市东部，种茶3亩。", "浚县"),
        ("its neighbours", "浚县东邻滑县、内黄县，南靠延津县，西接淇县，种茶3亩。", "浚县"),
        ("what it borders on", "浚县西与淇县、汤阴县接壤，种茶3亩。", "浚县"),
        ("how far the capital is", "浚县善堂镇，距省城郑州146公里。", "善堂镇"),
        ("how far the next seat is", "浚县善堂镇，距市区46公里、省会郑州146公里。", "善堂镇"),
        ("how far in a straight line", "浚县善堂镇，与首都北京直线距离为460公里。", "善堂镇"),
        ("where what is no place lies", "青石茶叶产业园位于浚县善堂镇，包含3座茶厂。", "善堂镇"),
    ],
)
def test_what_a_place_lies_in_or_beside_is_not_what_is_told(phenomenon: str, text: str, expected: str) -> None:
    assert places(text, "浚县")[-1] == expected


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("in a bracket", "发病率为3‰，优于全国平均水平（5‰）。", ["河南省", "全国"]),
        ("by itself", "发病率为3‰，全国平均水平为5‰。", ["河南省", "全国"]),
        ("compared with", "发病率低于全国平均水平5个百分点。", ["河南省"]),
    ],
)
def test_the_average_of_the_country_is_the_countrys(phenomenon: str, text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("behind an epithet", "夜幕降临，在“茶叶之都”河南浚县善堂镇石桥村，300名村民采茶。", "石桥村"),
        ("by how far it is", "荒漠种茶。距浚县城约3公里的善堂镇石桥村，茶树成行。去年采茶30吨。", "石桥村"),
        ("a station of it", "今年最大淇县青石站降雨量达30毫米。", "淇县"),
    ],
)
def test_where_a_clause_is(phenomenon: str, text: str, expected: str) -> None:
    assert places(text)[-1] == expected
