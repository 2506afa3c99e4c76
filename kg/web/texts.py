"""The words of the pages, in both languages."""

TEXTS = {
    "title": ("谁说的", "Whoclaims"),
    "tagline": ("中文公开报道里谁就什么说了什么，每条都能回到原文", "Who claimed what in Chinese official reporting, every claim beside its passage"),
    "queries": ("查询", "Queries"),
    "editor": ("SPARQL", "SPARQL"),
    "interface": ("接口", "API"),
    "other": ("English", "中文"),
    "ask": ("查询", "Ask"),
    "required": ("必填", "required"),
    "for_example": ("如", "such as"),
    "nothing": ("没有结果。", "No rows."),
    "nothing_next": ("去掉一个条件，或换一个名称。", "Leave out a condition, or try another name."),
    "rows": ("第 {first}–{last} 行", "rows {first}–{last}"),
    "next": ("后一页", "next page"),
    "previous": ("前一页", "previous page"),
    "as": ("取走", "take it as"),
    "query_text": ("这个查询的 SPARQL", "this query in SPARQL"),
    "candidates": ("指的是哪一个？", "Which one is meant?"),
    "nearest": ("最接近的有", "Nearest"),
    "details": ("字节、编号等其余各列见 CSV、JSON。", "The remaining columns are in CSV and JSON."),
    "examples": ("命名查询作为例子", "named queries as examples"),
    "no_script": ("没有 JavaScript 时，在这里写查询。", "Without JavaScript, write the query here."),
    "its_claims": ("有关的说法", "its claims"),
    "run": ("运行", "Run"),
    "format": ("格式", "Format"),
    "download": ("取走说法", "Take the claims"),
    "download_hint": ("全部，或其中一部分；按一种格式取。", "All of them, or a part; in one of these formats."),
    "claims_as": ("这些说法", "these claims as"),
    "iri": ("名称、代码或 IRI", "label, code or IRI"),
    "string": ("文字", "text"),
    "integer": ("整数", "whole number"),
    "date": ("日期", "date"),
    "period": ("期间，如 2016/2020", "period, such as 2016/2020"),
}  # fmt: skip
PARAMETERS = {
    "person": ("人物", "person"), "metric": ("指标", "metric"), "place": ("地区", "place"), "programme": ("计划", "programme"),
    "document": ("文献", "document"), "voice": ("口吻", "voice"), "claim": ("说法", "claim"), "post": ("职务", "post"),
    "body": ("单位", "body"), "period": ("期间", "period"), "published": ("发布日期", "published"), "date": ("日期", "date"), "year": ("年份", "year"), "text": ("文字", "text"),
    "phrase": ("词句", "phrase"), "publisher": ("发布者", "publisher"), "kind": ("性质", "kind"), "least": ("至少", "at least"),
    "source": ("未具名来源", "unnamed source"), "scheme": ("词表", "vocabulary"), "term": ("词", "term"),
}  # fmt: skip


def words(lang: str) -> dict[str, str]:
    """The words of a page in one language.

    >>> words("en")["ask"]
    'Ask'
    """
    return {name: pair[lang == "en"] for name, pair in TEXTS.items()}


def called(table: dict[str, tuple[str, str]], name: str, lang: str) -> str:
    """What a parameter is called, its own name where nobody gave it another.

    >>> called(PARAMETERS, "person", "zh"), called(PARAMETERS, "else", "zh")
    ('人物', 'else')
    """
    return table[name][lang == "en"] if name in table else name
