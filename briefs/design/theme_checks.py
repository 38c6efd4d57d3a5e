"""Checks a theme, merged of layers, against languages, templates, the style sheet and fonts.

Each problem is told in the uppermost layer that states what is wrong.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from babel import Locale

from briefs.content import KeyPath, YamlFile, is_language
from briefs.design.faces import FACES, Faces
from briefs.design.theme import NEEDED_COLOURS, NEEDED_SIZES, Theme
from briefs.messages import joined
from briefs.problems import Message, Problem, closest, fill

NEEDED = (("colours", NEEDED_COLOURS), ("sizes", NEEDED_SIZES))
Layers = list[YamlFile]
FACE_NAMES: Mapping[str, Message] = {"regular": fill("regular"), "bold": fill("bold")}


@dataclass(frozen=True)
class Assets:
    """The templates, style sheet and faces of fonts (if they are known) of a theme.

    `languages` are those of the project: fonts of others need not be there.
    """

    templates: frozenset[str]
    css: str
    faces: Faces | None = None
    languages: frozenset[str] = frozenset()


def theme_problems(layers: Layers, theme: Theme, assets: Assets) -> list[Problem]:
    """Return what is wrong with a theme that matches its model, given the layers it is made of."""
    problems = [
        *unknown_languages(layers, theme),
        *foreign_months(layers, theme),
        *missing_names(layers, theme),
        *unused_names(layers, theme, assets.css),
        *unknown_templates(layers, theme, assets.templates),
    ]
    if assets.faces is not None:
        problems += unknown_fonts(layers, theme, assets.faces, assets.languages)
    return problems


def layer_of(layers: Layers, path: KeyPath) -> YamlFile:
    """Return the uppermost layer that has a path of keys, or else the lowest layer."""
    return next((layer for layer in reversed(layers) if path in layer.places), layers[0])


def at_key(layers: Layers, path: KeyPath, code: str, message: Message, hint: Message) -> Problem:
    """Return a problem at a key, in the uppermost layer that has it."""
    layer = layer_of(layers, path)
    place = layer.keys.get(path, layer.place(path))
    return Problem(layer.file, *place, code, message, hint)


def unknown_languages(layers: Layers, theme: Theme) -> Iterator[Problem]:
    """Yield languages that CLDR does not know, and editions of languages without a style."""
    for code in theme.languages:
        if not is_language(code):
            message = fill("“{code}” is not a language", code=code)
            hint = fill("write the ISO 639 code of the language, such as en, ar or fr")
            yield at_key(layers, ("languages", code), "language-unknown", message, hint)
    for name, codes in theme.editions.items():
        for index, code in enumerate(codes):
            if code not in theme.languages:
                message = fill("the theme has no language “{code}”", code=code)
                path = ("editions", name, index)
                hint = closest(code, theme.languages)
                yield layer_of(layers, path).problem(path, "language-unknown", message, hint)


def foreign_months(layers: Layers, theme: Theme) -> Iterator[Problem]:
    """Yield the locales of month names that are of another language than their own."""
    for code, style in theme.languages.items():
        if not is_language(code):
            continue
        own = Locale.parse(style.locale or code).language
        for name in style.months:
            if Locale.parse(name).language != own:
                message = fill("“{name}” is a locale of another language", name=name)
                hint = fill("write locales of “{language}” under months", language=own)
                path = ("languages", code, "months")
                yield layer_of(layers, path).problem(path, "locale-unknown", message, hint)


def missing_names(layers: Layers, theme: Theme) -> Iterator[Problem]:
    """Yield the colours and sizes that documents need and the theme does not have."""
    for key, needed in NEEDED:
        for name in sorted(needed - set(getattr(theme, key))):
            message = fill("the theme lacks “{name}” in “{key}”", name=name, key=key)
            hint = fill("add {name}: … to {key}, as the packaged theme has it", name=name, key=key)
            yield layers[0].problem((key,), "key-missing", message, hint)


def unused_names(layers: Layers, theme: Theme, css: str) -> Iterator[Problem]:
    """Yield the colours and sizes of a project that neither the package nor its CSS names."""
    for key, needed in NEEDED:
        known = needed | set(layers[0].data[key])
        prefix = "--size-" if key == "sizes" else "--"
        for name in sorted(set(getattr(theme, key)) - known):
            if f"{prefix}{name}" not in css:
                message = fill("nothing uses “{name}” in “{key}”", name=name, key=key)
                yield at_key(layers, (key, name), "key-unknown", message, closest(name, known))


def unknown_templates(layers: Layers, theme: Theme, names: frozenset[str]) -> Iterator[Problem]:
    """Yield the templates under `word: dense:` that do not exist."""
    for name in sorted(set(theme.word.dense) - names):
        path = ("word", "dense", name)
        message = fill("unknown template “{name}”", name=name)
        yield at_key(layers, path, "template-unknown", message, closest(name, names))


def unknown_fonts(
    layers: Layers, theme: Theme, faces: Faces, languages: frozenset[str]
) -> Iterator[Problem]:
    """Yield the fonts of some languages that are not there, or lack a face.

    Without this, documents would be set in another font, and nobody told.
    """
    for code, style in theme.languages.items():
        if code not in languages:
            continue
        for key in ("text", "label"):
            family = getattr(style, key)
            there = faces.files.get(family, {})
            lacking = [face for face in FACES if face not in there]
            if not there:
                message = fill("no file in the folder of fonts has the font “{font}”", font=family)
                hint = closest(family, faces.files)
            else:
                message = fill(
                    "the folder of fonts lacks the face “{face}” of the font “{font}”",
                    face=joined(fill(", "), [FACE_NAMES[face] for face in lacking]),
                    font=family,
                )
                hint = fill("put the file back; the other faces of this font are there")
            if lacking:
                if names := ", ".join(faces.damaged):
                    hint = fill(
                        "put whole files in place of the damaged ones: {names}", names=names
                    )
                path = ("languages", code, key)
                yield layer_of(layers, path).problem(path, "font-unknown", message, hint)
