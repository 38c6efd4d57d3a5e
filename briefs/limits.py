"""The sizes at which input is refused or output is cut short; docs/limits.md explains each.

The size limits of Word and PDF files stand in `briefs.docx.safe_package` and
`briefs.pdf.read_attachments`, and the longest number of a text in `briefs.numerals.digits`.
"""

# Content, theme and strings.
LARGEST_FILE = 2_000_000  # characters of a YAML file
DEEPEST_NESTING = 40  # levels of lists and mappings
LONGEST_TEXT = 10_000  # characters of one text; some checks need time in the square of it
LONGEST_NUMBER = 30  # characters of a number
LONGEST_ID = 60  # of an article or brief, whose id is the name of files
MOST_PARAGRAPHS = 10_000  # of an article
MOST_REPAIRS = 50  # faults of syntax in one file after which the rest of it is not read

# Sources that are imported.
LARGEST_PDF = 50_000_000  # bytes
LARGEST_WORD_SOURCE = 20_000_000  # bytes of a .docx
LARGEST_WEB_PAGE = 5_000_000  # bytes
LARGEST_PLAIN_TEXT = 5_000_000  # bytes
MOST_PAGES = 300  # of a PDF
MOST_CHARACTERS = 2_000_000  # of a PDF
MOST_ELEMENTS = 50_000  # of a web page
MOST_SOURCE_PARAGRAPHS = 5_000  # paragraphs of a source
LONGEST_SOURCE_PARAGRAPH = 50_000  # characters of a paragraph of a source
LONGEST_METADATUM = 500  # characters of a title, publisher or address in the metadata
LONGEST_IMPORT = 120  # seconds that the reading of a source takes
MOST_IMPORT_MEMORY = 3_000_000_000  # bytes of address space that it takes

# Documents.
LONGEST_WRITING = 1_200  # seconds that the writing of one document takes
LARGEST_STORE = 1_000_000_000  # bytes of all documents that are kept in the user's cache
MOST_MEMORY = 6_000_000_000  # bytes of address space of a worker

# What is told of faults.
MOST_IN_A_FILE = 100  # faults of one kind in one file
MOST_SHOWN = 200  # problems that a command prints
LONGEST_VALUE = 200  # characters of a value inside a message
LONGEST_LINE = 100  # characters of a line of the file under a message
LONGEST_WORD = 100  # characters of a word for which a similar one is looked for
