"""Mentions become claims: each number with metric, place, period, programme, speaker, and whether it repeats an earlier one."""

from kg.claims.assembly import find_claims
from kg.claims.crediting import Crediting
from kg.claims.doubting import doubted
from kg.claims.losing import intact
from kg.claims.placing import Placing

__all__ = ["Crediting", "Placing", "doubted", "find_claims", "intact"]
