"""Mentions become claims: each number with metric, place, period, programme, speaker, and whether it repeats an earlier one."""

from kg.claims.assembly import find_claims
from kg.claims.doubting import doubted
from kg.claims.placing import place_of
from kg.claims.sections import REPORTS

__all__ = ["REPORTS", "doubted", "find_claims", "place_of"]
