import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import is_date
from kg.periods import Calendar

PUBLISHED = "2022-11-18"


def resolve(words: str, published: str = PUBLISHED) -> list[tuple[str | None, str | None]]:
    return [(t.period.start, t.period.end) for t in Calendar(published).find(words, 0, len(words)) if t.period]


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("2019年至今", "2019", PUBLISHED),
        ("自2018年以来", "2018", PUBLISHED),
        ("截至2021年底", None, "2021"),
        ("截至10月31日18时", None, "2022-10-31"),
        ("目前", None, PUBLISHED),
        ("截至目前", None, PUBLISHED),
        ("今年以来", "2022", PUBLISHED),
        ("今年一季度", "2022-01", "2022-03"),
        ("前三季度", "2022-01", "2022-09"),
        ("前7月", "2022-01", "2022-07"),
        ("今年前11个月", "2022-01", "2022-11"),
        ("首三季", "2022-01", "2022-09"),
        ("上半年", "2022-01", "2022-06"),
        ("1-10月", "2022-01", "2022-10"),
        ("8月上旬", "2022-08-01", "2022-08-10"),
        ("2月下旬", "2022-02-21", "2022-02-28"),
        ("去年9月10日", "2021-09-10", "2021-09-10"),
        ("1月20日", "2022-01-20", "2022-01-20"),
        ("去年底", None, "2021"),
        ("2020年末", None, "2020"),
        ("5年来", "2018", "2022"),
        ("过去五年", "2018", "2022"),
        ("这五年，", "2018", "2022"),
        ("设县以来的三年，", "2020", "2022"),
        ("五年里，", "2018", "2022"),
        ("五年中新建", "2018", "2022"),
        ("“十三五”时期", "2016", "2020"),
        ("“十四五”以来", "2021", PUBLISHED),
        ("到“十四五”末", None, "2025"),
        ("党的十八大以来", "2012-11", PUBLISHED),
        ("2016—2020年", "2016", "2020"),
        ("7月29日至8月2日", "2022-07-29", "2022-08-02"),
        ("到2025年", None, "2025"),
        ("今后五年", "2022", "2026"),
        ("二〇二一年", "2021", "2021"),
    ],
)
def test_times_are_resolved_against_the_document(words: str, start: str | None, end: str | None) -> None:
    assert resolve(words) == [(start, end)]


@pytest.mark.parametrize("words", ["比上年增长", "较2015年提高", "与2015年相比", "是上年的1.5倍"])
def test_a_base_of_comparison_is_no_period(words: str) -> None:
    times = Calendar(PUBLISHED).find(words, 0, len(words))
    assert [t.kind for t in times] == ["comparison"]
    assert resolve(words) == []


def test_a_number_that_ends_in_five_is_no_plan() -> None:
    assert resolve("“两横十五纵”路网") == []
    assert resolve("“十五”期间") == [("2001", "2005")]


@pytest.mark.parametrize("words", ["近年来", "日前", "长期以来"])
def test_vague_times_have_no_period(words: str) -> None:
    assert [t.period for t in Calendar(PUBLISHED).find(words, 0, len(words))] == [None]


def test_without_a_date_relative_times_stay_unresolved() -> None:
    text = "今年以来，去年9月，2019年"
    assert [(t.period.start if t.period else None) for t in Calendar(None).find(text, 0, len(text))] == [None, None, "2019"]


@pytest.mark.parametrize("words", ["这两年级", "读三年中学", "再用这五年发展"])
def test_years_that_are_no_stretch(words: str) -> None:
    assert resolve(words) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2022年云岭市政府工作报告显示：五年来", [("2022", "2022"), ("2017", "2021")]),
        ("今年的政府工作报告提出，过去五年", [("2022", "2022"), ("2017", "2021")]),
        ("2022年云岭市政府工作报告提出的任务完成，五年来", [("2022", "2022"), ("2017", "2022-08-18")]),
        ("2022年云岭市政府工作报告显示，近五年，", [("2022", "2022"), ("2017", "2022-08-18")]),
        ("2022年云岭市统计公报显示：五年来", [("2022", "2022"), ("2017", "2022-08-18")]),
    ],
)
def test_so_many_years_of_a_work_report_that_is_cited_are_those_before_it(words: str, expected: list[tuple[str, str]]) -> None:
    assert resolve(words, "2022-08-18") == expected


