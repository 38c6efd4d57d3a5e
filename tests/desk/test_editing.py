"""A person reads and changes a project in the browser, and nothing else in its files changes."""

import re

import pytest
from playwright.sync_api import BrowserContext, Dialog, FrameLocator, Page, Route, expect

from tests.support.desks import Desk, wait_for

ARTICLE = "content/articles/example.yaml"
CARD = "content/briefs/country-no.yaml"
NORWAY = "articles/example/positions/no-centre"
SAID = "Norway said that it would take part in the centre."
# Arabic with Latin letters, digits of both kinds and signs, as people type it.
MIXED = "قالت النرويج إن 26 دولة (بنسبة 5%) ستشارك في مركز NATO، «قريبًا»."


def opened(page: Page, desk: Desk, edition: str = "en") -> FrameLocator:
    """Open the card of Norway in an edition."""
    page.goto(f"{desk.origin}/brief/country-no/{edition}")
    frame = page.frame_locator("#page")
    expect(frame.locator("main h1")).to_be_visible()
    return frame


def chosen(page: Page, desk: Desk) -> FrameLocator:
    """Open the card in English and choose the position of Norway there."""
    frame = opened(page, desk)
    frame.locator(f"[data-path='{NORWAY}/text/en']").first.click()
    expect(page.locator("#panel form")).to_be_visible()
    return frame


def changed_lines(before: str, after: str) -> list[str]:
    return [line for line in after.splitlines() if line not in before.splitlines()]


def test_a_text_is_changed_in_the_page_and_nothing_else_in_its_file(page: Page, desk: Desk) -> None:
    before = desk.read(ARTICLE)
    frame = chosen(page, desk)
    page.locator("textarea[name='text/en']").fill("Norway said it would join the centre.")
    page.locator("textarea[name='text/ar']").fill("قالت حكومة النرويج إنها ستنضم إلى المركز.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#panel .note")).to_have_text("Saved.")
    assert changed_lines(before, desk.read(ARTICLE)) == [
        '      en: "Norway said it would join the centre."',
        '      ar: "قالت حكومة النرويج إنها ستنضم إلى المركز."',
    ]
    expect(frame.locator(f"[data-path='{NORWAY}/text/en']").first).to_contain_text("would join")


def test_what_was_typed_is_written_as_it_was_typed(page: Page, desk: Desk) -> None:
    chosen(page, desk)
    page.locator("textarea[name='text/ar']").fill(MIXED)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#panel .note")).to_be_visible()
    assert f'      ar: "{MIXED}"\n' in desk.read(ARTICLE)
    expect(page.locator("textarea[name='text/ar']")).to_have_value(MIXED)
    assert (
        page.locator("textarea[name='text/ar']").evaluate("e => getComputedStyle(e).direction")
        == "rtl"
    )
    frame = opened(page, desk, "ar")
    expect(frame.locator(f"[data-path='{NORWAY}/text/ar']").first).to_contain_text("«قريبًا»")


def test_a_stance_a_date_and_paragraphs_are_changed_by_lists_and_clicks(
    page: Page, desk: Desk
) -> None:
    before = desk.read(ARTICLE)
    chosen(page, desk)
    page.locator("select[name='stance']").select_option("conditional")
    page.locator("input[name='as_of/date']").fill("2024-03-11")
    page.get_by_role("button", name="Cite paragraph 4, or cite it no more").click()
    expect(page.locator("input[name='at']")).to_have_value("3, 4")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#panel .note")).to_be_visible()
    assert [line.split("#")[0].strip() for line in changed_lines(before, desk.read(ARTICLE))] == [
        "stance: conditional",
        "as_of: 2024-03-11",
        "at: [3, 4]",
    ]


def test_the_evidence_stands_beside_a_statement(page: Page, desk: Desk) -> None:
    chosen(page, desk)
    paragraph = page.locator("#panel .paragraph.cited")
    expect(paragraph).to_contain_text("Norway said on 10 March")
    assert "10 March" in " ".join(paragraph.locator("mark.figure").all_inner_texts())
    expect(paragraph.locator("mark.country")).to_have_text("Norway")


def test_problems_stand_at_the_field_as_one_types(page: Page, desk: Desk) -> None:
    before = desk.read(ARTICLE)
    chosen(page, desk)
    page.locator("textarea[name='text/en']").fill("Norway said that 99 ships would take part.")
    problem = page.locator("[data-problems='text/en'], [data-problems='text/ar']").locator(".error")
    expect(problem.first).to_contain_text("99")
    page.locator("input[name='as_of/date']").fill("2024-13-45")
    expect(page.locator("[data-problems='as_of/date'] .error").first).to_be_visible()
    assert desk.read(ARTICLE) == before


