"""Evidence-first generator of bilingual briefing documents. The API is `briefs.api`."""

__version__ = "0.2.0"
