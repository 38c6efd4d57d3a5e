"""The Unicode Bidirectional Algorithm (UAX #9) for one paragraph, with isolates from markup.

Word does not find out by itself which characters run from right to left: each run has to say so.
Content holds no embedding controls, so that every isolate is one sequence, and rules X2 to X5 never
apply.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TypeVar
from unicodedata import bidirectional

LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"
DEEPEST = 125  # embedding level (BD2)
MOST_OPEN = 63  # brackets (BD16)
ISOLATES = frozenset({"LRI", "RLI", "FSI", "PDI"})
NEUTRAL = ISOLATES | {"B", "S", "WS", "ON"}
STRONG = frozenset({"L", "R", "AL"})
# Where Unicode says that a bracket is another one (BD16).
SAME = str.maketrans("\u2329\u232a", "\u3008\u3009")
PAIRS = (
    "()[]{}⁅⁆⁽⁾₍₎⌈⌉⌊⌋❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⸢⸣⸤⸥⸦⸧⸨⸩"
    "\u3008\u3009《》「」『』【】〔〕〖〗〘〙〚〛（）［］｛｝"
)
CLOSING = dict(zip(PAIRS[::2], PAIRS[1::2], strict=True))
OPENING = {close: opening for opening, close in CLOSING.items()}
# Letters below Hebrew, and the blocks of punctuation and symbols without marks of direction.
LEFT_TO_RIGHT = re.compile("[\u0000-\u058f\u2010-\u2027\u202f-\u2065\u2070-\u2bff]*")
T = TypeVar("T")


def right_to_left(text: str, rtl: bool) -> list[bool]:
    """Return for each character of a paragraph whether its run needs `w:rtl`.

    These are letters that run leftwards and the numbers among them; a number after a left-to-right
    word belongs to that word (W7). Without a letter of that kind, and without isolates, there are
    none in a paragraph that runs rightwards.
    """
    if not rtl and LEFT_TO_RIGHT.fullmatch(text):
        return [False] * len(text)
    return [
        level % 2 == 1 or (level > 0 and kind in ("EN", "AN"))
        for level, kind in zip(*resolve(text, rtl), strict=True)
    ]


def resolve(text: str, rtl: bool) -> tuple[list[int], list[str]]:
    """Return the embedding level of each character, and the type as which it was resolved."""
    original = [bidirectional(letter) or "L" for letter in text]
    kinds = list(original)
    levels = [int(rtl)] * len(text)
    for level, sequence in sequences(original, int(rtl)):
        edge = "R" if level % 2 else "L"
        resolve_weak(sequence, kinds, edge)
        resolve_brackets(text, sequence, (original, kinds), edge)
        resolve_neutral(sequence, kinds, edge)
        for index in sequence:
            levels[index] = level + raised(kinds[index], level)
    reset_levels(original, levels, int(rtl))
    return levels, kinds


def raised(kind: str, level: int) -> int:
    """Return how much a character's level is above that of its sequence (I1, I2)."""
    if level % 2:
        return int(kind in ("L", "EN", "AN"))
    return {"R": 1, "EN": 2, "AN": 2}.get(kind, 0)


def sequences(kinds: list[str], base: int) -> list[tuple[int, list[int]]]:
    """Return the isolating run sequences, each as its level and indices (X5a to X10).

    These are the paragraph and the inside of each isolate; the marks of an isolate belong to the
    sequence around it. Characters that the algorithm ignores (`BN`, X9) belong to none.
    """
    complete: list[tuple[int, list[int]]] = [(base, [])]
    unclosed = [complete[0]]
    for index, kind in enumerate(kinds):
        if kind == "PDI" and len(unclosed) > 1:
            unclosed.pop()
        level, sequence = unclosed[-1]
        if kind != "BN":
            sequence.append(index)
        if kind in ("LRI", "RLI"):
            inside = level + 1 + int((level + 1) % 2 != int(kind == "RLI"))
            if inside > DEEPEST:
                raise ValueError("isolates are nested too deeply")
            complete.append((inside, []))
            unclosed.append(complete[-1])
    return complete


def stretches(values: Iterable[T]) -> Iterator[tuple[T, int, int]]:
    """Yield each stretch of equal values as the value, its start and its end."""
    start = 0
    for value, group in groupby(values):
        end = start + len(list(group))
        yield value, start, end
        start = end


