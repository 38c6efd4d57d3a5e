"""What Jinja is kept from, and the templates that it has compiled."""

from functools import lru_cache
from pathlib import PurePath
from typing import Any, ClassVar

import jinja2
from jinja2.bccache import Bucket
from jinja2.sandbox import SandboxedEnvironment
from pydantic import BaseModel


class Sandbox(SandboxedEnvironment):
    """Keeps templates from files and from all that runs code, since a project may come from others.

    Jinja's own sandbox keeps internals of Python from them; here, the methods of paths and those
    that pydantic gives every model, of which some read files and unpickle. What is decided of an
    attribute of a class is remembered in `known`: it depends on nothing else.
    """

    known: ClassVar[dict[tuple[type, str], bool]] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may use an attribute of an object."""
        safe = self.known.get((type(obj), attr))
        if safe is None:
            of_model = isinstance(obj, BaseModel) and hasattr(BaseModel, attr)
            refused = isinstance(obj, PurePath) or of_model
            safe = not refused and bool(super().is_safe_attribute(obj, attr, value))
            self.known[type(obj), attr] = safe
        return safe


class CompiledTemplates(jinja2.BytecodeCache):
    """The templates that were compiled for a language: to compile one takes longer than to fill it.

    Jinja applies filters to constants as it compiles, so that the code depends on the language.
    """

    def __init__(self) -> None:
        self.templates: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with the code of a template, if that has been compiled."""
        if bucket.key in self.templates:
            bucket.bytecode_from_string(self.templates[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self.templates[bucket.key] = bucket.bytecode_to_string()


@lru_cache(maxsize=16)
def compiled_templates(_language: str) -> CompiledTemplates:
    """Return the compiled templates of a language, given all that its filters depend on."""
    return CompiledTemplates()
