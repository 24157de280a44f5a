"""What a worker process can reach: chosen folders, and no network.

Linux alone has the means without further rights: Landlock for files (kernel 5.13) and seccomp for
system calls. Elsewhere, or where the kernel or libseccomp lacks them, the limits on memory and time
are all there is, and the run record says so.
"""

from __future__ import annotations

import ctypes
import errno
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from pathlib import Path

from auditor.core.paths import MODELS, REPORTS, RULES

_SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/etc", "/opt", "/proc", "/sys", "/dev")
"""Folders of the system that libraries read their parts from."""
_FORBIDDEN = (
    *("socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendto"),
    *("sendmsg", "sendmmsg", "execve", "execveat", "ptrace", "process_vm_readv"),
    *("process_vm_writev", "mount", "umount2", "bpf", "userfaultfd", "perf_event_open", "keyctl"),
)
"""System calls that no examiner needs: connections, other programs, other processes' memory."""


def program_folders() -> tuple[Path, ...]:
    """Folders from which this program and its libraries are loaded."""
    places = (*sysconfig.get_paths().values(), sys.prefix, sys.base_prefix, *sys.path)
    own = (MODELS.parent, RULES, REPORTS)
    folders = (*own, *(Path(place) for place in places if place))
    return tuple(dict.fromkeys(folder for folder in folders if folder.is_dir()))


def restrict_files(readable: Iterable[Path], writable: Sequence[Path]) -> bool:
    """Let this thread, and those it starts, reach these folders and files only.

    Returns:
        whether that is now so.
    """
    try:
        # Its first call asks the kernel; elsewhere than on Linux there is nothing to ask.
        from landlock import FSAccess, LandlockError, Ruleset  # noqa: PLC0415
    except ImportError:
        return False
    # The package takes an error number left by an earlier call for one of its own.
    ctypes.set_errno(0)
    try:
        rules = Ruleset()
        reading = FSAccess.READ_FILE | FSAccess.READ_DIR
        for path in (*map(Path, _SYSTEM), *readable):
            if path.exists():
                rules.allow(path, rules=reading if path.is_dir() else FSAccess.READ_FILE)
        rules.allow("/dev/null", rules=FSAccess.READ_FILE | FSAccess.WRITE_FILE)
        for path in writable:
            rules.allow(path, rules=FSAccess.all() & ~FSAccess.EXECUTE)
        rules.apply()
    except (LandlockError, OSError, AttributeError, TypeError):
        return False
    return True


def refuse_network() -> bool:
    """Refuse this process connections and other programs from now on.

    Returns:
        whether that is now so.
    """
    try:
        # Looks for libseccomp when it is imported, and raises RuntimeError where there is none.
        import pyseccomp  # noqa: PLC0415
    except (ImportError, RuntimeError, OSError):
        return False
    try:
        calls = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
        for name in _FORBIDDEN:
            calls.add_rule(pyseccomp.ERRNO(errno.EPERM), name)
        calls.load()
    except (OSError, ValueError):
        return False
    return True
