"""Reads the text of a YAML file into values with their places, and reports what cannot be read."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from briefs.content.yaml_cut import without_faults
from briefs.content.yaml_file import KeyPath, LocatedStr, Place, YamlFile
from briefs.limits import (
    DEEPEST_NESTING,
    LARGEST_FILE,
    LONGEST_NUMBER,
    LONGEST_TEXT,
    MOST_IN_A_FILE,
)
from briefs.messages import counted
from briefs.problems import Message, Problem, fill

# C0 and C1 controls, surrogates and non-characters break XML. Bidi controls reorder the displayed
# text invisibly (markup sets the direction). A BOM inside a text has no meaning. NEL, U+2028 and
# U+2029 are line ends in YAML and nowhere else, so they would shift all line numbers.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
STAND_IN = "\u2060"  # as long as a forbidden character, so that places stay, and no space
# More marks on one letter than fonts can place, and layout engines can bear.
PILED_MARKS = re.compile("[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]{9,}")
INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")
CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}
ARABIC_COMMA = re.compile("[،؛]")
# A comment of a person stands after two spaces, and after another space: `FR  # not yet`.
CUT_BY_COMMENT = re.compile(r"( +)#( ?)([^\n]*)")


@dataclass
class NodeReader:
    """Converts the nodes of a file to values and collects their places and problems."""

    file: str
    text: str = field(repr=False)
    has_stand_ins: bool = False  # the letters that stand in for forbidden ones
    problems: list[Problem] = field(default_factory=list)
    places: dict[KeyPath, Place] = field(default_factory=dict)
    keys: dict[KeyPath, Place] = field(default_factory=dict)
    comments: dict[KeyPath, tuple[Place, str]] = field(default_factory=dict)

    def value(self, node: yaml.Node, path: KeyPath, address: str) -> Any:
        """Return the value of a node, given its path of keys and the path of texts inside it."""
        self.places[path] = place_of(node)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path, address)
        if isinstance(node, yaml.SequenceNode):
            return [
                self.value(item, (*path, index), f"{address}/{name_of(item, index)}")
                for index, item in enumerate(self.items(node))
            ]
        return self.scalar(node, path, address) if isinstance(node, yaml.ScalarNode) else None

    def mapping(self, node: yaml.MappingNode, path: KeyPath, address: str) -> dict[str, Any]:
        """Return the value of a mapping; a repeated key is a problem and its value is ignored."""
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            place = place_of(key_node)
            key = self.without_forbidden(key, place)
            if key in values:
                message = fill("the key “{key}” stands twice in this mapping", key=key)
                hint = fill("keep one of the two; YAML would silently use the last")
                self.report(place, "yaml-duplicate-key", message, hint)
                continue
            self.keys[(*path, key)] = place
            values[key] = self.value(value_node, (*path, key), f"{address}/{key}")
        return values

    def items(self, node: yaml.SequenceNode) -> Iterator[yaml.Node]:
        """Yield the items of a list; those that only an Arabic comma parts are parted there."""
        for item in node.value:
            plain = isinstance(item, yaml.ScalarNode) and not item.style
            comma = ARABIC_COMMA.search(item.value) if node.flow_style and plain else None
            if not comma:
                yield item
                continue
            line, column = place_of(item)
            message = fill("an Arabic comma does not part the entries of a list")
            parts = [part.strip() for part in ARABIC_COMMA.split(item.value)]
            hint = fill(
                "write {list} with Latin commas, or put the entry in quotation marks",
                list=f"[{', '.join(parts)}]",
            )
            self.report((line, column + comma.start()), "comma-arabic", message, hint)
            for part in parts:
                yield yaml.ScalarNode(item.tag, part, item.start_mark, item.end_mark)

    def scalar(self, node: yaml.ScalarNode, path: KeyPath, address: str) -> Any:
        """Return the value of a scalar: a number, true, false or null if unquoted, else a text."""
        word, place = node.value, place_of(node)
        if not node.style:
            self.note_comment(node, path)
            if word in CONSTANTS:
                return CONSTANTS[word]
            number = INTEGER.fullmatch(word) or DECIMAL.fullmatch(word)
            if number and len(word) > LONGEST_NUMBER:
                self.report_number(word, place)
                return 0
            if number:
                return float(word) if "." in word else int(word)
        word = self.without_forbidden(word, place)
        return LocatedStr.at(self.shortened(word, place), address, self.file, place)

    def note_comment(self, node: yaml.ScalarNode, path: KeyPath) -> None:
        """Keep the comment after a plain value, if it does not look like one."""
        end = node.end_mark
        cut = CUT_BY_COMMENT.match(self.text, end.index) if end else None
        if end and cut and (len(cut[1]) == 1 or not cut[2] or not node.value):
            sign = (end.line + 1, end.column + 1 + len(cut[1]))
            self.comments[path] = (sign, f"#{cut[2]}{cut[3]}".strip())

    def report_number(self, word: str, place: Place) -> None:
        """Report a number with too many digits."""
        message = counted(
            "a number of {count} character; {most} are the most",
            "a number of {count} characters; {most} are the most",
            count=len(word),
            most=LONGEST_NUMBER,
        )
        hint = fill("is it a number? a text of digits stands in quotation marks")
        self.report(place, "out-of-range", message, hint)

    def shortened(self, word: str, place: Place) -> str:
        """Return a text of bearable length, with no more marks on a letter than fonts can place."""
        if len(word) > LONGEST_TEXT:
            message = counted(
                "a text of {count} character; {most} are the most",
                "a text of {count} characters; {most} are the most",
                count=len(word),
                most=LONGEST_TEXT,
            )
            hint = fill("is a quotation mark missing? divide the text, or shorten it")
            self.report(place, "text-too-large", message, hint)
            word = word[:LONGEST_TEXT]
        if PILED_MARKS.search(word):
            message = fill("more than eight vowel signs or accents stand on one letter")
            hint = fill("delete those that are repeated")
            self.report(place, "marks-piled", message, hint)
            word = PILED_MARKS.sub("", word)
        return word

    def without_forbidden(self, word: str, place: Place) -> str:
        """Report a forbidden character that an escape such as `"\\u202e"` stands for."""
        if self.has_stand_ins:
            word = word.replace(STAND_IN, "")
        found = FORBIDDEN.search(word)
        if found is None:
            return word
        self.problems.append(forbidden_problem(found.group(), self.file, place))
        return FORBIDDEN.sub("", word)

    def report(self, place: Place, code: str, message: Message, hint: Message) -> None:
        """Add a problem at a place."""
        self.problems.append(Problem(self.file, *place, code, message, hint))


def place_of(part: yaml.Node | yaml.Event) -> Place:
    """Return the place of a node or an event of the parser."""
    mark = part.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def name_of(node: yaml.Node, index: int) -> str:
    """Return the name of a list item in paths: its id, which is stable, or else its index."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == "id" and isinstance(value, yaml.ScalarNode):
                return str(value.value)
    return str(index)


