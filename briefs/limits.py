"""The sizes at which input is refused or output is cut short; docs/limits.md explains each.

The size limits of Word and PDF files stand in `briefs.docx.safe_package` and
`briefs.pdf.read_attachments`, and the longest number of a text in `briefs.numerals.digits`.
"""

# Content, theme and strings.
LARGEST_FILE = 2_000_000  # characters of a YAML file
DEEPEST_NESTING = 40  # levels of lists and mappings
LONGEST_TEXT = 10_000  # characters of one text; some checks need time in the square of it
LONGEST_NUMBER = 30  # characters of a number
MOST_PARAGRAPHS = 10_000  # of an article
MOST_REPAIRS = 50  # faults of syntax in one file after which the rest of it is not read

# What is told of faults.
MOST_IN_A_FILE = 100  # faults of one kind in one file
MOST_SHOWN = 200  # problems that a command prints
LONGEST_VALUE = 200  # characters of a value inside a message
LONGEST_LINE = 100  # characters of a line of the file under a message
LONGEST_WORD = 100  # characters of a word for which a similar one is looked for
