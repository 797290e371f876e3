"""What tells this computer from others that reach the same drive."""

from pathlib import Path

MACHINE_ID = Path("/etc/machine-id")  # of Linux (machine-id(5)); QSysInfo::machineUniqueId reads it, too


def machine_id() -> str:
    """This computer's id, as Qt gives it on Linux; empty where it is not known without Qt."""
    try:
        return MACHINE_ID.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""
