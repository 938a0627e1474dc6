"""A command run as a user would, that tells how much memory it took."""

#: Runs the command line, then says the most memory it took, in KiB, as the last line of standard error. A process that
#: was forked off counts what the tests around it held under ``ru_maxrss``; the kernel's VmHWM begins with the program.
MEASURED = """
import resource, sys
from pathlib import Path
from reportmine.cli import main
try:
    main()
finally:
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    told = [line.split()[1] for line in lines if line.startswith("VmHWM:")]
    print(told[0] if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""