def test_undo_brings_back_every_byte(page: Page, desk: Desk) -> None:
    before = desk.read(ARTICLE)
    chosen(page, desk)
    page.locator("textarea[name='text/en']").fill("Norway would not take part.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#panel .note")).to_be_visible()
    assert desk.read(ARTICLE) != before
    page.get_by_role("button", name="Undo the last save").click()
    expect(page.locator("#told")).to_have_text("undone")
    assert desk.read(ARTICLE) == before


def test_undo_does_not_touch_a_file_that_changed_since(page: Page, desk: Desk) -> None:
    chosen(page, desk)
    page.locator("textarea[name='text/en']").fill("Norway would not take part.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#panel .note")).to_be_visible()
    desk.replace(ARTICLE, "id: example ", "id: example  ")
    mine = desk.read(ARTICLE)
    page.get_by_role("button", name="Undo the last save").click()
    expect(page.locator("#told")).to_contain_text("has changed since")
    assert desk.read(ARTICLE) == mine


def typed_while_others_write(page: Page, desk: Desk) -> str:
    """Type a text that somebody changes in its file meanwhile; return the file as it is then."""
    chosen(page, desk)
    page.locator("textarea[name='text/en']").fill("Norway said it would join.")
    desk.replace(ARTICLE, f'en: "{SAID}"\n      ar', 'en: "Norway said yes."\n      ar')
    return desk.read(ARTICLE)


@pytest.mark.parametrize("button", ["Show it as it is now", "Close", "Both languages reviewed"])
def test_what_was_typed_is_not_lost_without_a_question(page: Page, desk: Desk, button: str) -> None:
    typed_while_others_write(page, desk)
    expect(page.locator("#panel .outside")).to_be_visible()
    text = page.locator("textarea[name='text/en']")
    asked: list[str] = []

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.once("dialog", refuse)
    page.get_by_role("button", name=button, exact=True).click()
    expect(text).to_have_value("Norway said it would join.")
    assert asked == ["What you typed is not saved. Leave it?"]
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name=button, exact=True).click()
    if button == "Close":
        expect(text).to_have_count(0)
    else:
        expect(text).to_have_value("Norway said yes.")


def test_two_people_change_one_text_and_see_three_sides(page: Page, desk: Desk) -> None:
    theirs = typed_while_others_write(page, desk)
    expect(page.locator("#panel .outside")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    sides = [SAID, "Norway said yes.", "Norway said it would join."]
    expect(page.locator(".conflict dd")).to_have_text(sides)
    assert desk.read(ARTICLE) == theirs
    page.get_by_role("button", name="Keep what I typed").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#panel .note")).to_have_text("Saved.")
    assert changed_lines(theirs, desk.read(ARTICLE)) == ['      en: "Norway said it would join."']


def test_the_text_of_the_file_may_be_taken(page: Page, desk: Desk) -> None:
    theirs = typed_while_others_write(page, desk)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Take what is in the file").click()
    expect(page.locator("textarea[name='text/en']")).to_have_value("Norway said yes.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#panel .note")).to_have_text("Nothing was changed.")
    assert desk.read(ARTICLE) == theirs


def test_words_and_lists_of_the_file_may_be_taken_too(page: Page, desk: Desk) -> None:
    chosen(page, desk)
    page.locator("select[name='country']").select_option("SE")
    page.locator("select[name='stance']").select_option("conditional")
    page.locator("input[name='at']").fill("4")
    text = desk.read(ARTICLE)
    start = text.index("id: no-centre")
    theirs = text[start:].replace("stance: supports", "stance: undecided", 1)
    theirs = theirs.replace('country: "NO"', "country: DK", 1)
    theirs = text[:start] + theirs.replace("at: [3]", "at: [3, 5]", 1)
    desk.write(ARTICLE, theirs)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Changed here and in the file.")).to_be_in_viewport()
    for name, label, said in (
        ("at", "Paragraphs of the source", ["3", "3, 5", "4"]),
        ("stance", "Stance", ["supports", "undecided", "supports on conditions"]),
        ("country", "Country", ["Norway", "Denmark", "Sweden"]),
    ):
        conflict = page.locator(f"[data-conflict='{name}']")
        expect(conflict.locator("p").first).to_have_text(label)
        expect(conflict.locator("dd")).to_have_text(said)
        conflict.get_by_role("button", name="Take what is in the file").click()
    expect(page.locator("input[name='at']")).to_have_value("3, 5")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#panel .note")).to_have_text("Nothing was changed.")
    assert desk.read(ARTICLE) == theirs


