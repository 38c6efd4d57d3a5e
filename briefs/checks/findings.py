"""What was found in each file, for a process that checks a project again and again."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from briefs.problems import Problem

Find = Callable[[set[str]], Iterable[Problem]]


@dataclass
class Findings:
    """The problems that were found in files, by what looked for them, with the key of each file.

    The key of a file has all that its problems depend on.
    """

    known: dict[str, tuple[Mapping[str, object], list[Problem]]] = field(default_factory=dict)

    def of(self, what: str, keys: Mapping[str, object], find: Find) -> list[Problem]:
        """Return the problems of all files, looked for in those alone whose key has changed.

        What `find` reports in a file that has no key is not kept: it is reported each time.
        """
        before, found = self.known.get(what, ({}, []))
        changed = {file for file, key in keys.items() if file not in before or before[file] != key}
        kept = [one for one in found if one.file in keys and one.file not in changed]
        new = [one for one in find(changed) if one.file in changed or one.file not in keys]
        self.known[what] = dict(keys), [*kept, *new]
        return self.known[what][1]