def parse_yaml(text: str, file: str, prefix: str) -> tuple[YamlFile | None, list[Problem]]:
    """Parse the text of a file; return None where nothing of it can be read, and the problems.

    `prefix` is the first part of the path of every text, such as `articles/ecci`. Faulty parts are
    left out, so that one fault does not hide another.
    """
    if len(text) > LARGEST_FILE:
        message = fill(
            "the file has {count:,} characters; {most:,} is the most",
            count=len(text),
            most=LARGEST_FILE,
        )
        hint = fill("divide the article, or delete what does not belong to it")
        return None, [Problem(file, 1, 1, "file-too-large", message, hint)]
    problems = [*forbidden_characters(text, file)]
    cut = without_faults(FORBIDDEN.sub(STAND_IN, text), file)
    problems += cut.problems
    if cut.deep:
        message = fill("nested deeper than {most} levels", most=DEEPEST_NESTING)
        hint = fill("delete the brackets that are not needed")
        return None, [*problems, Problem(file, *cut.deep, "yaml-too-deep", message, hint)]
    text, alias_problems = without_aliases(cut.text, file)
    problems += alias_problems
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    if node is None:
        hint = fill("write its keys, or delete the file")
        return None, problems or [
            Problem(file, 1, 1, "yaml-empty", fill("the file is empty"), hint)
        ]
    reader = NodeReader(file, text, bool(problems))
    data = reader.value(node, (), prefix)
    places = (reader.places, reader.keys, prefix, cut.keys, cut.ids, reader.comments)
    return YamlFile(file, data, *places), one_a_line([*problems, *reader.problems])


def one_a_line(problems: list[Problem]) -> list[Problem]:
    """Return the first problem of each code and message in a line, and not too many of a code."""
    first: dict[tuple[str, int, str], Problem] = {}
    counts: Counter[str] = Counter()
    for problem in problems:
        key = (problem.code, problem.line, problem.message)
        if key not in first and counts[problem.code] < MOST_IN_A_FILE:
            counts[problem.code] += 1
            first[key] = problem
    return list(first.values())


def forbidden_characters(text: str, file: str) -> Iterator[Problem]:
    """Yield a problem for the first of each forbidden character in a line of a file."""
    count = 0
    if not FORBIDDEN.search(text.replace("\r\n", "\n")):
        return
    for number, line in enumerate(text.split("\n"), 1):
        seen: dict[str, int] = {}
        for match in FORBIDDEN.finditer(line.removesuffix("\r")):
            seen.setdefault(match.group(), match.start() + 1)
        for letter, column in seen.items():
            yield forbidden_problem(letter, file, (number, column))
            count += 1
            if count == MOST_IN_A_FILE:
                return


def forbidden_problem(letter: str, file: str, place: Place) -> Problem:
    """Return the problem of a forbidden character."""
    message = fill("the character {code} is not allowed in content", code=f"U+{ord(letter):04X}")
    hint = fill("delete it; the direction of a text is set by its language, never by a character")
    if letter == "\ufeff":
        hint = fill("save the file as “UTF-8”, not as “UTF-8 with BOM”")
    return Problem(file, *place, "forbidden-character", message, hint)


def without_aliases(text: str, file: str) -> tuple[str, list[Problem]]:
    """Return a text with `~` in place of each alias, and a problem for each."""
    if "*" not in text:
        return text, []
    problems, parts, end = [], [], 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        start, stop = event.start_mark, event.end_mark
        if isinstance(event, yaml.AliasEvent) and start and stop:
            message = fill("the alias “{name}” is not allowed", name=f"*{event.anchor}")
            hint = fill("write the value out; a text that begins with * stands in quotation marks")
            problems.append(Problem(file, *place_of(event), "yaml-alias", message, hint))
            parts += [text[end : start.index], "~".ljust(stop.index - start.index)]
            end = stop.index
    return "".join((*parts, text[end:])), problems
