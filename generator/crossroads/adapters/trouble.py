"""What ends a command early, as a sentence."""


class WrongUse(Exception):
    """The command was called in a way that cannot work (exit status 2)."""


class Trouble(Exception):
    """The command could not do its work (exit status 3)."""
