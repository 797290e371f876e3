"""`python -m ascribe` is `ascribe`."""

import sys

from ascribe import main

if __name__ == "__main__":
    sys.exit(main())
