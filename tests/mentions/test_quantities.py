from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.quantities import find_quantities


def read(text: str) -> list[tuple[str, str, str]]:
    return [(str(q.value), q.unit, q.comparator) for q in find_quantities(text, 0, len(text))[0]]


def test_divisions_are_counted_without_a_measure_word() -> None:
    assert read("全县辖6镇8乡") == [("6", "个", "="), ("8", "个", "=")]
    assert read("现辖9旗2市1县，") == [("9", "个", "="), ("2", "个", "="), ("1", "个", "=")]
    assert read("7县（市、区）脱贫。") == read("7区县全部脱贫。") == [("7", "个", "=")]
    assert read("青石、白水2县脱贫，102省道通车。") == [("2", "", "="), ("102", "", "=")]


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator"),
    [
        ("书记240余名", "240", "名", ">"),
        ("近30万人", "300000", "人", "≈"),
        ("超40亿元", "4000000000", "元", ">"),
        ("约9万亩", "90000", "亩", "≈"),
        ("1000多万人", "10000000", "人", ">"),
        ("10多万元", "100000", "元", ">"),
        ("3万余人", "30000", "人", ">"),
        ("60万人以上", "600000", "人", ">="),
        ("不少于300个", "300", "个", ">="),
        ("30元左右", "30", "元", "≈"),
        ("不足1亩", "1", "亩", "<"),
        ("4‰以内", "4", "‰", "<="),
        ("１８，１３０户", "18130", "户", "="),
        ("13.8万平方米", "138000", "平方米", "="),
        ("2.30公里/百平方公里", "2.3", "公里/百平方公里", "="),
        ("1.5个百分点", "1.5", "百分点", "="),
        ("3252亿元人民币", "325200000000", "元", "="),
        ("百分之三点五", "3.5", "%", "="),
        ("万分之一点七", "0.017", "%", "="),
        ("减少一半。", "50", "%", "="),
        ("半数以上的村", "50", "%", ">="),
        ("近一半，", "50", "%", "≈"),
        ("1万多亿斤", "1000000000000", "斤", ">"),
        ("3千余亿元", "300000000000", "元", ">"),
        ("三分之一", "33.33", "%", "="),
        ("合格率百分百。", "100", "%", "="),
        ("三百来万元", "3000000", "元", "≈"),
        ("五百三十四点一二公里", "534.12", "公里", "="),
        ("八点七五万人", "87500", "人", "="),
        ("七十八个县", "78", "个", "="),
        ("十三场雨", "13", "场", "="),
        ("上亿元", "100000000", "元", ">="),
        ("2元/斤保底", "2", "元/斤", "="),
        ("帐篷331顶", "331", "顶", "="),
        ("20多道工序", "20", "道", ">"),
        ("34290用户停电", "34290", "用户", "="),
        ("86.2万载重吨", "862000", "载重吨", "="),
        ("三百来公里", "300", "公里", "≈"),
        ("300来座", "300", "座", "≈"),
        ("五百多万。", "5000000", "", ">"),
        ("三分之一", "33.33", "%", "="),
        ("近1/6", "16.67", "%", "≈"),
        ("八成左右", "80", "%", "≈"),
        ("7成以上", "70", "%", ">="),
        ("翻一番", "100", "%", "="),
        ("两万多名", "20000", "名", ">"),
        ("万余株", "10000", "株", ">"),
        ("突破千亿大关", "100000000000", "元", ">"),
        ("跨过1.2万亿台阶", "1200000000000", "元", ">"),
        ("县道860公里", "860", "公里", "="),
        ("上百项", "100", "项", ">="),
        ("上千万元", "10000000", "元", ">="),
        ("跌破10元", "10", "元", "<"),
        ("不满300人", "300", "人", "<"),
        ("未超过3亿元", "300000000", "元", "<="),
        ("不突破200吨", "200", "吨", "<="),
        ("不得低于5公斤", "5", "公斤", ">="),
        ("逼近50吨", "50", "吨", "≈"),
        ("跨过500亿元", "50000000000", "元", ">"),
        ("突破百亿斤", "10000000000", "斤", ">"),
        ("十大类", "10", "大类", "="),
        ("五千五百七十五万人", "55750000", "人", "="),
        ("5：1", "5", "", "="),
        ("增速为-1.54‰", "-1.54", "‰", "="),
        ("GDP5843亿元", "584300000000", "元", "="),
        ("CPI2.1%", "2.1", "%", "="),
    ],
)
def test_one_quantity(text: str, value: str, unit: str, comparator: str) -> None:
    assert [(Decimal(v), u, c) for v, u, c in read(text)] == [(Decimal(value), unit, comparator)]


