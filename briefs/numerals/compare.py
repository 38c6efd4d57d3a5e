"""The comparison of the numbers that a text claims with those of its source."""

from collections.abc import Iterable, Mapping

from briefs.numerals.digits import Kind, Number

# Kinds that need no support: either language writes or omits them as its grammar requires.
GRAMMATICAL_KINDS: frozenset[Kind] = frozenset({"one", "dual"})
# The kinds of a source's number that support a claimed number of the same value.
SUPPORTING_KINDS: Mapping[Kind, frozenset[Kind]] = {
    "count": frozenset({"count", "money", "year", "fraction", "one", "dual"}),
    "percent": frozenset({"percent"}),
    "money": frozenset({"money", "count"}),
    "ordinal": frozenset({"ordinal", "day"}),
    "fraction": frozenset({"fraction", "count"}),
    "day": frozenset({"day", "ordinal"}),
    "month": frozenset({"month"}),
    "year": frozenset({"year", "count"}),
}


def unsupported(claimed: Iterable[Number], source: Iterable[Number]) -> list[Number]:
    """Return the claimed numbers for which the source has none of the same value and a like kind.

    So neither 5%, nor Article 5, nor 5 May supports “5 states”.
    """
    available = list(source)
    return [
        claim
        for claim in claimed
        if claim.kind not in GRAMMATICAL_KINDS
        and not any(supports(number, claim) for number in available)
    ]


def supports(number: Number, claim: Number) -> bool:
    """Return whether a number of the source supports a claimed one."""
    if claim.value != number.value:
        return False
    # In Arabic, “the twentieth” is written like “the twenty”.
    tens = claim.value >= 20 and claim.value % 10 == 0
    if tens and (claim.kind, number.kind) == ("ordinal", "count"):
        return True
    return number.kind in SUPPORTING_KINDS[claim.kind]
