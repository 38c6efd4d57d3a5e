"""Every problem that a user can cause is reported with its code and line, all at once.

A file of `problems/` is a content file with faults; each line that has one says so in a comment,
`# expect: code`. Its first line says which file of the case content it replaces. A folder
replaces several files at once.
"""

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from briefs.checks import registry
from briefs.cli.language import printable
from briefs.cli.show import lines_of, show, show_all
from briefs.content.library import load
from briefs.design import load_design
from briefs.problems import CODES, Message, Problem, closest, errors
from tests.support.paths import ROOT, TEMPLATES

CASES = ROOT / "tests" / "documents" / "problems"
EXPECTED = re.compile(r"# expect: (.+)$")
REPLACES = re.compile(r"# replaces: (\S+)")

MISTAKES = "cli/test_mistakes.py::test_a_mistake_is_told_once_at_its_place_with_what_to_do"
# The codes that no content file of `problems/` causes, with the test that does.
ELSEWHERE: Mapping[str, str] = {
    "document-stopped": "build/test_workers.py::test_a_document_that_cannot_be_written_takes_no_other_with_it",
    "file-refused": "build/test_write_faults.py::test_a_full_disk_is_a_problem_and_every_document_is_there_still",
    "build-refused": "desk/test_builds.py::test_a_build_beside_another_is_a_problem_that_ends_no_builder",
    "character-refused": "checks/test_languages.py::test_the_house_style_of_a_language_is_data",
    "language-unread": "checks/test_languages.py::test_what_no_data_can_judge_is_said_once_and_fails_nothing",
    "space-missing": "checks/test_languages.py::test_the_house_style_of_a_language_is_data",
    "coverage-gap": "checks/test_coverage.py::test_a_figure_name_or_quotation_that_no_statement_takes_up_is_a_gap",
    "derived-unused": "checks/test_seeded_faults.py::test_a_seeded_fault_is_found",
    "figure-unsupported": "checks/test_figures.py::test_each_number_that_the_source_does_not_have_is_reported",
    "holder-unnamed": "checks/test_seeded_faults.py::test_a_seeded_fault_is_found",
    "left-out-reason": "checks/test_attribution.py::test_addresses_and_repeated_lines_are_left_out_for_their_reason",
    "not-shown": "checks/test_unshown.py::test_statements_and_experts_that_no_brief_shows_are_listed_at_their_lines",
    "title-changed": "checks/test_seeded_faults.py::test_a_seeded_fault_is_found",
    "lock-malformed": "build/test_write_faults.py::test_a_damaged_lock_is_a_problem_and_stops_nothing",
    "lock-outdated": "checks/test_source_texts.py::test_a_lock_that_does_not_match_the_content_is_reported",
    "source-changed": "checks/test_source_texts.py::test_a_changed_paragraph_is_reported_with_the_statements_that_cite_it",
    "source-missing": "checks/test_source_texts.py::test_a_missing_source_text_is_reported_and_keeps_its_fingerprints",
    "uncovered-unused": "checks/test_seeded_faults.py::test_a_seeded_fault_is_found",
    "contradiction-undeclared": "checks/test_contradictions.py::test_a_contradiction_must_be_declared",
    "page-bare": "pdf/test_page_lint.py::test_a_page_is_at_least_a_fifth_full_unless_it_is_the_last",
    "page-contrast": "pdf/test_page_lint.py::test_text_needs_contrast_with_its_background",
    "page-heading-last": "pdf/test_page_lint.py::test_a_heading_caption_or_date_may_not_end_a_page",
    "page-line-length": "pdf/test_page_lint.py::test_lines_that_are_too_long_or_too_short_are_reported_with_their_position",
    "page-outside": "pdf/test_page_lint.py::test_content_outside_the_type_area_or_its_cell_is_reported",
    "page-row-split": "pdf/test_page_lint.py::test_a_row_stays_on_one_page_unless_no_page_could_hold_it",
    "text-unwritten": "build/test_build.py::test_a_document_that_would_show_a_text_still_to_be_written_is_not_built",
    "page-small": "pdf/test_page_lint.py::test_text_under_eight_points_is_reported",
    "edit-refused": "content/test_yaml_edit.py::test_an_edit_that_cannot_be_written_is_refused_and_changes_nothing",
    "not-reviewed": "checks/test_reviews.py::test_new_texts_and_texts_changed_on_both_sides_are_one_warning_a_file",
    "translation-stale": "checks/test_reviews.py::test_a_translation_left_unchanged_is_reported_at_its_line",
    "edit-conflict": "cli/test_pull.py::test_a_conflict_is_shown_three_ways_and_nothing_is_overwritten",
    **dict.fromkeys(
        ("colour-malformed", "comma-arabic", "css-syntax", "css-url", "font-unknown"), MISTAKES
    ),
    **dict.fromkeys(
        ("locale-unknown", "marks-piled", "string-malformed", "string-missing"), MISTAKES
    ),
    **dict.fromkeys(("text-cut", "value-missing", "yaml-bracket", "yaml-comment"), MISTAKES),
    **dict.fromkeys(("yaml-indentation", "yaml-syntax", "yaml-tab"), MISTAKES),
    "file-name": "content/test_loader.py::test_a_file_under_another_ending_is_told_with_its_right_name",
    "file-unreadable": "content/test_loader.py::test_a_folder_or_a_device_in_the_place_of_a_file_is_a_problem",
    "text-too-large": "cli/test_hostile_text.py::test_a_hostile_file_is_a_problem_in_bounded_time_and_output",
    "file-exists": "cli/test_inspect.py::test_extracting_overwrites_no_existing_file",
    "file-missing": "checks/test_problems.py::test_a_missing_file_is_reported",
    "file-not-utf8": "checks/test_problems.py::test_a_file_that_is_not_utf8_is_reported",
    "file-too-large": "content/test_yaml_file.py::test_a_file_over_the_size_is_not_read",
    "glyph-missing": "pdf/test_verify_text.py::test_a_document_that_would_not_copy_is_not_written",
    "contents-page": "pdf/test_verify_text.py::test_a_contents_list_with_another_page_is_an_error",
    "text-layer": "pdf/test_verify_text.py::test_a_fault_is_reported_with_word_font_page_and_statement",
    "html-attribute": "html/test_document.py::test_markup_outside_the_vocabulary_is_reported_with_its_line",
    "html-class": "html/test_document.py::test_markup_outside_the_vocabulary_is_reported_with_its_line",
    "html-element": "html/test_document.py::test_markup_outside_the_vocabulary_is_reported_with_its_line",
    "html-id": "html/test_document.py::test_a_repeated_id_is_reported",
    "import-characters": "ingest/test_hostile.py::test_dropped_characters_are_counted_in_a_warning",
    "import-encoding": "ingest/test_hostile.py::test_a_source_that_cannot_be_imported_is_a_problem_with_its_reason",
    "import-kind": "ingest/test_hostile.py::test_a_source_that_cannot_be_imported_is_a_problem_with_its_reason",
    "import-language": "ingest/test_hostile.py::test_a_source_that_cannot_be_imported_is_a_problem_with_its_reason",
    "import-locked": "ingest/test_hostile.py::test_a_source_that_cannot_be_imported_is_a_problem_with_its_reason",
    "import-no-reader": "ingest/test_hostile.py::test_a_reader_that_is_not_installed_is_a_problem",
    "import-no-text": "ingest/test_hostile.py::test_a_source_that_cannot_be_imported_is_a_problem_with_its_reason",
    "import-too-large": "ingest/test_hostile.py::test_a_source_that_cannot_be_imported_is_a_problem_with_its_reason",
    "import-unreadable": "ingest/test_hostile.py::test_a_source_that_cannot_be_imported_is_a_problem_with_its_reason",
    "import-missing": "cli/test_new_article.py::test_a_source_that_is_not_there_is_a_problem",
    "html-malformed": "html/test_document.py::test_html_that_is_not_well_formed_is_reported_with_its_line",
    "link-refused": "html/test_document.py::test_links_lead_within_the_document_to_the_web_or_to_mail",
    "manifest-unreadable": "build/test_build.py::test_a_folder_is_checked_against_its_manifest",
    "output-changed": "build/test_build.py::test_a_folder_is_checked_against_its_manifest",
    "output-edited": "build/test_build.py::test_an_edited_word_document_is_not_replaced_unless_forced",
    "output-foreign": "build/test_build.py::test_a_build_into_the_output_of_another_project_stops_and_touches_nothing",
    "output-missing": "build/test_build.py::test_a_folder_is_checked_against_its_manifest",
    "output-unlisted": "build/test_build.py::test_a_folder_is_checked_against_its_manifest",
    "pages-unknown": "docx/test_toc_pages.py::test_a_failure_of_libreoffice_is_reported",
    "pdf-engine": "build/test_build.py::test_a_warning_of_the_pdf_engine_is_a_problem",
    "pdf-foreign": "cli/test_inspect.py::test_a_pdf_of_another_program_is_refused",
    "pdf-unreadable": "cli/test_inspect.py::test_a_hostile_or_broken_pdf_is_refused",
    "pdf-unsafe": "cli/test_inspect.py::test_a_hostile_or_broken_pdf_is_refused",
    "reference-unknown": "html/test_document.py::test_a_link_to_an_unknown_id_is_reported",
    "word-foreign": "pull/test_round_trip.py::test_a_document_of_another_program_or_of_other_content_is_refused",
    "word-unreadable": "docx/test_size_limits.py::test_a_hostile_document_is_refused_with_a_reason",
    "word-unsafe": "docx/test_size_limits.py::test_a_hostile_document_is_refused_with_a_reason",
    "template-error": "html/test_templates.py::test_an_error_of_a_template_is_reported_at_its_line",
    "template-syntax": "html/test_templates.py::test_an_error_of_a_template_is_reported_at_its_line",
    "word-base-lacks": "docx/test_reference_doc.py::test_styles_that_the_template_lacks_are_added_and_reported",
    "word-base-page": "docx/test_reference_doc.py::test_an_unusable_page_is_reported_and_that_of_the_theme_used",
    "word-base-unreadable": "docx/test_reference_doc.py::test_a_file_that_is_no_template_is_refused",
}


