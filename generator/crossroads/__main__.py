"""Run the command with `python -m crossroads`."""

import sys

from crossroads.adapters.command import main

sys.exit(main())
