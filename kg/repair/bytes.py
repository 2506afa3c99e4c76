"""Characters as the two bytes they have in GBK, user-defined area included (GB18030-2005, two-byte part)."""

from functools import lru_cache

LEADS = bytes(range(0x81, 0xFF))
TRAILS = bytes([*range(0x40, 0x7F), *range(0x80, 0xFF)])


@lru_cache(maxsize=65536)
def pair(character: str) -> bytes | None:
    """The two bytes of a character; None where it has one byte or stands outside GBK.

    >>> pair("鶴").hex(), pair("\\ue19f").hex(), pair("A")
    ('fa51', 'aec8', None)
    """
    try:
        encoded = character.encode("gb18030")
    except UnicodeEncodeError:
        return None
    return encoded if len(encoded) == 2 else None


@lru_cache(maxsize=65536)
def character(lead: int, trail: int) -> str | None:
    """The character of two bytes; None where there is none.

    >>> character(0xFA, 0x51), character(0xFA, 0x35)
    ('鶴', None)
    """
    return bytes((lead, trail)).decode("gb18030") if trail in TRAILS and lead in LEADS else None


@lru_cache(maxsize=4096)
def readable(leads: bytes, trails: bytes) -> tuple[str, ...]:
    """The characters of any of ``leads`` with any of ``trails`` that a text can have: no private use.

    >>> "浚" in readable(LEADS, bytes([0xA3])), readable(bytes([0xCA]), bytes([0xBE]))
    (True, ('示',))
    """
    found = (character(lead, trail) for lead in leads for trail in trails)
    return tuple(c for c in found if c and not "\ue000" <= c <= "\uf8ff")
