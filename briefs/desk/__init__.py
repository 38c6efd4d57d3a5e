"""The desk: a page in the browser to read, check and change a project, and to see its documents.

The pages are made on the server; a script of ours asks for parts of them and puts them in place.
Every change is made in the text of a YAML file, of which no other byte changes. Whoever edits the
same file elsewhere is never overwritten. Documents are built by `briefs watch`, which runs beside.

    server    serves on the loopback address, watches files
    guard     refuses requests that are not of the desk's own page
    app       the addresses, and what answers them
    reading   what is shown
    saving    what is changed
    views     the values that templates show
    evidence  paragraphs of a source, history of a statement
    edits     what a form changes beside what others have changed
    forms     the fields of an item by its model
    items     an item of the content by its address
    state     the project as it is now; saving and undoing
    documents the documents of each brief, and their states
    lists     parts of long lists
    words     the desk's own words, in the languages of messages
"""

from briefs.desk.server import serve
from briefs.desk.state import Places

__all__ = ["Places", "serve"]
