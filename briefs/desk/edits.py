"""What a filled form changes in a file, beside what others have changed in it meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefs.content import DELETED, Change, Library, change_values, value_at
from briefs.desk.forms import changes_between, fields_of, filled, new_id
from briefs.desk.items import NEW, Item, find_item
from briefs.desk.state import Snapshot, text_of
from briefs.problems import Problem


@dataclass(frozen=True)
class Conflict:
    """A value that was changed here and in the file: as it was shown, as it is there, as typed."""

    name: str
    shown: Any
    there: Any
    typed: Any


@dataclass(frozen=True)
class Edited:
    """The text of a file before and after an edit, and the address of the item; or why not."""

    path: Path
    before: str
    after: str
    address: str
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[Problem, ...] = ()


def edit(
    snapshot: Snapshot, address: str, shown: dict[str, Any], values: Mapping[str, str]
) -> Edited | None:
    """Return what a form changes in its file; None where the item is no longer there.

    `shown` is the data of the item as the form was made of it. What changed in the file since and
    not in the form stays; what changed in both is a conflict, unless the values are the same.
    """
    item = find_item(snapshot.library, address)
    path = Path(item.file.file) if item else Path()
    before = text_of(path) if item else None
    if item is None or before is None:
        return None
    base = replace(item, data=shown)
    typed = filled(base, fields_of(item, snapshot.languages), values)
    if item.is_new:
        return added(snapshot.library, item, typed, before)
    order = tuple(item.model.model_fields) if item.model else snapshot.languages
    mine = changes_between(base.data, typed, (), order)
    theirs = changes_between(base.data, item.data, ())
    sides = (base.data, item.data, typed)
    found = (
        Conflict("/".join(map(str, one.path)), *(value_at(side, one.path) for side in sides))
        for one in mine
        if any(touch(one, other) for other in theirs)
    )
    conflicts = tuple(one for one in found if one.there != one.typed)
    changes = [Change((*item.path, *one.path), one.value, one.order) for one in mine]
    if "at" in typed:
        changes += cited_now(item, typed["at"])
    after, problems = change_values(before, item.file.file, changes)
    return Edited(path, before, after, address, conflicts, tuple(problems))


def touch(first: Change, second: Change) -> bool:
    """Return whether two changes are of the same value, or of one inside the other."""
    shorter = min(len(first.path), len(second.path))
    return first.path[:shorter] == second.path[:shorter]


def added(library: Library, item: Item, typed: dict[str, Any], before: str) -> Edited:
    """Return the edit that adds a new statement to its list, with an id where it has none."""
    taken = {reference.partition("/")[2] for reference in library.references}
    name = new_id(typed, taken, str(item.path[-2]).rstrip("s"))
    order = tuple(item.model.model_fields) if item.model else ()
    data = {"id": name, **{key: typed[key] for key in order if key in typed}}
    changes = [Change(item.path, data), *cited_now(item, data.get("at", []))]
    after, problems = change_values(before, item.file.file, changes)
    address = f"{item.address.removesuffix(NEW)}{name}"
    return Edited(Path(item.file.file), before, after, address, (), tuple(problems))


def cited_now(item: Item, cited: Any) -> list[Change]:
    """Return the changes that take paragraphs out of `left_out` that a statement cites."""
    whole = item.file.data
    entries = whole.get("left_out") if isinstance(whole, dict) else None
    numbers = set(cited) if isinstance(cited, list) else set()
    return without_paragraphs(entries if isinstance(entries, list) else [], numbers)


def without_paragraphs(entries: list[Any], numbers: set[Any]) -> list[Change]:
    """Return the changes that take paragraphs out of the entries of `left_out`, the last first."""
    changes = []
    for index, entry in reversed(list(enumerate(entries))):
        at = entry.get("at") if isinstance(entry, dict) else None
        if isinstance(at, list) and numbers.intersection(at):
            rest = [number for number in at if number not in numbers]
            path = ("left_out", index)
            changes.append(Change((*path, "at"), rest) if rest else Change(path, DELETED))
    return changes


def leave_out(item: Item, number: int, why: str) -> list[Change]:
    """Return the changes that put a paragraph of an article under a reason in `left_out`."""
    entries = item.data.get("left_out") or []
    changes = without_paragraphs(entries, {number})
    for index, entry in enumerate(entries):
        at = [*(number_ for number_ in entry["at"] if number_ != number), number]
        if entry.get("why") == why and len(at) > 1:
            kept = [one for one in changes if one.path[:2] != ("left_out", index)]
            return [Change(("left_out", index, "at"), sorted(at)), *kept]
    return [*changes, Change(("left_out", len(entries)), {"at": [number], "why": why})]


def show_in(brief: Item, reference: str, shown: bool) -> list[Change]:
    """Return the change that shows a statement in a brief that selects what it shows, or not."""
    chosen = brief.data.get("show")
    if not isinstance(chosen, list) or (reference in chosen) == shown:
        return []
    if shown:
        return [Change(("show", len(chosen)), reference)]
    return [Change(("show", chosen.index(reference)), DELETED)]
