"""What an editor shows of a new project: the language server itself, over its protocol."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.cli.main import main
from tests.support.language_server import SERVER, LanguageServer

pytestmark = pytest.mark.skipif(not SERVER.exists(), reason="npm has not installed it")
TOPICS = "A dam | سد; Shares of water | حصص المياه"
# A passage of the article, what stands there instead with the underlined part between two ▲ (or
# the key that lacks something), and words of the message.
WRONG = [
    ("stance: supports", "stance: ▲suports▲", '"supports", "conditional", "undecided", "opposes"'),
    ("topic: a-dam", "topic: ▲a-dum▲", '"a-dam", "shares-of-water"'),
    ("topic: a-dam", "▲topik▲: a-dam", "topik is not allowed"),
    ('country: "NO"', "country: ▲UK▲", "none of the"),
    ("as_of: 2024-03-10", "as_of: ▲3/2024▲", "2025-07"),
    ("pollster: river-institute", "pollster: ▲river-instute▲", '"river-institute", "not_stated"'),
    ('{en: "Courier", ar: "بريد النهر"}', '{en: "Courier", ar: ▲""▲}', "shorter"),
    ("at: [3]", "at: ▲3▲", '"array"'),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new project."""
    root = tmp_path_factory.mktemp("editors") / "water"
    assert main(["new", "dossier", str(root), "--topics", TOPICS]) == 0
    return root


@pytest.fixture(scope="module")
def server(project: Path) -> Iterator[LanguageServer]:
    """One server for all tests."""
    with LanguageServer(project) as running:
        yield running


@pytest.fixture(scope="module")
def article(project: Path) -> Path:
    """The article of the new project."""
    return project / "content" / "articles" / "example.yaml"


def test_nothing_is_underlined_in_a_new_project(project: Path, server: LanguageServer) -> None:
    paths = sorted(project.rglob("*.yaml"))
    assert len(paths) == 10
    opened = [server.open(path.parent, path.read_text(encoding="utf-8")) for path in paths]
    assert [document.underlined() for document in opened] == [[]] * 10


def test_what_is_wrong_is_underlined_where_it_stands(article: Path, server: LanguageServer) -> None:
    text = article.read_text(encoding="utf-8")
    opened = []
    for old, new, _ in WRONG:
        assert old in text
        opened.append(server.open(article.parent, text.replace(old, new.replace("▲", ""), 1)))
    for document, (_, new, message) in zip(opened, WRONG, strict=True):
        found = [words for part, words in document.underlined() if part == new.split("▲")[1]]
        assert len(found) == 1, document.underlined()
        assert message in found[0]


@pytest.mark.parametrize(
    "row",
    [
        ("articles/example", "topic: a-dam", "topic: s", {"shares-of-water": "Shares of water"}),
        ("articles/example", "stance: supports", "stance: o", {"opposes": ""}),
        ("articles/example", "pollster: river-institute", "pollster: ", {"not_stated": ""}),
        ("articles/example", 'country: "NO"', "country: P", {"PT": "Portugal"}),
        ("briefs/overview", "[example/no-centre]", "[", {"example/commission": "The River"}),
        ("briefs/overview", "template: brief", "template: r", {"record": ""}),
    ],
)
def test_the_names_of_the_project_are_offered(
    row: tuple[str, str, str, dict[str, str]], server: LanguageServer, project: Path
) -> None:
    name, old, new, offered = row
    path = project / "content" / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    before = text.partition(old)[0]
    document = server.open(path.parent, text.replace(old, f"{new}]" if new == "[" else new, 1))
    found = document.completed(before + new)
    for word, said in offered.items():
        assert str(found[word] or "").startswith(said)


@pytest.mark.parametrize(
    ("passage", "said"),
    [
        ("\n    nature", "Whether the speaker says it, others report it"),
        ("\n    topic", "`shares-of-water`: Shares of water"),
        ("\nparagraphs", "How many paragraphs the source text has."),
    ],
)
def test_a_key_is_explained_under_the_pointer(
    passage: str, said: str, article: Path, server: LanguageServer
) -> None:
    document = server.open(article.parent, article.read_text(encoding="utf-8"))
    assert said in document.explained(passage)
