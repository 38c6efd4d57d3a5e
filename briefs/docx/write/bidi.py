"""The Unicode Bidirectional Algorithm (UAX #9) for one paragraph, with isolates from markup.

Word does not find out by itself which characters run from right to left: each run has to say so.
Content holds no embedding controls, so every isolate is one sequence, and X2 to X5 never apply.
"""

from itertools import groupby
from unicodedata import bidirectional

LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"
DEEPEST = 125
NEUTRAL = frozenset({"B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"})
STRONG = frozenset({"L", "R", "AL"})
# Where Unicode says that a bracket is another one (BD16).
SAME = str.maketrans("\u2329\u232a", "\u3008\u3009")
PAIRS = (
    "()[]{}⁅⁆⁽⁾₍₎⌈⌉⌊⌋❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⸢⸣⸤⸥⸦⸧⸨⸩"
    "\u3008\u3009《》「」『』【】〔〕〖〗〘〙〚〛（）［］｛｝"
)
CLOSING = dict(zip(PAIRS[::2], PAIRS[1::2], strict=True))
OPENING = {close: opening for opening, close in CLOSING.items()}


def right_to_left(text: str, rtl: bool) -> list[bool]:
    """Which characters of a paragraph need `w:rtl`: letters that run leftwards and the numbers
    among them. A number after a left-to-right word belongs to that word (W7)."""
    levels, kinds = resolve(text, rtl)
    return [
        level % 2 == 1 or (level > 0 and kind in ("EN", "AN"))
        for level, kind in zip(levels, kinds, strict=True)
    ]


def resolve(text: str, rtl: bool) -> tuple[list[int], list[str]]:
    """The embedding level of each character, and the type as which it was resolved."""
    original = [bidirectional(letter) or "L" for letter in text]
    kinds = list(original)
    levels = [int(rtl)] * len(text)
    for level, sequence in sequences(original, int(rtl)):
        edge = "R" if level % 2 else "L"
        weak(sequence, kinds, edge)
        brackets(text, sequence, (original, kinds), edge)
        neutral(sequence, kinds, edge)
        for index in sequence:
            levels[index] = level + raised(kinds[index], level)
    follow(original, levels, int(rtl))
    reset(original, levels, int(rtl))
    return levels, kinds


def raised(kind: str, level: int) -> int:
    """By how much a character's level lies over that of its sequence (I1, I2)."""
    if level % 2:
        return int(kind in ("L", "EN", "AN"))
    return {"R": 1, "EN": 2, "AN": 2}.get(kind, 0)


def sequences(kinds: list[str], base: int) -> list[tuple[int, list[int]]]:
    """The isolating run sequences: the paragraph and the inside of each isolate (X5a to X10).

    An isolate's marks belong to the sequence around it. What the algorithm takes no notice of
    (`BN`, X9) belongs to none.
    """
    found: list[tuple[int, list[int]]] = [(base, [])]
    open_ones = [found[0]]
    for index, kind in enumerate(kinds):
        if kind == "PDI" and len(open_ones) > 1:
            open_ones.pop()
        if kind != "BN":
            open_ones[-1][1].append(index)
        if kind in ("LRI", "RLI"):
            level = open_ones[-1][0]
            inside = level + 1 + int((level + 1) % 2 != int(kind == "RLI"))
            if inside > DEEPEST:
                raise ValueError("isolates are nested too deeply")
            found.append((inside, []))
            open_ones.append(found[-1])
    return found


def weak(sequence: list[int], kinds: list[str], edge: str) -> None:
    """Marks, numbers and their separators (W1 to W7), in place."""
    before = edge
    for index in sequence:
        if kinds[index] == "NSM":
            kinds[index] = "ON" if before in ("LRI", "RLI", "FSI", "PDI") else before
        before = kinds[index]
    strong = edge
    for index in sequence:
        if kinds[index] in STRONG:
            strong = kinds[index]
        elif kinds[index] == "EN" and strong == "AL":
            kinds[index] = "AN"
    for index in sequence:
        if kinds[index] == "AL":
            kinds[index] = "R"
    separators(sequence, kinds)
    strong = edge
    for index in sequence:
        if kinds[index] in STRONG:
            strong = kinds[index]
        elif kinds[index] == "EN" and strong == "L":
            kinds[index] = "L"