def files_of(case: Path) -> dict[str, str]:
    """Return the texts of the files that a case replaces, by their paths in the content folder."""
    if case.is_dir():
        return {
            path.relative_to(case).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(case.rglob("*.yaml"))
        }
    text = case.read_text(encoding="utf-8")
    found = REPLACES.match(text)
    assert found, f"{case.name} does not say in its first line which file it replaces"
    return {found.group(1): text}


def expected_in(text: str) -> Counter[tuple[int, str]]:
    """Return the lines and codes that the comments of a file expect."""
    return Counter(
        (number, code)
        for number, line in enumerate(text.split("\n"), 1)
        for found in EXPECTED.finditer(line)
        for code in found.group(1).split(", ")
    )


def check(content: Path) -> list[Problem]:
    """Return all problems of a content folder, as `build.py check` does."""
    return registry.check(load(content), load_design(TEMPLATES).check_context)


ALL = sorted(CASES.iterdir())


@pytest.mark.parametrize("case", ALL, ids=lambda path: path.stem)
def test_every_fault_is_reported_at_its_line_and_nothing_else_is(case: Path, content: Path) -> None:
    files = files_of(case)
    for name, text in files.items():
        assert (content / name).exists(), f"{name} is not a file of the case content"
        (content / name).write_text(text, encoding="utf-8")
    found = Counter(
        (Path(one.file).relative_to(content).as_posix(), one.line, one.code)
        for one in set(check(content))
    )
    expected = Counter(
        {
            (name, *place): count
            for name, text in files.items()
            for place, count in expected_in(text).items()
        }
    )
    assert expected, "the case expects nothing"
    assert found == expected


