"""TODO door of export."""

from briefs.export.attachments import attachments_of
from briefs.export.json_ld import evidence_json, sources_json

__all__ = ["attachments_of", "evidence_json", "sources_json"]
