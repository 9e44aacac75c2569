"""`python -m service`: the command `framing`, where it is not on the path."""

from service.commands import main

main()
