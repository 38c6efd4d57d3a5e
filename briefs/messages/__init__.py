"""Sentences to a user, each with the English template and the values that it is made of.

    message      `Message`, and `fill`, `counted`, `Template` and others, which make one
    translation  a message in another language, by the catalogue of that language
    ar.po        the catalogue of Arabic, kept by `make messages`

Every message is made of a literal template, so that the catalogues are complete: the types refuse
any other string where a message is wanted, and a test finds templates that are no literals.
"""

from briefs.messages.message import (
    Message,
    Template,
    concat,
    counted,
    fill,
    from_json,
    joined,
    localized,
    reason_of,
    to_json,
    verbatim,
)
from briefs.messages.translation import ENGLISH, LANGUAGES, is_right_to_left, translate

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "Message",
    "Template",
    "concat",
    "counted",
    "fill",
    "from_json",
    "is_right_to_left",
    "joined",
    "localized",
    "reason_of",
    "to_json",
    "translate",
    "verbatim",
]
