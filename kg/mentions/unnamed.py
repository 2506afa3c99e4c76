"""Speakers without a name: officials, experts and passers-by by what they are, and the holder of a post by the post alone."""

import re

from kg.mentions.names import HONORIFIC
from kg.mentions.speech import ADVERBIALS

_UNNAMED = re.compile(
    r"(?P<who>(?:[一-鿿、（）]{2,24}?(?:局|委|厅|部|司|科|股|室|政府|中心|院|公司|集团|处|办|会|省|市|县|区|镇|乡|街道|社|队|所|站|银行|单位|部门|企业|学校|业|科技|股份|景区|基地|园区|村|市场|项目|工程|平台|民宿|酒店|商会|协会)|园区|景区|基地|企业|公司|酒店|民宿|社区|学校|医院|村里|镇里|乡里|县里|项目)?(?:的)?(?:一位|一名|多位|几位|广大)?"
    r"(?:不愿(?:意)?(?:具名|透露姓名|公开姓名)的|匿名的?)?(?:有关|相关|主要|具体)?(?:部门)?(?:有关|相关)?(?:负责人|负责同志|工作人员|负责人士|人士|发言人|业内人士|专家们?|相关人员|(?:村|镇|乡|社区|基层|驻村|县|机关)?干部(?:群众)?|官员))"
    rf"(?P<rest>{ADVERBIALS}|[^，。；：“”]{{0,10}})$"
)
_SOMEBODY = re.compile(
    rf"(?:^|[，。；：”　]|听(?:到|见)?)(?P<who>(?:(?:另?[一两][位名]|有[位名]?|[多几数][位名]|不少|许多|部分|当地|附近|受访|被访|围观|在场|周边|过往|接受采访的){{0,3}})(?:[一-鿿]{{2,4}}(?:游客|客商))?(?:导游|讲解员|解说员|当地人|村?干部|官员|老师|医生|店员|游客|村民|居民|市民|群众|客商|业主|店主|摊主|摊贩|老?顾客|食客|旅客|农户|司机|网友|家长|老人|业内人士))(?:{ADVERBIALS}|[一-鿿]{{0,6}}地?)$"
)
# a post and the body it is held in; 局长说 alone may be anybody's
_OF_POST = re.compile(
    rf"(?:^|[，。；：”　])(?P<who>据?(?:[一-鿿](?<![他她我您你向对跟让请给由是为和与的在了])){{2,20}}?(?:副?(?:[局厅处科县市镇乡区省州旗关院校会站所队社行台馆园厂场村司署庭部]长|书记|主任|总?经理|董事长|秘书长|主席)|村支书))(?:{ADVERBIALS})$"
)
# 养殖户老杨, 村医小方, 叉车工周师傅: whom a text calls by nothing more
_CALLED = re.compile(
    rf"(?:^|[，。；：”　的])(?P<who>[一-鿿]{{0,12}}?(?:(?:户|民|农|员|主|工|师傅|司机|老板|老人|医生|村医|老师|游客|书记|主任|经理)[老小][一-鿿]|(?:户|民|农|员|主|工|手)[一-鿿](?:{HONORIFIC}|女士|先生)))(?:{ADVERBIALS})$"
)
# 青石嘉里相关负责人: a company by what it is called and nothing else
_LEADS = re.compile("[相有]关(?:负责人|负责同志|工作人员)")
_BRAND = re.compile(
    "(?:(?![在的了和与对向从据由是为个上中下内外时间后前日月年天称说也还都均已将又该并经让请使各全本我其问到会])[一-鿿]){2,8}"
)
# inside what somebody says: 局长常说, 大家都说
_SOMEBODY_ELSE = re.compile(
    rf"[“‘]?(?:我们|咱们?|俺们?)?(?:副?[县市区镇乡村局厅处科站所院校组班队]长|[村支]?支?书记|主任|老板|经理|老师|医生|大家|人家|有人|别人|专家们?|村干部|干部|游客|村民|政府|上级|领导)们?(?:{ADVERBIALS})"
)
_LONGEST = 16  # characters of what is said of somebody before 的: 熟悉情况的人士


def find_unnamed(words: str) -> tuple[int, int] | None:
    """Where who speaks stands in the words before a verb of speech, None where nobody does.

    >>> told = ("据县水利局有关负责人20日", "多位行业内的专家", "熟悉情况的人士", "云岭海关关长", "县住建局物业股负责人", "局长", "看水的老人笑着")
    >>> [words[slice(*found)] if (found := find_unnamed(words)) else None for words in told]
    ['县水利局有关负责人', '多位行业内的专家', '熟悉情况的人士', '云岭海关关长', '县住建局物业股负责人', None, None]
    """
    found = _UNNAMED.search(words) or _SOMEBODY.search(words) or _OF_POST.search(words)
    if found is None:
        return None
    start, end = found.span("who")
    cut = max(words.rfind(mark, 0, start + 1) for mark in "，。；：”　") + 1
    if words[start] == "的" or words[start - 1 : start].isdigit():
        start = cut if start - cut <= _LONGEST else start + (words[start] == "的")
    start = max(start, cut)
    if _LEADS.match(words, start) and _BRAND.fullmatch(words, cut, start):
        start = cut
    return start + words.startswith("据", start), end


def find_called(words: str) -> tuple[int, int] | None:
    """Where somebody stands who is told by a trade and called 老 or 小 with a surname, None where nobody does.

    >>> words = "养殖户老杨笑着"
    >>> words[slice(*find_called(words))], find_called("日子变小康")
    ('养殖户老杨', None)
    >>> words = "在外地务工多年的叉车工周师傅"
    >>> words[slice(*find_called(words))]
    '叉车工周师傅'
    """
    found = _CALLED.search(words)
    if found is None:
        return None
    start, end = found.span("who")
    return max(start, words.rfind("的", start, end) + 1), end


def is_somebody(words: str) -> bool:
    """Whether the words before a verb of speech tell of somebody without a name and of nothing else.

    >>> is_somebody("局长常"), is_somebody("我常")
    (True, False)
    """
    return _SOMEBODY_ELSE.fullmatch(words) is not None
