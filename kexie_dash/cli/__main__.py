"""`python -m kexie_dash.cli`: the command line without its script."""

import sys

from kexie_dash.cli import main

sys.exit(main())
