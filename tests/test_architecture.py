"""The rules of the code's structure that no linter checks; import-linter checks the imports."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module

from tests.support.paths import ROOT

PACKAGE = ROOT / "briefs"
MODULES = [path.relative_to(ROOT).as_posix() for path in sorted(PACKAGE.rglob("*.py"))]
PACKAGES = sorted({module.rpartition("/")[0] for module in MODULES} - {"briefs"})
TESTS = [
    path.relative_to(ROOT).as_posix()
    for folder in (ROOT / "tests").iterdir()
    if folder.name not in {"support", "tools", "documents"}
    for path in (sorted(folder.rglob("*.py")) if folder.is_dir() else [folder])
    if path.suffix == ".py"
]

MOST_LINES = 300  # of a module
MOST_FUNCTION_LINES = 40

# The parts of the program that may use the disk, the clock and the terminal.
SHELL = ("briefs/cli/", "briefs/build/", "briefs/desk/", "briefs/files.py")
CORE = [module for module in MODULES if not module.startswith(SHELL)]
# The modules outside the shell that use the disk all the same, each with the reason.
DISK_USERS = {
    "briefs/api.py": "reads the Word document whose path its caller gives",
    "briefs/content/language_files.py": "reads the data of languages in the package",
    "briefs/checks/reviews.py": "reads reviewed.lock of the content folder",
    "briefs/design/faces.py": "reads the fonts of the theme",
    "briefs/checks/clean_texts.py": "remembers texts in the user's cache",
    "briefs/checks/source_texts.py": "reads the source texts",
    "briefs/checks/verify.py": "reads sources.lock of the content folder",
    "briefs/content/library.py": "looks whether there is a glossary",
    "briefs/content/loader.py": "reads the content folder",
    "briefs/docx/write/fonts.py": "reads the font files that a document embeds",
    "briefs/web/index.py": "reads the script of the search, which is in the package",
    "briefs/web/fonts.py": "reads the font files of which a page has letters",
    "briefs/design/design.py": "reads theme and strings",
    "briefs/messages/translation.py": "reads the catalogues of the package",
    "briefs/pdf/writer.py": "writes the fontconfig file that WeasyPrint reads",
    "briefs/pull/report.py": "reads the YAML files that edits change",
}
# Names of methods of pathlib.Path that read or write; pikepdf gives one to a stream in memory.
DISK_METHODS = {
    *("exists", "glob", "is_dir", "is_file", "iterdir", "mkdir", "read_bytes", "read_text"),
    *("rename", "rglob", "rmdir", "stat", "symlink_to", "touch", "unlink", "write_bytes"),
    *("write_text",),
}
PIKEPDF_READERS = {"briefs/pdf/extract_text.py"}
DISK_IMPORTS = {"os", "shutil", "subprocess", "tempfile"}
DISK_CALLS = {"open", "FileSystemLoader", "TTFont"}
TERMINAL_IMPORTS = {"curses", "getpass", "rich"}
TERMINAL_CALLS = {"print", "input"}
TERMINAL_ATTRIBUTES = {"stdin", "stdout", "stderr"}
CLOCK_IMPORTS = {"time"}
CLOCK_METHODS = {"now", "utcnow", "today"}

LANGUAGES = {path.stem for path in (ROOT / "templates" / "strings").glob("*.yaml")}


@cache
def tree_of(module: str) -> ast.Module:
    """Return the syntax tree of a module, given its path from the root of the repository."""
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


@cache
def nodes_of(module: str) -> list[ast.AST]:
    """Return all nodes of the syntax tree of a module."""
    return list(ast.walk(tree_of(module)))


def imports_of(module: str) -> Iterator[str]:
    """Yield the dotted name of everything that a module imports, anywhere in it."""
    for node in nodes_of(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls_of(module: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield each call in a module with the last name of what it calls: `stat` for `x.y.stat()`."""
    for node in nodes_of(module):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id, node
            elif isinstance(node.func, ast.Attribute):
                yield f".{node.func.attr}", node