def resolve_weak(sequence: list[int], kinds: list[str], edge: str) -> None:
    """Resolve marks, numbers and their separators in `kinds` (W1 to W7)."""
    before = strong = edge
    for index in sequence:
        if kinds[index] == "NSM":
            kinds[index] = "ON" if before in ISOLATES else before
        before = kinds[index]
    for index in sequence:
        if kinds[index] in STRONG:
            strong = kinds[index]
        elif kinds[index] == "EN" and strong == "AL":
            kinds[index] = "AN"
    for index in sequence:
        if kinds[index] == "AL":
            kinds[index] = "R"
    resolve_separators(sequence, kinds)
    strong = edge
    for index in sequence:
        if kinds[index] in STRONG:
            strong = kinds[index]
        elif kinds[index] == "EN" and strong == "L":
            kinds[index] = "L"


def resolve_separators(sequence: list[int], kinds: list[str]) -> None:
    """Make a separator between two numbers, or a sign beside one, part of them (W4 to W6)."""
    for before, index, after in zip(sequence, sequence[1:], sequence[2:], strict=False):
        joining = {"EN": ("ES", "CS"), "AN": ("CS",)}.get(kinds[before], ())
        if kinds[before] == kinds[after] and kinds[index] in joining:
            kinds[index] = kinds[before]
    for kind, start, end in stretches([kinds[index] for index in sequence]):
        beside = sequence[max(start - 1, 0) : start] + sequence[end : end + 1]
        if kind == "ET" and any(kinds[index] == "EN" for index in beside):
            for index in sequence[start:end]:
                kinds[index] = "EN"
    for index in sequence:
        if kinds[index] in ("ES", "ET", "CS"):
            kinds[index] = "ON"


def resolve_brackets(
    text: str, sequence: list[int], types: tuple[list[str], list[str]], edge: str
) -> None:
    """Give both brackets of a pair the direction of what they hold, or of what precedes (N0)."""
    original, kinds = types
    for opening, closing in bracket_pairs(text, sequence, kinds):
        inside = {direction(kinds[index]) for index in sequence[opening + 1 : closing]} - {""}
        if not inside:
            continue
        chosen = edge
        if edge not in inside:
            earlier = (direction(kinds[index]) for index in reversed(sequence[:opening]))
            chosen = next(filter(None, earlier), edge)
        for bracket in (opening, closing):
            kinds[sequence[bracket]] = chosen
            for index in sequence[bracket + 1 :]:
                if original[index] != "NSM":
                    break
                kinds[index] = chosen


def bracket_pairs(text: str, sequence: list[int], kinds: list[str]) -> list[tuple[int, int]]:
    """Return the bracket pairs of a sequence as positions in it, by their openings (BD16)."""
    pairs: list[tuple[int, int]] = []
    unclosed: list[tuple[str, int]] = []
    for position, index in enumerate(sequence):
        letter = text[index].translate(SAME)
        if kinds[index] != "ON":
            continue
        if letter in CLOSING:
            if len(unclosed) == MOST_OPEN:
                return []
            unclosed.append((letter, position))
        elif letter in OPENING:
            for depth in range(len(unclosed) - 1, -1, -1):
                if unclosed[depth][0] == OPENING[letter]:
                    pairs.append((unclosed[depth][1], position))
                    del unclosed[depth:]
                    break
    return sorted(pairs)


def direction(kind: str) -> str:
    """Return the direction that a type has for neutrals; numbers count as right to left."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "")


def resolve_neutral(sequence: list[int], kinds: list[str], edge: str) -> None:
    """Give neutrals the direction on both sides of them, or that of the sequence (N1, N2)."""
    for is_neutral, start, end in stretches([kinds[index] in NEUTRAL for index in sequence]):
        if is_neutral:
            before = direction(kinds[sequence[start - 1]]) if start else edge
            after = direction(kinds[sequence[end]]) if end < len(sequence) else edge
            for index in sequence[start:end]:
                kinds[index] = before if before == after else edge


def reset_levels(original: list[str], levels: list[int], base: int) -> None:
    """Set the levels of ignored characters (X9), tabs and white space at the end of lines (L1).

    What belongs to no sequence, such as a joiner, has the level of the character before it. Tabs,
    and white space before them or at the end, have the level of the paragraph.
    """
    for index, kind in enumerate(original):
        if kind == "BN":
            levels[index] = levels[index - 1] if index else base
    at_end = True
    for index, kind in reversed(list(enumerate(original))):
        at_end = kind in ("S", "B") or (at_end and kind in ISOLATES | {"WS", "BN"})
        if at_end:
            levels[index] = base
