"""The command line: `briefs` and `build.py`.

`main` finds the command in a table by name and imports only the module that has it. A command
parses its words, calls the API, prints problems and results, and returns an exit status: 0 done,
1 problems in the user's input, 2 wrong usage, 3 a fault of the program, 130 interrupted.

    main         the table of commands; exceptions to exit status
    build        build
    watch        watch
    check        check, verify, reviewed, schema
    new          new dossier, new brief
    new_article  new article
    doctor       doctor
    inspect      open, verify-output
    pull         pull
    language     the language of messages: its choice, and messages as text in it
    parser       the parser of a command's words, with help in that language
    output       what every command shares: its folders, how problems are printed
    show         problems as text: their lines cut short
    progress     the progress bar and tables
"""

from briefs.cli.main import main

__all__ = ["main"]
