"""Text set otherwise than in print is read like the same text in print, and quoted as it was written."""

import re
import time
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.copies import plain_copy
from kg.model import Metadata, Reading
from kg.pipeline import read
from kg.readers import read_bytes, read_file
from kg.repair import repair
from kg.typography import as_printed
from tests.gate import as_typed
from tests.spans import misquoted

EXAMPLES = Path(__file__).parent.parent / "kg" / "examples"
NAMES = ["hebi-feature.txt", "lanxi-news.jsonl", "lanxi-report.md"]
HAN = "一-鿿"


def half_marks(text: str) -> str:
    return text.translate(str.maketrans("，：；（）？！", ",:;()?!"))


def straight_quotes(text: str) -> str:
    return text.translate(str.maketrans("“”‘’", "\"\"''"))


def corners(text: str) -> str:
    return text.translate(str.maketrans("“”‘’", "「」『』"))


def wide_figures(text: str) -> str:
    return text.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))


def spaced(text: str) -> str:
    return re.sub(rf"(?<=[{HAN}])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[{HAN}])", " ", text)


def in_threes(text: str) -> str:
    return re.sub(r"(?<![0-9.])[0-9]{4,}(?![0-9年])", lambda m: f"{int(m[0]):,}", text)


def with_notes(text: str) -> str:
    return re.sub("。(?=[一-鿿])", "[1]。", text, count=4)


def broken_at_characters(text: str) -> str:
    return "\n".join("\n".join(line[i : i + 34] for i in range(0, len(line), 34)) for line in text.split("\n"))


def broken_at_columns(text: str) -> str:
    """Lines of 72 columns; numbers stay whole and no line begins with a mark, as page layout has it."""
    lines = []
    for line in text.split("\n"):
        width = 0
        for token in re.findall(r"[0-9A-Za-z.%]+|.[，。；：、！？”）》]*", line):
            columns = sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in token)
            if width + columns > 72:
                lines.append("\n")
                width = 0
            lines.append(token)
            width += columns
        lines.append("\n")
    return "".join(lines)


def with_page_numbers(text: str) -> str:
    """Pages of fifteen lines, each with its number below, in three forms."""
    lines = broken_at_columns(text).split("\n")
    pages = [lines[i : i + 15] for i in range(0, len(lines), 15)]
    numbers = ("— {n} —", "第 {n} 页 共 99 页", "- {n} -")
    return "\n".join("\n".join([*page, numbers[n % 3].format(n=n)]) for n, page in enumerate(pages, 1))


