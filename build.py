#!/usr/bin/env python3
"""The build command: hands over to briefs.cli."""

import sys

from briefs.cli import main

if __name__ == "__main__":
    sys.exit(main())
