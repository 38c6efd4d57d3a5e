"""The words of the desk, in the language that its user has chosen."""

import re
from collections.abc import Mapping
from functools import partial

from briefs.messages import ENGLISH, LANGUAGES, Template, is_right_to_left, translate

CODE = re.compile("`[^`]+`")  # in a translated template

WORDS: Mapping[str, Template] = {
    # Pages and parts of them.
    "desk": Template("Briefs desk"),
    "briefs": Template("Briefs"),
    "sources": Template("Sources"),
    "work": Template("To do"),
    "from-word": Template("From Word"),
    "new-source": Template("New source"),
    "skip": Template("Skip to the text"),
    "panel": Template("Details of the chosen text"),
    "close": Template("Close"),
    "parts-of-list": Template("Pages of this list"),
    "previous": Template("Previous page"),
    "next": Template("Next page"),
    "page-of": Template("Page {number} of {pages}"),
    "show-all": Template("Show all {count}"),
    "undo": Template("Undo the last save"),
    # The list of briefs.
    "edition": Template("Edition"),
    "read-live": Template("Read and edit"),
    "documents": Template("Documents"),
    "pages": Template("{count} p."),
    "kilobytes": Template("{count} KB"),
    "fresh": Template("up to date"),
    "stale": Template("changed since"),
    "missing": Template("not built yet"),
    "faulty": Template("has problems"),
    "under-way": Template("being built"),
    "failed": Template("could not be made"),
    "blocked": Template("not built: its content has errors"),
    "up-to-date": Template("Documents are up to date"),
    "building": Template("Documents are being built"),
    "build-failed": Template("The last build found errors"),
    "no-build": Template("Documents are not built while the desk runs"),
    "build-ended": Template("The builder has ended: see the terminal, then start the desk again."),
    "lost": Template("The desk does not answer: was it ended? Nothing is saved now."),
    # A text or statement and its form.
    "choose": Template("Choose a text in the page to see its evidence and to change it."),
    "about-source": Template("About this source"),
    "new-statement": Template("New statement"),
    "save": Template("Save"),
    "saved": Template("Saved."),
    "nothing-changed": Template("Nothing was changed."),
    "not-saved": Template("Not saved:"),
    "reviewed": Template("Both languages reviewed"),
    "marked-reviewed": Template("Marked as reviewed."),
    "date-source": Template("How the date is known"),
    "evidence": Template("In the source"),
    "no-source": Template("The source text is not in the folder of sources."),
    "pick": Template("Cite paragraph {number}, or cite it no more"),
    "paragraph": Template("paragraph {number}"),
    "shown-in": Template("Shown in"),
    "shows-all": Template("shows all statements"),
    "rests-on": Template("rests on it"),
    "history": Template("History"),
    "no-history": Template("No history: the project is not kept in git, or this is new."),
    "problems": Template("Problems"),
    "changed-outside": Template("This text was changed in its file meanwhile."),
    "show-new": Template("Show it as it is now"),
    "unsaved": Template("What you typed is not saved. Leave it?"),
    "conflict": Template("Changed here and in the file. Choose, then save again:"),
    "was": Template("as shown before"),
    "there": Template("in the file now"),
    "yours": Template("what you typed"),
    "keep-there": Template("Take what is in the file"),
    "keep-yours": Template("Keep what I typed"),
    "gone": Template("This is no longer in the content."),
    "none": Template("(none)"),
    # Sources.
    "uncited": Template("neither cited nor left out"),
    "leave-out": Template("Leave out as"),
    "add-as": Template("Make a statement of the chosen paragraphs:"),
    "statements": Template("{count} statements"),
    "open-source": Template("Read the source"),
    "paste": Template("Or paste its text, a paragraph a line"),
    "file-source": Template("A saved web page, PDF, Word document or text"),
    "or-drop": Template("or drop the file here"),
    "id": Template("Its id: lower-case words with hyphens (made of the title, if empty)"),
    "source-language": Template("Its language, such as ar (guessed, if empty)"),
    "import": Template("Import"),
    # Lists of work.
    "document-problems": Template("Problems of the documents"),
    "all-problems": Template("Problems of the content"),
    "translations": Template("Translations to compare"),
    "unread": Template("Paragraphs that nothing cites"),
    "unshown": Template("Statements that no brief shows"),
    "nothing-to-do": Template("Nothing."),
    # Edits from Word.
    "file-word": Template("A Word document of ours that was edited"),
    "read": Template("See its edits"),
    "take": Template("Take over what is chosen"),
    "by-hand": Template("To be looked at by a person:"),
    "edited-by": Template("by {authors}"),
    "before": Template("before"),
    "after": Template("after"),
    "no-edits": Template("Nothing was edited in it."),
    # Kinds of statements.
    "positions": Template("Position"),
    "experts": Template("View of an expert"),
    "figures": Template("Figure"),
    "events": Template("Event"),
    "polls": Template("Poll"),
    "results": Template("Result of a poll"),
    "cautions": Template("Caution"),
    "sides": Template("Contradiction"),
}
# The keys of an item, and the words that some of them take; the formats of documents.
KEYS: Mapping[str, Template] = {
    "publisher": Template("Publisher"),
    "title": Template("Title"),
    "title_is": Template("The title is"),
    "short": Template("Name in notes"),
    "issued": Template("Date of issue"),
    "language": Template("Language"),
    "summary": Template("Summary"),
    "paragraphs": Template("Paragraphs"),
    "country": Template("Country"),
    "organisation": Template("Organisation"),
    "person": Template("Person"),
    "topic": Template("Topic"),
    "stance": Template("Stance"),
    "as_of": Template("As of"),
    "date": Template("Date"),
    "basis": Template("The date is"),
    "why": Template("Why this date"),
    "at": Template("Paragraphs of the source"),
    "speaker": Template("Speaker"),
    "via": Template("Reported by"),
    "nature": Template("Nature"),
    "label": Template("Two or three words"),
    "gist": Template("In short"),
    "text": Template("Text"),
    "value": Template("Number"),
    "qualifier": Template("The number is"),
    "unit": Template("Unit"),
    "question": Template("Question"),
    "pollster": Template("Pollster"),
    "fieldwork": Template("When people were asked"),
    "sample_size": Template("How many people were asked"),
    "mode": Template("How people were asked"),
    "universe": Template("Who was asked"),
    "wording": Template("Question word for word"),
    "limits": Template("What the poll does not say"),
    "group": Template("Who answered"),
    "answer": Template("Answer"),
    "percent": Template("Per cent"),
    "note": Template("Note"),
    "name": Template("Name"),
}
CHOICES: Mapping[str, Template] = {
    "supports": Template("supports"),
    "conditional": Template("supports on conditions"),
    "undecided": Template("undecided"),
    "opposes": Template("opposes"),
    "statement": Template("said by the speaker"),
    "reported": Template("reported by others"),
    "analysis": Template("judged by the author"),
    "inferred": Template("inferred by us"),
    "stated": Template("stated by the source"),
    "verbatim": Template("word for word that of the source"),
    "descriptive": Template("a description of ours"),
    "exactly": Template("exact"),
    "about": Template("about"),
    "more_than": Template("more than"),
    "at_least": Template("at least"),
    "count": Template("a count"),
    "percent": Template("per cent"),
    "eur": Template("euros"),
    "usd": Template("US dollars"),
    "days": Template("days"),
    "weeks": Template("weeks"),
    "years": Template("years"),
    "year": Template("a year"),
    "support": Template("support"),
    "oppose": Template("oppose"),
    "not_stated": Template("not stated"),
    "furniture": Template("furniture of the page"),
    "heading": Template("heading"),
    "caption": Template("caption"),
    "teaser": Template("teaser of another article"),
    "subscription": Template("call to subscribe"),
    "repetition": Template("repetition"),
    "unread": Template("not read yet"),
    "html": Template("Web page"),
}
NAMES = {"pdf": "PDF", "docx": "Word"}  # the same in every language


def with_code_isolated(template: str) -> str:
    """Return a template with what it has between backticks in isolates from left to right."""
    return CODE.sub("\u2066\\g<0>\u2069", template)


class Words:
    """The words of the desk in a language of messages."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else ENGLISH
        self.direction = "rtl" if is_right_to_left(self.language) else "ltr"
        frame = with_code_isolated if self.direction == "rtl" else str
        self.tell = partial(translate, language=self.language, frame=frame)

    def __call__(self, name: str, **values: object) -> str:
        """Return the words of a name, filled with values."""
        return self.tell(WORDS[name].fill(**values))

    def kind(self, name: str) -> str:
        """Return what an item of a list is called, or else what its key is called."""
        return self(name) if name in WORDS else self.key(name)

    def key(self, name: str) -> str:
        """Return what a key of an item is called; the key itself where it has no name."""
        return self.tell(KEYS[name].fill()) if name in KEYS else name

    def choice(self, word: str) -> str:
        """Return what a word of the model means; the word itself where it has no name."""
        return self.tell(CHOICES[word].fill()) if word in CHOICES else NAMES.get(word, word)

    @property
    def other(self) -> str:
        """The other language."""
        return next(code for code in LANGUAGES if code != self.language)
