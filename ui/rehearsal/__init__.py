"""The program does its whole job by itself, with a simulated person's mouse and keys on its real window.

`make demo` shows it, `ascribe --smoke` proves that a frozen program is whole.
"""
