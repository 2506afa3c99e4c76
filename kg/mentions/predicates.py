"""What those do that are counted: it begins behind their name and is no part of it (8座茶楼岿然矗立, 20名茶农跟师傅学艺)."""

import re

_PREDICATE = re.compile(
    "(?<=[一-鿿”]{2})(?:"
    "流转[给到]|参股|入股|出资|像(?![章素])|宛如|宛若|犹如|如同|好似|仿佛|跟(?![踪班团])|给(?![水排养付料])|(?<![退冷忘])却|蜂拥|顺着|沿着|同台|相聚|配合(?!饲?料|比)|扫码|"
    "现场(?=[演观参签查办制展]|教学)|壮大成势|搞好|(?<!水土)保持(?!器)|作用(?=[就更很])|依旧|依然|仍[然旧]|久负|闻名|享誉|精准(?=[投发施])|(?<![厕场住哨派])所(?=在的?|[处属]的)|在(?=国内外|海内外)|"
    "正(?=加快|全力|抓紧|积极|有序|稳步|加紧)|占(?![地用道有])|中(?:已经?|共|还|现)有|经(?=[一-鿿]{2,4}后)|"
    "(?:[一-鿿]然|竞相|次第|迎风|依山|傍水)?(?:矗立|屹立|耸立|挺立|起伏|绵延|盛开|飘香|云集|如织|如潮|相望|争艳|绽放|摇曳|成荫)(?![一-鿿]))"
)
# 300名村民的就业问题, 2000亩林地的合作协议: people and land are counted, not what is theirs
_THEIRS = re.compile(
    "(?P<whose>[一-鿿]{0,4}?(?:村民|居民|群众|农户|农民|牧民|渔民|市民|老人|学生|职工|工人|员工|患者|游客|老百姓|百姓|[荒林耕草土田坡][地山坡]|茶园|果园|农田|稻田|草场|草原))的[一-鿿]{2,}"
)
_OF_PEOPLE_AND_LAND = ("名", "人", "位", "户", "亩", "公顷")


def without_predicate(words: str) -> str:
    """The words behind a number without what those do that it counts.

    >>> without_predicate("茶楼岿然矗立"), without_predicate("茶农跟师傅学艺"), without_predicate("茶厂")
    ('茶楼', '茶农', '茶厂')
    """
    found = _PREDICATE.search(words)
    return words[: found.start()] if found else words


def whose(words: str, unit: str) -> str:
    """The people or the land that words behind a number speak of, where the unit counts such: not what is theirs.

    >>> whose("村民的就业问题", "名"), whose("村民的就业问题", "个")
    ('村民', '村民的就业问题')
    """
    found = _THEIRS.fullmatch(words) if "的" in words and unit.endswith(_OF_PEOPLE_AND_LAND) else None
    return found["whose"] if found else words