def with_bare_page_numbers(text: str) -> str:
    lines = broken_at_columns(text).split("\n")
    return "\n".join("\n".join([*lines[i : i + 15], "", str(i // 15 + 1), ""]) for i in range(0, len(lines), 15))


def typed_with_spaces(text: str) -> str:
    return spaced(as_typed(text))


def of_pages(text: str) -> str:
    return broken_at_columns(typed_with_spaces(text))


SETTINGS = [
    half_marks,
    straight_quotes,
    corners,
    wide_figures,
    spaced,
    in_threes,
    with_notes,
    broken_at_characters,
    broken_at_columns,
    with_page_numbers,
    with_bare_page_numbers,
    typed_with_spaces,
    of_pages,
]


def example(name: str) -> str:
    return "\n".join(source.text for source in read_file(str(EXAMPLES / name)))


def reading(text: str) -> Reading:
    [source] = read_bytes("a.txt", text.encode())
    return read(repair(source, Metadata(published="2023-03-08", place="鹤壁市")))


def facts(found: Reading) -> list[tuple[object, ...]]:
    def plain(words: str) -> str:
        return as_typed(re.sub(r"[\s「」]", "", words))

    return [
        (
            claim.value, claim.unit, plain(claim.metric.value.name), claim.place and claim.place.value.name, claim.period and claim.period.value,
            claim.measure, claim.kind, claim.speaker and claim.speaker.value.name, [plain(role.value.name) for role in claim.programmes],
        )
        for claim in found.claims
    ]  # fmt: skip


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("name", NAMES)
def test_what_is_found_does_not_depend_on_how_the_text_is_set(setting: Callable[[str], str], name: str) -> None:
    text = example(name)
    printed, otherwise = reading(text), reading(setting(text))
    assert facts(otherwise) == facts(printed)
    assert len(otherwise.statements) == len(printed.statements)


@pytest.mark.parametrize("setting", SETTINGS)
def test_quotes_stand_in_the_text_as_it_is(setting: Callable[[str], str]) -> None:
    text = setting(example("lanxi-news.jsonl"))
    found = reading(text)
    assert found.document.text.strip() == text.strip()
    assert misquoted(found) == []


@pytest.mark.parametrize(
    "text",
    [
        "全市生产总值1.2万亿元，增长8%（可比价）。\n市长说：“开工35户，比例3:1，上午10:30。”",
        "编号A-12，见 http://example.cn/a.b?c=d 一文。",
        "联系人 王五 电话 12345",
        "甲县,12.5,3\n乙县,8.1,4\n丙县,9.0,5\n",
        "一.总体情况\n1.新建学校3所。\n2.改建学校5所。",
    ],
)
def test_text_in_print_stays(text: str) -> None:
    [source] = read_bytes("a.txt", text.encode())
    assert plain_copy(repair(source)) is None


def test_a_table_keeps_its_commas() -> None:
    text = '各县情况(2022年):\n县,人口,学校\n甲县,12.5,3\n乙县,8.1,4\n丙县,"9,000",5\n全市共新建学校3所,增长8%。'
    [source] = read_bytes("a.txt", text.encode())
    copy = plain_copy(repair(source))
    assert copy is not None
    assert copy.printed.splitlines() == ["各县情况（2022年）：", *text.splitlines()[1:5], "全市共新建学校3所，增长8%。"]


def test_thousands_parted_by_spaces_are_one_number_where_the_text_has_them_so() -> None:
    yearbook = "全年客运5 300万人次，货运1 228.3万吨，电话用户1 081万户。"
    assert [(claim.number.quote, claim.value) for claim in reading(yearbook).claims] == [
        ("5 300万人次", 53000000), ("1 228.3万吨", 12283000), ("1 081万户", 10810000),
    ]  # fmt: skip
    assert not reading(yearbook).document.damaged
    assert [repair.was for repair in reading("人均收入29 834元。").document.damaged] == ["29 834"]


def test_short_paragraphs_and_lists_are_not_joined() -> None:
    text = "全县新建学校3所\n改建医院5家\n修建道路12公里\n新增就业3000人\n开工项目20个\n竣工项目15个\n"
    assert as_printed(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "学校（所）\n3\n医院（家）\n4\n道路（公里）\n5\n",
        "1\n青石县\n3所\n2公里\n5家\n300户\n2\n白河县\n4所\n3公里\n6家\n310户\n3\n清水县\n",
        "2021\n" + "全县新建学校3所，改建医院5家。\n" * 6 + "2022\n",
        "7\n" + "全县新建学校3所，改建医院5家。\n" * 6 + "9\n",
        "县|1|2\n青石县|1|3\n白河县|2|4\n",
    ],
)
def test_figures_alone_in_a_line_that_number_no_page_stay(text: str) -> None:
    found = as_printed(text)
    assert (found[0] if found else text).split() == text.split()


def test_the_number_of_a_page_within_a_sentence_is_no_part_of_it() -> None:
    text = "一、工作回顾\n2022年，青石县新建学校3所，改造\n第 1 页\n老旧小区12个。\n— 2 —\n二、工作安排\n2023年，修路"
    found = as_printed(text)
    assert found is not None
    assert found[0] == "一、工作回顾\n2022年，青石县新建学校3所，改造老旧小区12个。\n二、工作安排\n2023年，修路"
    [claim] = [claim for claim in reading(text).claims if claim.value == 12]
    assert claim.quote.quote == "改造\n第 1 页\n老旧小区12个"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('他说:"今年抓好"三秋"生产,"一带一路"也好。"李明说,"新建3所。"', "他说：“今年抓好‘三秋’生产，‘一带一路’也好。”李明说，“新建3所。”"),
        ('要做好"三农"工作,推进"厕所革命"。', "要做好“三农”工作，推进“厕所革命”。"),
        ("他说：“种下“云溪”小米。”", "他说：“种下‘云溪’小米。”"),
        ("推进“三大“行动和“云溪“计划。", "推进“三大”行动和“云溪”计划。"),
        ('"云溪"牌小米,"青石"牌木耳', "“云溪”牌小米，“青石”牌木耳"),
    ],
)
def test_quotation_marks_face_the_way_they_would_in_print(typed: str, printed: str) -> None:
    found = as_printed(typed)
    assert found is not None
    assert found[0] == printed


@pytest.mark.alone
@pytest.mark.parametrize("line", ['"云"溪', "说" + '"云"溪' * 29 + "\n"])
def test_time_grows_with_the_number_of_quotation_marks_and_no_faster(line: str) -> None:
    def seconds(marks: int) -> float:
        text = line * (marks // line.count('"'))
        best = float("inf")
        for _ in range(3):
            started = time.process_time()
            found = as_printed(text)
            best = min(best, time.process_time() - started)
            assert found is not None
            assert found[0].count("“") == found[0].count("”") == text.count('"') // 2
        return best

    assert seconds(69_600) < 9 * seconds(17_400)  # quadratic time would be sixteen times as much


@given(st.text(alphabet="全市增长,，:：()（）\"“”' 　\n.。%12０aＡ「」?!", max_size=200))
def test_the_copy_leads_back_and_is_set_as_printed(text: str) -> None:
    found = as_printed(text)
    if found:
        printed, offsets = found
        spans = [offsets.span(i, i + 1) for i in range(len(printed))]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(here[0] < there[0] for here, there in pairwise(spans))


@pytest.mark.parametrize(
    "line",
    [
        "201{n}年全县新建茶园小学的数量合计为1{n}所",
        "{c}县 新建茶站 1{n}所 改造住房 300户",
        "{c}县今年新建茶站1{n}所惠及茶农3000名",
        "{c}县：新建茶站1{n}所；改造住房50{n}户共计",
        "{c}产值120{n}亿元，增长5.3%，全省第{n}",
        "- 201{n}年全县新建茶园小学的数量合计为1{n}所",
        "{n}. 全县新建茶园小学的数量今年合计为1{n}所",
    ],
)
def test_a_list_of_lines_of_one_length_stays_one(line: str) -> None:
    text = "\n".join(line.format(n=n, c=c) for n, c in zip(range(1, 8), "青白云清石河柳", strict=True)) + "\n"
    found = as_printed(text)
    assert (found[0] if found else text).count("\n") == text.count("\n")
