"""An error of PyYAML with the text around it, as the rules of `yaml_syntax` ask for it."""

from dataclasses import dataclass
from functools import cached_property

import yaml

from briefs.content.yaml_file import Place
from briefs.problems import Message

Finding = tuple[Place, str, Message, Message]  # place, code, message, hint

OPENING = (yaml.FlowMappingStartToken, yaml.FlowSequenceStartToken)
CLOSING = (yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)


@dataclass(frozen=True)
class SyntaxFault:
    """An error of PyYAML, with the text in which it was found."""

    error: yaml.MarkedYAMLError
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.split("\n")

    @property
    def what(self) -> str:
        """PyYAML's words for the error."""
        return str(self.error.problem or "")

    @cached_property
    def place(self) -> Place:
        """The line and column at which reading stopped, on the last line that has anything."""
        mark = self.error.problem_mark or self.error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        if line >= len(self.lines) or not self.lines[line].strip():
            while line > 0 and (line >= len(self.lines) or not self.lines[line].strip()):
                line -= 1
            column = max(len(self.lines[line].rstrip()) - 1, 0)
        return line + 1, column + 1

    @property
    def opened(self) -> Place:
        """The line and column at which what could not be read began."""
        mark = self.error.context_mark or self.error.problem_mark
        return (mark.line + 1, mark.column + 1) if mark else (1, 1)

    @property
    def line(self) -> str:
        """The line at which reading stopped."""
        return self.lines[self.place[0] - 1]

    @property
    def letter(self) -> str:
        """The character at which reading stopped."""
        return self.line[self.place[1] - 1 : self.place[1]]

    @cached_property
    def tokens(self) -> list[yaml.Token]:
        """The tokens before the error that matter here: quoted texts and brackets."""
        wanted: list[yaml.Token] = []
        try:
            for token in yaml.scan(self.text, Loader=yaml.CSafeLoader):
                if token.start_mark.line + 1 > self.place[0]:
                    break
                if isinstance(token, (*OPENING, *CLOSING)) or getattr(token, "style", None):
                    wanted.append(token)
        except yaml.YAMLError:
            pass
        return wanted

    @property
    def quoted(self) -> yaml.ScalarToken | None:
        """The last text in quotation marks that was read before the error."""
        quoted = (
            token
            for token in reversed(self.tokens)
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"')
        )
        return next(quoted, None)

    @property
    def open_bracket(self) -> Place | None:
        """The line and column of the innermost bracket that is open at the error."""
        opened: list[Place] = []
        for token in self.tokens:
            if isinstance(token, OPENING):
                opened.append((token.start_mark.line + 1, token.start_mark.column + 1))
            elif isinstance(token, CLOSING) and opened:
                opened.pop()
        return opened[-1] if opened else None
