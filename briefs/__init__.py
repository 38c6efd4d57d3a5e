"""Evidence-first generator of bilingual briefing documents."""

__version__ = "0.1.0"
