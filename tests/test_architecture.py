"""The rules of the code's structure that no linter checks; import-linter checks the imports."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module

import pytest

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


def imports_of(module: str) -> Iterator[str]:
    """Yield the dotted name of everything that a module imports, anywhere in it."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls_of(module: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield each call in a module with the last name of what it calls: `stat` for `x.y.stat()`."""
    for node in ast.walk(tree_of(module)):
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


def is_shell(module: str) -> bool:
    """Return whether a module belongs to the shell."""
    return module.startswith(SHELL)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_shorter_than_300_lines(module: str) -> None:
    assert (ROOT / module).read_text(encoding="utf-8").count("\n") < MOST_LINES


@pytest.mark.parametrize("module", MODULES)
def test_every_function_has_at_most_40_lines(module: str) -> None:
    functions = [
        node
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lines = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    assert {name: n for name, n in lines.items() if n > MOST_FUNCTION_LINES} == {}


@pytest.mark.parametrize(
    "module", [module for module in MODULES if not module.startswith("briefs/design/")]
)
def test_no_module_outside_design_asks_which_language_it_is(module: str) -> None:
    """No comparison, `case` or test of an ending has the code of a language."""
    assert "ar" in LANGUAGES
    for node in ast.walk(tree_of(module)):
        match node:
            case ast.Compare() | ast.MatchValue():
                constants = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant)]
            case ast.Call(func=ast.Attribute(attr="startswith" | "endswith"), args=arguments):
                constants = [one.value for one in arguments if isinstance(one, ast.Constant)]
            case _:
                continue
        codes = {re.sub(r"\W", "", one) for one in constants if isinstance(one, str)}
        assert not codes & LANGUAGES, f"line {node.lineno}"


@pytest.mark.parametrize("module", [module for module in MODULES if not is_shell(module)])
def test_only_the_shell_uses_the_disk_except_for_named_readers(module: str) -> None:
    assert bool(disk_uses(module)) == (module in DISK_USERS), disk_uses(module)


@pytest.mark.parametrize("module", [module for module in MODULES if not is_shell(module)])
def test_only_the_shell_uses_the_clock(module: str) -> None:
    methods = {f".{method}" for method in CLOCK_METHODS}
    assert uses_of(module, CLOCK_IMPORTS, methods) == set()


@pytest.mark.parametrize("module", [module for module in MODULES if not is_shell(module)])
def test_only_the_shell_uses_the_terminal(module: str) -> None:
    assert uses_of(module, TERMINAL_IMPORTS, TERMINAL_CALLS) == set()
    attributes = {
        node.attr for node in ast.walk(tree_of(module)) if isinstance(node, ast.Attribute)
    }
    assert not attributes & TERMINAL_ATTRIBUTES


def test_every_module_named_as_an_exception_exists() -> None:
    assert (DISK_USERS.keys() | PIKEPDF_READERS) <= set(MODULES)


@pytest.mark.parametrize("package", PACKAGES)
def test_each_package_says_what_it_is_and_what_others_may_import(package: str) -> None:
    tree = tree_of(f"{package}/__init__.py")
    docstring = ast.get_docstring(tree)
    assert docstring
    assert not docstring.startswith("TODO")
    door = import_module(package.replace("/", "."))
    exported = set(door.__all__)
    assert exported
    assert {name for name in exported if not hasattr(door, name)} == set()
    own = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    imported = {
        alias.name for node in own if f"{node.module}".startswith("briefs") for alias in node.names
    }
    assert imported <= exported


@pytest.mark.parametrize("module", MODULES)
def test_no_module_imports_for_type_checking_alone(module: str) -> None:
    assert "typing.TYPE_CHECKING" not in set(imports_of(module))


@pytest.mark.parametrize("module", TESTS)
def test_no_test_module_imports_another(module: str) -> None:
    imported = {name for name in imports_of(module) if name.split(".")[0] == "tests"}
    assert {name for name in imported if not name.startswith("tests.support")} == set()


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


@pytest.mark.parametrize("module", MODULES)
def test_every_problem_has_a_hint(module: str) -> None:
    for name, call in calls_of(module):
        starred = any(isinstance(one, ast.Starred) for one in call.args)
        keywords = {keyword.arg for keyword in call.keywords}
        if name in PROBLEM_ARGUMENTS and not starred and not keywords & {None, "hint"}:
            assert len(call.args) >= PROBLEM_ARGUMENTS[name], f"{module}:{call.lineno}"


@pytest.mark.parametrize("module", MODULES)
def test_every_message_is_one_template_with_named_values(module: str) -> None:
    if module in WITHOUT_TEMPLATE or module.startswith("briefs/docx/"):
        return
    for node in ast.walk(tree_of(module)):
        values: list[ast.expr] = []
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            values = [node.value] if node.targets[0].id in {"message", "hint"} else []
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else f".{node.func.attr}"
            if name in PROBLEM_ARGUMENTS:
                values = node.args[-2:]
        for value in values:
            assert not isinstance(value, ast.JoinedStr), f"{module}:{value.lineno}"


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
