"""The digests of options and inputs by which a build knows that nothing has changed."""

import os
from pathlib import Path

import pytest

from briefs.build.inputs import assets_digest, input_digests
from briefs.build.manifest import read_manifest
from briefs.build.options import BuildOptions
from briefs.build.pipeline import is_up_to_date
from briefs.design import load_design
from tests.support.checkout import Checkout


@pytest.fixture
def request_of(content: Path, templates: Path, tmp_path: Path) -> BuildOptions:
    return BuildOptions(content, templates, tmp_path / "output")


def digest_of_assets(options: BuildOptions) -> str:
    design = load_design(options.own_templates)
    return assets_digest(options, design.assets, design.inputs)


def test_changed_added_and_removed_files_change_the_digest_of_inputs(
    request_of: BuildOptions,
) -> None:
    seen = {input_digests(request_of).inputs}
    for path in (
        request_of.content / "articles" / "alpha.yaml",
        request_of.content / "people.yaml",
        request_of.own_templates / "pdf.css",
        request_of.own_templates / "strings" / "ar.yaml",
        request_of.own_templates / "partials" / "parts.html.j2",
    ):
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        seen.add(input_digests(request_of).inputs)
    (request_of.content / "briefs" / "new.yaml").write_text("x")
    seen.add(input_digests(request_of).inputs)
    (request_of.content / "briefs" / "norway.yaml").unlink()
    seen.add(input_digests(request_of).inputs)
    assert len(seen) == 8


def test_the_project_file_is_an_input_from_wherever_one_stands(
    request_of: BuildOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    options = BuildOptions(Path("content"), Path("templates"))
    before = input_digests(options).inputs
    monkeypatch.chdir(tmp_path / "content")
    below = BuildOptions(Path("../content"), Path("../templates"), project=Path(".."))
    assert input_digests(below).inputs == before == input_digests(request_of).inputs
    (tmp_path / "briefs.yaml").write_text("id: water\n", encoding="utf-8")
    assert input_digests(below).inputs != before


def test_times_hidden_files_and_lock_files_do_not_change_the_digest(
    request_of: BuildOptions,
) -> None:
    before = input_digests(request_of).inputs
    os.utime(request_of.content / "people.yaml", (1, 1))
    (request_of.content / ".people.yaml.swp").write_text("x")
    (request_of.content / "~lock").write_text("x")
    assert input_digests(request_of).inputs == before


def test_the_stylesheet_changes_the_digest_of_assets_and_content_does_not(
    request_of: BuildOptions,
) -> None:
    before = digest_of_assets(request_of)
    people = request_of.content / "people.yaml"
    people.write_text(people.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert digest_of_assets(request_of) == before
    css = request_of.own_templates / "pdf.css"
    css.write_text(css.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert digest_of_assets(request_of) != before


def test_only_an_unforced_build_of_everything_can_be_up_to_date(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(checkout.root)
    inputs = read_manifest(checkout.output).inputs
    assert inputs
    assert is_up_to_date(BuildOptions(), inputs)
    assert not is_up_to_date(BuildOptions(), "other")
    assert not is_up_to_date(BuildOptions(force=True), inputs)
    assert not is_up_to_date(BuildOptions(briefs=("norway",)), inputs)
    assert not is_up_to_date(BuildOptions(output=Path("nowhere")), "")
