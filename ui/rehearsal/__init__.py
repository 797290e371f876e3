"""The program does its whole job by itself, with a simulated person's mouse and keys on its real window.

`make demo` shows it, `ascribe --smoke` proves that a frozen program is whole.
"""


def run() -> int:
    """`ascribe --smoke`: gives the exit status."""
    from ui.rehearsal import smoke

    return smoke.run()
