"""TODO door of checks."""

from briefs.checks.registry import blocked_briefs, check
from briefs.checks.reviews import REVIEWS_LOCK, mark_reviewed, read_reviews_lock, reviews_lock_text
from briefs.checks.style import style_fixes
from briefs.checks.verify import COVERAGE_HEADINGS, SOURCES_LOCK, read_sources_lock, verify_claims

__all__ = [
    "COVERAGE_HEADINGS",
    "REVIEWS_LOCK",
    "SOURCES_LOCK",
    "blocked_briefs",
    "check",
    "mark_reviewed",
    "read_reviews_lock",
    "read_sources_lock",
    "reviews_lock_text",
    "style_fixes",
    "verify_claims",
]
