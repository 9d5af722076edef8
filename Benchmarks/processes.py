"""What a process costs: CPU time of all its threads, time on the clock, most memory at a time."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Cost:
    cpu_seconds: float
    seconds: float
    # Linux counts the memory of this script as well, as that of the child before it became the
    # program. So scripts that measure keep nothing large.
    peak_megabytes: float


def measure(command, **options):
    """Runs `command` to its end.

    Returns its cost and what it printed; ends this program with status 3 when it fails.
    """
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, **options)
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    if process.returncode != 0:
        print(
            f"error: ended with status {process.returncode}: {' '.join(map(str, command))}",
            file=sys.stderr,
        )
        sys.exit(3)
    cost = Cost(usage.ru_utime + usage.ru_stime, seconds, usage.ru_maxrss * 1024 / 1e6)
    return cost, printed.decode()
