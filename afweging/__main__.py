"""`python -m afweging` is `afweging`."""

from afweging.cli import main

main()