def test_changes_in_other_places_of_a_file_are_both_kept(page: Page, desk: Desk) -> None:
    chosen(page, desk)
    page.locator("textarea[name='text/en']").fill("Norway said it would join.")
    desk.replace(ARTICLE, "Takes part in the centre", "Will be there")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#panel .note")).to_have_text("Saved.")
    text = desk.read(ARTICLE)
    assert "Will be there" in text
    assert "Norway said it would join." in text


def test_what_one_tab_saves_the_other_shows(
    page: Page, context: BrowserContext, desk: Desk
) -> None:
    other = context.new_page()
    frame = opened(other, desk)
    chosen(page, desk)
    page.locator("textarea[name='text/en']").fill("Norway said it would join.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(frame.locator(f"[data-path='{NORWAY}/text/en']").first).to_contain_text("would join")


def test_the_page_keeps_its_place_when_a_file_changes(page: Page, desk: Desk) -> None:
    page.set_viewport_size({"width": 900, "height": 400})
    frame = opened(page, desk)
    text = frame.locator(f"[data-path='{NORWAY}/text/en']").last
    text.scroll_into_view_if_needed()
    inner = page.frames[-1]
    inner.evaluate("scrollTo(0, 700)")
    before = inner.evaluate("scrollY")
    assert before > 100
    inner.evaluate("window.untouched = true")
    desk.replace(ARTICLE, f'en: "{SAID}"\n      ar', 'en: "Norway said yes."\n      ar')
    expect(frame.get_by_text("Norway said yes.").first).to_be_attached()
    assert inner.evaluate("[scrollY, window.untouched]") == [before, True]


def test_broken_yaml_is_shown_and_mended(page: Page, desk: Desk) -> None:
    frame = opened(page, desk)
    whole = desk.read(CARD)
    desk.write(CARD, whole.replace("bottom_line:", "bottom_line: {"))
    expect(frame.locator(".problems .error").first).to_be_visible()
    desk.write(CARD, whole)
    expect(frame.get_by_text(SAID).first).to_be_visible()


def test_what_changes_while_the_page_loads_is_shown_when_it_has_loaded(
    page: Page, desk: Desk
) -> None:
    frame = opened(page, desk)
    whole = desk.read(CARD)
    held: list[Route] = []
    page.route("**/static/live.js", lambda route: route.continue_() if held else held.append(route))
    desk.write(CARD, whole.replace("bottom_line:", "bottom_line: {"))
    while not held:  # the page of the errors loads, and its script does not run yet
        page.wait_for_timeout(50)
    desk.write(CARD, whole)
    page.wait_for_timeout(1000)  # in which the desk is told of the change
    held[0].continue_()
    expect(frame.get_by_text(SAID).first).to_be_visible()


def test_a_statement_is_shown_in_a_brief_and_no_more(page: Page, desk: Desk) -> None:
    before = desk.read(CARD)
    page.goto(f"{desk.origin}/source/example")
    page.get_by_role("link", name="pt-centre", exact=True).click()
    box = page.get_by_role("checkbox", name="Norway: A new dossier")
    box.check()
    wait_for(lambda: desk.read(CARD) != before)
    assert changed_lines(before, desk.read(CARD)) == [
        "show: [example/no-centre, example/opening-for, example/opening-against, example/pt-centre]"
    ]
    box.uncheck()
    wait_for(lambda: desk.read(CARD) == before)


def test_both_languages_are_marked_as_reviewed(page: Page, desk: Desk) -> None:
    chosen(page, desk)
    page.get_by_role("button", name="Both languages reviewed").click()
    expect(page.locator("#panel .note")).to_have_text("Marked as reviewed.")
    assert f"{NORWAY}/text" in desk.read("content/reviewed.lock")


def test_a_person_curates_a_new_article_with_nothing_but_the_browser(
    page: Page, desk: Desk
) -> None:
    page.goto(f"{desk.origin}/sources")
    page.get_by_label("Or paste its text").fill(
        "Ministers talk about the river\n14 March 2024\n"
        "Norway said on 13 March that it would pay 40 million euros for the centre.\n"
        "Portugal said on 13 March that it would pay nothing before the autumn.\n"
        "Ministers meet again on 2 April in Oslo.\n"
    )
    page.get_by_label("Its id").fill("ministers")
    page.get_by_label("Its language").fill("en")
    page.get_by_role("button", name="Import").click()
    page.wait_for_url("**/source/ministers")
    add(page, 3, "Position", {"country": "NO", "stance": "supports", "date": "2024-03-13"},
        "Norway said that it would pay 40 million euros for the centre.",
        "قالت النرويج إنها ستدفع 40 مليون يورو للمركز.")  # fmt: skip
    add(page, 4, "Position", {"country": "PT", "stance": "conditional", "date": "2024-03-13"},
        "Portugal said that it would pay nothing before the autumn.",
        "قالت البرتغال إنها لن تدفع شيئًا قبل الخريف.")  # fmt: skip
    add(page, 5, "Event", {"date": "2024-04-02"},
        "Ministers are to meet again in Oslo.",
        "من المقرر أن يجتمع الوزراء مجددًا في أوسلو.")  # fmt: skip
    article = desk.read("content/articles/ministers.yaml")
    assert article.count("  - id: ") == 3
    assert "unread" not in article
    page.get_by_role("link", name="no-joint-centre").click()
    page.get_by_role("checkbox", name="Norway: A new dossier").check()
    # The page says what is still to be written, and leads there.
    frame = opened(page, desk)
    frame.get_by_role("link", name="a document would show").first.click()
    for name, text in (
        ("title/ar", "الوزراء يبحثون شأن النهر"),
        ("short/en", "Ministers"),
        ("short/ar", "الوزراء"),
        ("summary/en", "Who pays for the centre."),
        ("summary/ar", "من يدفع كلفة المركز."),
    ):
        page.locator(f"#panel textarea[name='{name}']").fill(text)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#panel .note")).to_have_text("Saved.")
    for edition, words in (("en", "40 million euros"), ("ar", "40 مليون يورو")):
        frame = opened(page, desk, edition)
        expect(frame.get_by_text(re.compile(words)).first).to_be_visible()


def add(page: Page, paragraph: int, kind: str, values: dict[str, str], *texts: str) -> None:
    """Make a statement of a paragraph of the source that is open."""
    page.get_by_role("button", name=f"Cite paragraph {paragraph}, or").first.click()
    page.get_by_role("button", name=kind, exact=True).click()
    expect(page.locator("#panel input[name='at']")).to_have_value(str(paragraph))
    for name in ("country", "stance"):
        if name in values:
            page.locator(f"#panel select[name='{name}']").select_option(values[name])
    if kind == "Position":
        page.locator("#panel select[name='topic']").select_option("joint-centre")
        page.locator("#panel select[name='nature']").select_option("statement")
    page.locator("#panel input[name$='date']").first.fill(values["date"])
    for code, text in zip(("en", "ar"), texts, strict=True):
        page.locator(f"#panel textarea[name='text/{code}']").fill(text)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#panel .note")).to_have_text("Saved.")
    page.get_by_role("button", name="Close").click()
    page.goto(page.url)


def test_everything_is_done_by_keyboard(page: Page, desk: Desk) -> None:
    frame = opened(page, desk)
    frame.locator("[data-path]").first.focus()
    for _ in range(60):
        path = page.frames[-1].evaluate("document.activeElement.dataset.path || ''")
        if path == f"{NORWAY}/text/en":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    field = page.locator("textarea[name='text/en']")
    expect(field).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type(" Indeed.")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "submit":
            break
    page.keyboard.press("Enter")
    expect(page.locator("#panel .note")).to_have_text("Saved.")
    assert "Indeed." in desk.read(ARTICLE)


@pytest.mark.parametrize("kind", ["experts", "figures", "events", "polls"])
def test_every_kind_of_statement_has_a_form_that_changes_nothing_by_itself(
    page: Page, desk: Desk, kind: str
) -> None:
    before = desk.read(ARTICLE)
    names = re.search(rf"^{kind}:.*?\bid: ([a-z-]+)", before, re.DOTALL | re.MULTILINE)
    assert names
    page.goto(f"{desk.origin}/source/example")
    page.evaluate("0")
    found = page.request.get(f"{desk.origin}/item/articles/example/{kind}/{names[1]}")
    assert found.status == 200
    page.evaluate(
        "address => fetch(`/item/${address}`).then(a => a.text()).then(html => {"
        "  const panel = document.querySelector('#panel');"
        "  panel.innerHTML = html; panel.hidden = false; })",
        f"articles/example/{kind}/{names[1]}",
    )
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#panel .note")).to_have_text("Nothing was changed.")
    assert desk.read(ARTICLE) == before


def test_a_text_of_a_brief_is_changed(page: Page, desk: Desk) -> None:
    before = desk.read(CARD)
    frame = opened(page, desk)
    frame.locator("[data-path='briefs/country-no/title/en']").first.click()
    page.locator("#panel textarea[name='en']").fill("Norway: the river")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#panel .note")).to_have_text("Saved.")
    assert changed_lines(before, desk.read(CARD)) == [
        'title: {en: "Norway: the river", ar: "النرويج: ملف جديد"}'
    ]


def test_a_new_project_has_no_problem_to_work_on(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.origin}/work")
    assert page.locator(".count").all_inner_texts()[0] == "0"