@pytest.mark.parametrize("case", ALL, ids=lambda path: path.stem)
def test_every_fault_is_shown_with_its_line_a_caret_and_its_hint(case: Path, content: Path) -> None:
    for name, text in files_of(case).items():
        (content / name).write_text(text, encoding="utf-8")
    problems = check(content)
    blocks = show_all(problems).split("\n\n")
    assert len(blocks) == len(set(problems)) > 0
    for problem, block in zip(sorted(set(problems)), blocks, strict=True):
        text = lines_of(problem.file)[problem.line - 1]
        assert 1 <= problem.column <= len(text)
        head, line, caret, *hint = block.split("\n")
        assert head.startswith(f"{problem.file}:{problem.line}:{problem.column}: ")
        assert f"[{problem.code}]" in head
        assert printable(problem.message) in head
        assert line.startswith(f"{problem.line:>5} | ")
        assert line[8:].strip("…") in printable(text)
        assert line[caret.index("^")] in (text[problem.column - 1], "<")
        assert hint == ([f"      hint: {problem.hint}"] if problem.hint else [])


def test_every_code_has_a_case_or_a_named_test() -> None:
    in_cases = {
        code for case in ALL for text in files_of(case).values() for _, code in expected_in(text)
    }
    assert in_cases | set(ELSEWHERE) == set(CODES)
    assert not in_cases & set(ELSEWHERE)
    for code, test in ELSEWHERE.items():
        file, _, name = test.partition("::")
        text = (ROOT / "tests" / file).read_text(encoding="utf-8")
        assert f"def {name}(" in text, f"{test} does not exist"
        assert re.search(rf'["\[]{code}["\]]', text), f"{file} never names {code}"