def test_ranges_are_two_bounds_on_one_span() -> None:
    assert read("增长4.5-5%") == [("4.5", "%", ">="), ("5", "%", "<=")]
    assert read("100—260元") == [("100", "元", ">="), ("260", "元", "<=")]
    assert read("气温-5℃~8℃") == [("-5", "摄氏度", ">="), ("8", "摄氏度", "<=")]
    assert read("五六十位") == [("50", "位", ">="), ("60", "位", "<=")]
    assert read("两三百万人") == [("2000000", "人", ">="), ("3000000", "人", "<=")]
    assert read("三五百户") == [("300", "户", ">="), ("500", "户", "<=")]
    assert read("二七万达") == []
    assert read("亩产5吨-8吨") == [("5", "吨", ">="), ("8", "吨", "<=")]
    quantities = find_quantities("7.8%~8.0%", 0, 9)[0]
    assert quantities[0].span == quantities[1].span


def test_a_name_in_letters_and_digits_is_no_quantity() -> None:
    assert read("863计划、G107、PM2.5、F-16、B-12") == [("863", "", "=")]
    assert read("1个产业+1个园区") == [("1", "个", "="), ("1", "个", "=")]


def test_some_hundreds_are_told_as_words() -> None:
    found, skipped = find_quantities("栽种果树几百棵，实现两个百分百。", 0, 16)
    assert (found, [(s.span.quote, s.reason) for s in skipped]) == ([], [("几百棵", "words")])


def test_a_unit_said_once_counts_for_its_neighbour() -> None:
    assert read("12.7个、12个百分点") == [("12.7", "百分点", "="), ("12", "百分点", "=")]


def test_a_scale_said_once_counts_for_its_neighbours() -> None:
    assert read("153.7、151.9和862.4万吨") == [("1537000", "吨", "="), ("1519000", "吨", "="), ("8624000", "吨", "=")]
    assert read("8000、1.2万吨") == [("8000", "吨", "="), ("12000", "吨", "=")]


@pytest.mark.parametrize(
    "text",
    [
        "第3季",
        "5G基站",
        "4A级",
        "国道107线",
        "一口水塘",
        "三大攻坚战",
        "百亿斤产能基地",
        "12:53:34",
        "10千伏线路",
        "千家万户",
        "十二个月",
        "二十四小时",
        "十六个字",
        "前二十名",
        "十一届十三次全会",
        "3道路口",
        "5把关人员",
    ],
)
def test_what_states_no_quantity(text: str) -> None:
    assert [q for q in find_quantities(text, 0, len(text))[0] if q.unit] == []


@pytest.mark.parametrize("text", ["12345政务服务便民热线", "96333电梯应急平台", "两条战线作战", "两条底线"])
def test_the_number_of_a_line_and_a_figure_of_speech_are_no_quantities(text: str) -> None:
    assert not find_quantities(text, 0, len(text))[0]


def test_a_count_of_people_before_an_amount_of_money_keeps_its_unit() -> None:
    assert read("游客人数、旅游收入分别达到9300万、870亿元") == [("93000000", "人", "="), ("87000000000", "元", "=")]
    assert read("产值、税收分别达到12亿、3亿元") == [("1200000000", "元", "="), ("300000000", "元", "=")]


ALPHABET = "0123456789.,，%％个名万亿千百余多近超约不足以上左右至-—~～/：:分之成点一二两三十大类番翻户元/月平方米 "


@given(st.text(alphabet=ALPHABET, max_size=40))
def test_no_string_makes_it_fail_and_every_span_is_exact(text: str) -> None:
    for quantity in find_quantities(text, 0, len(text))[0]:
        assert text[quantity.span.start : quantity.span.end] == quantity.span.quote
        assert quantity.value.is_finite()


def test_time_is_linear_in_length() -> None:
    for piece in ("1", "一", "万", "1,", "1/", "近"):
        text = piece * 40000
        find_quantities(text, 0, len(text))
