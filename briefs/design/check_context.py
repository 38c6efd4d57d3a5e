"""The names of a design that content may refer to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefs.problems import Problem


@dataclass(frozen=True)
class CheckContext:
    """The codes of languages, editions and templates that exist in a design.

    `likelihoods` holds the words for each term of likelihood, by language and term; `needs` the
    optional keys of a brief that each template cannot do without; `problems` are those of the
    design itself.
    """

    languages: tuple[str, ...]
    editions: tuple[str, ...]
    templates: tuple[str, ...]
    likelihoods: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    needs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def text_form(self) -> str:
        """How a text is written in all languages, for hints: `{en: …, ar: …}`."""
        return "{" + ", ".join(f"{language}: …" for language in self.languages) + "}"