def test_the_documentation_lists_every_code_with_its_meaning() -> None:
    page = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
    assert dict(re.findall(r"^\| `([a-z0-9-]+)` \| (.*) \|$", page, re.MULTILINE)) == CODES


def test_a_missing_file_is_reported(content: Path) -> None:
    (content / "people.yaml").unlink()
    found = check(content)
    assert [(Path(one.file).name, one.code) for one in found] == [("people.yaml", "file-missing")]


def test_a_file_that_is_not_utf8_is_reported(content: Path) -> None:
    (content / "topics.yaml").write_bytes("topics: [] # خط".encode("cp1256"))
    found = check(content)
    assert [(Path(one.file).name, one.code) for one in found] == [("topics.yaml", "file-not-utf8")]
    assert "UTF-8" in found[0].hint
    assert "file-not-utf8" in show_all(found)


def test_the_case_content_itself_has_no_problems(content: Path) -> None:
    assert check(content) == []


def test_an_empty_content_folder_lacks_its_four_files(tmp_path: Path) -> None:
    assert [one.code for one in check(tmp_path)] == ["file-missing"] * 4


@pytest.mark.parametrize(
    "name", ["../briefs.yaml", "people.yaml", "topics.yaml", "contradictions.yaml"]
)
@pytest.mark.parametrize(
    "text", ["word", "[]", "{}", "[[1]]", "people: 3", "topics: [x, {id: []}]"]
)
def test_a_file_of_another_shape_is_a_problem_and_no_crash(
    name: str, text: str, content: Path
) -> None:
    (content / name).write_text(text, encoding="utf-8")
    found = check(content)
    assert found
    assert {Path(one.file).name for one in found} == {Path(name).name}


def test_windows_line_endings_change_no_position(content: Path) -> None:
    case = files_of(CASES / "people-rules.yaml")["people.yaml"]
    (content / "people.yaml").write_text(case, encoding="utf-8")
    expected = check(content)
    (content / "people.yaml").write_bytes(case.replace("\n", "\r\n").encode())
    assert check(content) == expected


def test_a_caret_is_under_its_letter_after_tabs() -> None:
    shown = show(Problem("a.yaml", 3, 3, "invalid", Message("what")), "\t\tword")
    assert shown.split("\n")[1:] == ["    3 | \t\tword", "      | \t\t^"]


def test_a_problem_without_a_line_is_shown_without_one() -> None:
    assert show(Problem("a.yaml", 9, 1, "invalid", Message("what"), Message("do")), None) == (
        "a.yaml:9:1: error [invalid] what\n      hint: do"
    )


def test_problems_are_shown_once_and_in_the_order_of_their_lines() -> None:
    late, early = (Problem("a", line, 1, "invalid", Message("what")) for line in (10, 9))
    assert show_all([late, early, late]) == f"{show(early, None)}\n\n{show(late, None)}"


def test_a_code_that_is_not_listed_cannot_be_used() -> None:
    with pytest.raises(ValueError, match="no-such-code"):
        Problem("a", 1, 1, "no-such-code", Message("what"))


def test_a_hint_names_the_nearest_word_or_those_that_there_are() -> None:
    assert closest("troop", ["troops", "arms"]) == "did you mean “troops”?"
    assert closest("zzz", ["troops", "arms"]) == "known: arms, troops"
    assert closest("zzz", [f"w{n:02}" for n in range(13)]).endswith("w11 …")
    assert closest("zzz", []) == ""


def test_a_warning_does_not_count_as_an_error() -> None:
    error = Problem("a", 1, 1, "invalid", Message("what"))
    warning = Problem("a", 1, 1, "gist-missing", Message("what"))
    assert errors([error, warning]) == [error]
    assert show(warning, None).startswith("a:1:1: warning [gist-missing]")


def test_the_cases_replace_files_of_every_kind() -> None:
    assert len(ALL) >= 15
    names = {name for case in ALL for name in files_of(case)}
    assert names >= {"people.yaml", "topics.yaml", "contradictions.yaml", "articles/alpha.yaml"}
