"""`python -m taiyaku` is the command line."""

from taiyaku.commands import main

main()
