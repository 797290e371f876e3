"""What tells this computer from others that reach the same drive."""

from pathlib import Path

MACHINE_ID = Path("/etc/machine-id")  # of Linux (machine-id(5)); QSysInfo::machineUniqueId reads it, too
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")  # of Linux (random(4)); QSysInfo::bootUniqueId reads it, too


def machine_id() -> str:
    """This computer's id, as Qt gives it on Linux; empty where it is not known without Qt."""
    return _read(MACHINE_ID)


def boot_id() -> str:
    """What is another one each time that this computer starts; empty where it is not known without Qt."""
    return _read(BOOT_ID)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""
