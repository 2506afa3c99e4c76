import io
import time

import pytest

from kg.errors import InputError
from kg.model import Source
from kg.readers.html import read

PAGE = """<!DOCTYPE html>
<html><head><meta charset="gb2312"><title>老旧小区改造惠及万户_政务动态_临江市人民政府</title><script>var a = "<p>不要</p>";</script>
<body>
<div class="top"><a href="/">首页</a> | <a href="/n">新闻</a> | <a href="/z">政务</a></div>
<div class="weizhi">当前位置：<a href="/">首页</a> &gt; <a>政务动态</a> &gt; 正文</div>
<div class="main">
 <h1>老旧小区改造惠及万户</h1>
 <div class="info"><span>来源：<a>临江日报</a></span> <span>发布时间：2021-02-28 09:30</span> <span>字号：<a>大</a> <a>小</a></span></div>
 <div class="editor"><p>截至<span>2020</span>年底，全市完成改造<span>82</span><b>个</b>小区，惠及
 <span>18130</span>
 户<span>54156</span>名居民。</p>
 <p>“今年还将改造92个小区。”市住建局局长李安平说。<br>下一步，加强管理。
 <table><tr><th>县区<th>小区（个）<tr><td><p>云溪县</p></td><td></td><td>12</td></tr><tr><td>清河县<td>30</table>
 <ul><li>拆除违章建筑4065处<li>墙体改造45.4万平方米</ul>
 </div>
 <div class="share">分享到：<a>微信</a><a>微博</a></div>
</div>
<div><h3>热点</h3><ul><li><a>一个新闻标题甲</a></li><li><a>一个新闻标题乙</a></li><li><a>丙新闻</a></li></ul></div>
<div class="footer">主办：临江市人民政府办公室 版权所有</div>
</body></html>"""
TEXT = """老旧小区改造惠及万户
截至2020年底，全市完成改造82个小区，惠及18130户54156名居民。
“今年还将改造92个小区。”市住建局局长李安平说。
下一步，加强管理。
县区\t小区（个）
云溪县\t\t12
清河县\t30
拆除违章建筑4065处
墙体改造45.4万平方米"""


def source_of(page: str, codec: str = "utf-8") -> Source:
    [source] = read("a.html", io.BytesIO(page.encode(codec)))
    return source


@pytest.mark.parametrize("codec", ["utf-8", "gbk", "utf-16", "utf-8-sig"])
def test_a_page_is_its_text(codec: str) -> None:
    source = source_of(PAGE, codec)
    assert source.text == TEXT
    stated = source.metadata
    assert (stated.title, stated.publisher, stated.published) == ("老旧小区改造惠及万户", "临江日报", "2021-02-28")


@pytest.mark.parametrize(
    ("words", "received"),
    [
        ("18130户", "18130</span>\n 户"),
        ("82个", "82</span><b>个"),
        ("云溪县\t\t12", "云溪县</p></td><td></td><td>12"),
        ("。\n下", "。<br>下"),
    ],
)
def test_words_lead_to_the_source_they_were_written_with(words: str, received: str) -> None:
    source = source_of(PAGE, "gbk")
    at = source.text.index(words)
    start, end = source.offsets.span(at, at + len(words))
    assert source.received[start:end].decode("gbk") == received
    assert source.offsets.back(start, end) == (at, at + len(words))


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>改造棚户区<del>1200</del>1300户，其中<s>99</s>380户完工。</p>", "改造棚户区1300户，其中380户完工。"),
        ("<p>A&amp;B &lt;3&gt; &#40548;&#x58C1;&nbsp;市</p>", "A&B <3> 鹤壁\xa0市"),
        ("<p>增长 <b>3</b> 万</p>", "增长 3 万"),
        ("<p>甲<p>乙<div>丙</div>丁", "甲\n乙\n丙\n丁"),
        ("<pre>甲\n  乙</pre>", "甲\n  乙"),
        ("<p>甲<!-- 注释 --><script>x</script>乙", "甲乙"),
        ("<p>x < y & z</p>", "x < y & z"),
        ("<p>没有<b>关闭", "没有关闭"),
        ("<p hidden>藏</p><p style='display: none'>藏</p><p>露。</p>", "露。"),
        ("<table><tr><td><table><tr><td>正文一。</td></tr></table></td></tr></table>", "正文一。"),
        ("<form><div>整页都在表单里。</div></form>", "整页都在表单里。"),
        ("</body></html><p>后面的正文。</p>", "后面的正文。"),
    ],
)
def test_markup(page: str, text: str) -> None:
    assert source_of(page).text == text


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta name="ArticleTitle" content="公报"><title>x</title>', "title", "公报"),
        ('<meta property="og:title" content="公报&amp;说明">', "title", "公报&说明"),
        ("<title>清河县公报-清河县政府网</title>", "title", "清河县公报"),
        ("<title>2020—2021年公报</title>", "title", "2020—2021年公报"),
        ('<meta name="PubDate" content="2021-02-28 10:00">', "published", "2021-02-28"),
        ('<meta name="ContentSource" content="清河日报">', "publisher", "清河日报"),
        ('<link rel="canonical" href="https://example.org/1.html">', "url", "https://example.org/1.html"),
        ('<script type="application/ld+json">{"headline": "公报", "datePublished": "2021-03"}</script>', "published", "2021-03"),
        ('<script type="application/ld+json">' + "[" * 50_000 + "</script>", "published", None),
    ],
)
def test_what_the_head_states(head: str, field: str, value: str | None) -> None:
    assert getattr(source_of(f"<head>{head}</head><body><p>正文。</p>").metadata, field) == value