def uses_of(module: str, imports: set[str], calls: set[str]) -> set[str]:
    """Return which of some top-level imports and some called names a module uses."""
    imported = {name.partition(".")[0] for name in imports_of(module)} & imports
    return imported | ({name for name, _ in calls_of(module)} & calls)


def disk_uses(module: str) -> set[str]:
    """Return what a module uses to read or write files, environment and processes."""
    methods = DISK_METHODS - ({"read_bytes"} if module in PIKEPDF_READERS else set())
    found = uses_of(module, DISK_IMPORTS, DISK_CALLS | {f".{method}" for method in methods})
    for name, call in calls_of(module):
        # Path.open takes nothing or a mode; ZipFile.open and pikepdf.open take a name or bytes.
        if name == ".open" and all(isinstance(argument, ast.Constant) for argument in call.args):
            found.add(name)
        # TTFont is given a path, or bytes in memory.
        if name == "TTFont" and isinstance(call.args[0], ast.Call):
            found.discard(name)
    return found


def found_in(modules: Iterable[str], faults: Callable[[str], Iterable[object]]) -> list[str]:
    """Return what a rule finds in modules, as `module: fault`: a failure lists all of it."""
    return [f"{module}: {fault}" for module in modules for fault in faults(module)]


def test_every_module_is_shorter_than_300_lines() -> None:
    lines = {one: (ROOT / one).read_text(encoding="utf-8").count("\n") for one in MODULES}
    assert {module: count for module, count in lines.items() if count >= MOST_LINES} == {}


def long_functions(module: str) -> Iterator[str]:
    """Yield each function of a module that is too long, with its number of lines."""
    for node in nodes_of(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or 0) - node.lineno + 1
            if lines > MOST_FUNCTION_LINES:
                yield f"{node.name} has {lines} lines"


def test_every_function_has_at_most_40_lines() -> None:
    assert found_in(MODULES, long_functions) == []


def languages_asked_for(module: str) -> Iterator[str]:
    """Yield where a comparison, `case` or test of an ending has the code of a language."""
    for node in nodes_of(module):
        match node:
            case ast.Compare() | ast.MatchValue():
                constants = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant)]
            case ast.Call(func=ast.Attribute(attr="startswith" | "endswith"), args=arguments):
                constants = [one.value for one in arguments if isinstance(one, ast.Constant)]
            case _:
                continue
        codes = {re.sub(r"\W", "", one) for one in constants if isinstance(one, str)}
        if codes & LANGUAGES:
            yield f"line {node.lineno}"


def test_no_module_outside_design_asks_which_language_it_is() -> None:
    assert "ar" in LANGUAGES
    outside = [module for module in MODULES if not module.startswith("briefs/design/")]
    assert found_in(outside, languages_asked_for) == []


def test_only_the_shell_uses_the_disk_except_for_named_readers() -> None:
    users = {module: uses for module in CORE if (uses := disk_uses(module))}
    assert {module: uses for module, uses in users.items() if module not in DISK_USERS} == {}
    assert DISK_USERS.keys() - users.keys() == set()


def test_only_the_shell_uses_the_clock() -> None:
    methods = {f".{method}" for method in CLOCK_METHODS}
    assert found_in(CORE, lambda module: uses_of(module, CLOCK_IMPORTS, methods)) == []


def terminal_uses(module: str) -> set[str]:
    """Return what a module uses to read from or write to a terminal."""
    attributes = {node.attr for node in nodes_of(module) if isinstance(node, ast.Attribute)}
    used = uses_of(module, TERMINAL_IMPORTS, TERMINAL_CALLS)
    return used | (attributes & TERMINAL_ATTRIBUTES)


def test_only_the_shell_uses_the_terminal() -> None:
    assert found_in(CORE, terminal_uses) == []