def separators(sequence: list[int], kinds: list[str]) -> None:
    """A separator between two numbers, a sign beside one, joins them (W4 to W6)."""
    for before, index, after in zip(sequence, sequence[1:], sequence[2:], strict=False):
        if kinds[before] == kinds[after] and (
            (kinds[index] in ("ES", "CS") and kinds[before] == "EN")
            or (kinds[index] == "CS" and kinds[before] == "AN")
        ):
            kinds[index] = kinds[before]
    place = 0
    for kind, group in groupby([kinds[index] for index in sequence]):
        length = len(list(group))
        sides = sequence[max(place - 1, 0) : place] + sequence[place + length : place + length + 1]
        if kind == "ET" and any(kinds[side] == "EN" for side in sides):
            for index in sequence[place : place + length]:
                kinds[index] = "EN"
        place += length
    for index in sequence:
        if kinds[index] in ("ES", "ET", "CS"):
            kinds[index] = "ON"


def brackets(text: str, sequence: list[int], types: tuple[list[str], list[str]], edge: str) -> None:
    """Both brackets of a pair take the direction of what they hold, or of what precedes (N0)."""
    original, kinds = types
    for opening, closing in pairs(text, sequence, kinds):
        inside = {direction(kinds[index]) for index in sequence[opening + 1 : closing]} - {""}
        if not inside:
            continue
        chosen = edge
        if edge not in inside:
            earlier = (direction(kinds[index]) for index in reversed(sequence[:opening]))
            chosen = next((found for found in earlier if found), edge)
        for place in (opening, closing):
            kinds[sequence[place]] = chosen
            for index in sequence[place + 1 :]:
                if original[index] != "NSM":
                    break
                kinds[index] = chosen


def pairs(text: str, sequence: list[int], kinds: list[str]) -> list[tuple[int, int]]:
    """The bracket pairs of a sequence, as places in it, in the order of their openings (BD16)."""
    found: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for place, index in enumerate(sequence):
        letter = text[index].translate(SAME)
        if kinds[index] != "ON":
            continue
        if letter in CLOSING:
            if len(waiting) == 63:
                return []
            waiting.append((letter, place))
        elif letter in OPENING:
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == OPENING[letter]:
                    found.append((waiting[depth][1], place))
                    del waiting[depth:]
                    break
    return sorted(found)


def direction(kind: str) -> str:
    """The direction for which a type counts among neutrals: numbers count as right to left."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "")


def neutral(sequence: list[int], kinds: list[str], edge: str) -> None:
    """Neutrals between the same direction take it; others that of the sequence (N1, N2)."""
    place = 0
    for is_neutral, group in groupby([kinds[index] in NEUTRAL for index in sequence]):
        length = len(list(group))
        if is_neutral:
            end = place + length
            before = direction(kinds[sequence[place - 1]]) if place else edge
            after = direction(kinds[sequence[end]]) if end < len(sequence) else edge
            for index in sequence[place:end]:
                kinds[index] = before if before == after else edge
        place += length


def follow(original: list[str], levels: list[int], base: int) -> None:
    """What belongs to no sequence, such as a joiner, goes with the character before it."""
    for index, kind in enumerate(original):
        if kind == "BN":
            levels[index] = levels[index - 1] if index else base


def reset(original: list[str], levels: list[int], base: int) -> None:
    """Tabs, and white space before them or at the end, stand at the paragraph's level (L1)."""
    at_end = True
    for index in range(len(original) - 1, -1, -1):
        kind = original[index]
        if kind in ("S", "B"):
            at_end = True
        elif kind not in ("WS", "LRI", "RLI", "FSI", "PDI", "BN"):
            at_end = False
        if at_end:
            levels[index] = base