def test_a_report_of_february_reviews_the_year_before() -> None:
    assert resolve("过去的五年", "2021-02-28") == [("2016", "2020")]
    assert Calendar("2021-02-28").reviewed == 2020


@pytest.mark.parametrize(
    ("words", "published", "period"),
    [
        ("6年来", "2023-08-23", ("2017", "2023-08-23")),
        ("近3年，", "2023-07-03", ("2020", "2023-07-03")),
        ("一年来", "2023-08-23", ("2023", "2023")),
    ],
)
def test_so_many_years_up_to_a_day_of_summer_begin_so_many_years_before(words: str, published: str, period: tuple[str, str]) -> None:
    assert resolve(words, published) == [period]


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("3月15日之后", "2021-03-15", "2022-02-18"),
        ("从2022年4月1日起", "2022-04-01", None),
        ("12月1日以来", "2021-12-01", "2022-02-18"),
    ],
)
def test_what_goes_on_from_a_day_never_ends_before_it(words: str, start: str, end: str | None) -> None:
    assert resolve(words, "2022-02-18") == [(start, end)]


@pytest.mark.parametrize("words", ["12月至3月", "2021-2019年"])
def test_a_stretch_that_ends_before_it_begins_is_none(words: str) -> None:
    assert resolve(words, "2022-02-18") == []


@pytest.mark.parametrize("words", ["2020年2月30日", "2021年13月", "2021年0月5日", "截至4月31日", "2月30日至3月5日", "前13个月"])
def test_a_date_that_cannot_be_is_none(words: str) -> None:
    assert resolve(words) == []


ALPHABET = "0123456789年月日至到截今去上下半季度旬末底前以来“”十三四五规划期间一二两万个-—比较是的，。党大自从"


@given(st.text(alphabet=ALPHABET, max_size=40), st.sampled_from([None, "2022", "2022-02", "2022-02-28"]))
def test_no_string_makes_it_fail_and_every_end_is_a_date(text: str, published: str | None) -> None:
    last = 0
    for time in Calendar(published).find(text, 0, len(text)):
        assert last <= time.start < time.end <= len(text)
        last = time.end
        for point in (time.period.start, time.period.end) if time.period else ():
            assert point is None or is_date(point)
        if time.period and time.period.start and time.period.end:
            assert time.period.start[: len(time.period.end)] <= time.period.end[: len(time.period.start)]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("2019年，产量由上年的4万吨提高到5万吨。", ["2019", "2018"]),
        ("2019年启动，当年投产，次年扩建，翌年6月完工。", ["2019", "2019", "2020", "2021-06"]),
        ("去年投产，同年底满产。", ["2021", "2021"]),
        ("2015年种茶，第二年扩种。", ["2015", "2016"]),
        ("2019年是合作社的第三年，当年盈利。", ["2019", "2019"]),
        ("2020年是“十三五”收官之年。", ["2020"]),
        ("当年盈利。", [None]),
        ("当年3月盈利。", [None]),
        ("2016年至2020年扩建，当年盈利。", ["2020", None]),
        ("比次年少。", [None]),
    ],
)
def test_years_counted_from_the_year_named_before(text: str, ends: list[str | None]) -> None:
    assert [time.period and time.period.end for time in Calendar("2022-11-18").find(text, 0, len(text))] == ends


def test_a_date_may_be_set_apart_by_spaces() -> None:
    text = "截至 2022 年底，2022 年 3 月，2023 年 5 月 8 日"
    times = Calendar("2023-09-20").find(text, 0, len(text))
    assert [(time.period.start, time.period.end) for time in times if time.period] == [
        (None, "2022"), ("2022-03", "2022-03"), ("2023-05-08", "2023-05-08"),
    ]  # fmt: skip