def test_every_module_named_as_an_exception_exists() -> None:
    assert (DISK_USERS.keys() | PIKEPDF_READERS) <= set(MODULES)


def faults_of_door(package: str) -> Iterator[str]:
    """Yield what is wrong with the docstring or `__all__` of a package."""
    tree = tree_of(f"{package}/__init__.py")
    if (ast.get_docstring(tree) or "TODO").startswith("TODO"):
        yield "no docstring"
    door = import_module(package.replace("/", "."))
    exported = set(door.__all__)
    if not exported:
        yield "exports nothing"
    yield from (f"has no {name}" for name in exported if not hasattr(door, name))
    own = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    imported = {
        alias.name for node in own if f"{node.module}".startswith("briefs") for alias in node.names
    }
    yield from (f"does not export {name}" for name in imported - exported)


def test_each_package_says_what_it_is_and_what_others_may_import() -> None:
    assert len(PACKAGES) > 10
    assert found_in(PACKAGES, faults_of_door) == []


def test_no_module_imports_for_type_checking_alone() -> None:
    alone = [one for one in MODULES if "typing.TYPE_CHECKING" in set(imports_of(one))]
    assert alone == []


def imported_tests(module: str) -> Iterator[str]:
    """Yield what a test module imports from other test modules."""
    for name in imports_of(module):
        if name.split(".")[0] == "tests" and not name.startswith("tests.support"):
            yield name


def test_no_test_module_imports_another() -> None:
    assert found_in(TESTS, imported_tests) == []


# Calls of these make problems; the last argument is the hint.
PROBLEM_ARGUMENTS = {
    "Problem": 6,
    ".problem": 3,
    ".problem_at": 4,
    "problem_at": 4,
    "RefusedError": 3,
}
# Where a message has no template, each with the reason.
WITHOUT_TEMPLATE = {
    "briefs/pull/report.py": "the versions of a conflict stand below each other, however long",
}


def problems_without_hint(module: str) -> Iterator[str]:
    """Yield where a module makes a problem without a hint."""
    for name, call in calls_of(module):
        starred = any(isinstance(one, ast.Starred) for one in call.args)
        keywords = {keyword.arg for keyword in call.keywords}
        has_hint = starred or bool(keywords & {None, "hint"})
        if not has_hint and len(call.args) < PROBLEM_ARGUMENTS.get(name, 0):
            yield f"line {call.lineno}"


def test_every_problem_has_a_hint() -> None:
    assert found_in(MODULES, problems_without_hint) == []


def joined_messages(module: str) -> Iterator[str]:
    """Yield where a message is an f-string, which no catalogue can translate."""
    for node in nodes_of(module):
        values: list[ast.expr] = []
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            values = [node.value] if node.targets[0].id in {"message", "hint"} else []
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else f".{node.func.attr}"
            if name in PROBLEM_ARGUMENTS:
                values = node.args[-2:]
        yield from (f"line {one.lineno}" for one in values if isinstance(one, ast.JoinedStr))


def test_every_message_is_one_template_with_named_values() -> None:
    with_templates = [
        module
        for module in MODULES
        if module not in WITHOUT_TEMPLATE and not module.startswith("briefs/docx/")
    ]
    assert found_in(with_templates, joined_messages) == []


def test_the_architecture_page_names_every_package_and_no_other() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `briefs\.(\w+)` \|", text, re.MULTILINE)
    modules = (path.relative_to(ROOT / "briefs") for path in (ROOT / "briefs").rglob("[a-z]*.py"))
    there = {module.parts[0].removesuffix(".py") for module in modules}
    assert len(there) > 10
    assert sorted(named) == sorted(there)


def test_every_test_that_the_page_on_security_names_is_there() -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", page)
    assert len(named) > 20
    for file, test in named:
        text = (ROOT / "tests" / file).read_text(encoding="utf-8")
        assert f"def {test}(" in text, f"{file} has no {test}"