def test_a_note_on_data_is_no_imprint() -> None:
    source = source_of("<p>正文说了一句话。</p><p>数据来源：统计局年鉴</p>")
    assert source.metadata.publisher is None
    assert "数据来源" in source.text


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(InputError, match="holds no text"):
        source_of("<html><script>x</script><nav></nav></html>")


HOSTILE = {
    "nested": "<div>" * 40_000 + "终。",
    "never opened": "<b>" * 40_000 + "终。" + "</i>" * 40_000,
    "angles": "<" * 400_000 + "终。",
    "open tag": "<p>终。" + "<a " * 200_000,
    "quotes": "<p>终。" + "<a b='" * 200_000,
    "entities": "<p>终。" + "&" * 400_000,
    "comments": "<p>终。" + "<!--" * 200_000,
    "cells": "<table><td>" * 20_000 + "终。" + "</x>" * 40_000,
    "misnested": "<p><span><div>终。</p></table>" * 15_000,
    "attributes": "<div " + "a " * 200_000 + ">终。</div>",
    "links": "<a>文</a>" * 30_000 + "<p>终。</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_is_read_in_linear_time(name: str) -> None:
    started = time.process_time()
    assert "终。" in source_of(HOSTILE[name]).text
    assert time.process_time() - started < 8


def test_a_page_of_more_elements_than_a_page_has_is_refused() -> None:
    with pytest.raises(InputError, match="elements"):
        source_of("<b>" * 400_001)


def test_a_short_page_that_a_table_lays_out_keeps_its_lines() -> None:
    page = (
        "<TABLE><TR><TD>导航<BR><A HREF=1>信箱</A></TD><TD><CENTER>2020年政府工作报告</CENTER><BR>发布时间：2020-01-20　来源：云溪县政府办<BR>"
        "云溪县县长　周晓禾<BR><BR>　　各位代表：<BR>　　2019年，全县新建学校3所。</TD></TR></TABLE>"
    )
    lines = [line.strip() for line in source_of(page).text.split("\n")]
    assert lines[-3:] == ["云溪县县长　周晓禾", "各位代表：", "2019年，全县新建学校3所。"]


def test_a_cell_of_two_lines_is_a_cell() -> None:
    assert source_of("<table><tr><td>合计<br>（户）</td><td>12</td></tr></table>").text == "合计 （户）\t12"


def test_readings_above_characters_are_no_text() -> None:
    assert source_of("<p><ruby>亳<rp>（</rp><rt>bó</rt><rp>）</rp></ruby>州市新增就业1200人。</p>").text == "亳州市新增就业1200人。"


@pytest.mark.parametrize("day", ["2020年05月18日　星期一", "2020-05-18 星期一", "2020年05月18日（周一）", "2020-05-18 星期一 09:30"])
def test_a_day_of_the_week_publishes_nothing(day: str) -> None:
    stated = source_of(f"<title>云溪日报数字报</title><h2>学校建成</h2><div class='date'>{day}</div><p>新建学校3所。</p>").metadata
    assert (stated.title, stated.published, stated.publisher) == ("学校建成", "2020-05-18", None)


def test_a_page_without_headline_has_the_title_of_its_head() -> None:
    assert source_of("<title>学校建成_云溪县政府网</title><h2>一、概况</h2><p>新建学校3所。</p>").metadata.title == "学校建成"
