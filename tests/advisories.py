"""Known holes in what is pinned: `python -m tests.advisories`; says so when the database cannot be reached.

A hole found fails the check by hand. With CI=true it is printed only: what was published overnight elsewhere
shall not stop a change that has nothing to do with it.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).parents[1] / "requirements-dev.lock"
WAITS_SECONDS = 120


def holes(report: str) -> tuple[list[str], int]:
    """Return what a report of pip-audit found, a line each, and of how many packages the database knew."""
    try:
        told = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return [], 0
    found = [
        f"{one['name']} {one.get('version', '')}: {hole['id']}, mended in "
        + (", ".join(hole["fix_versions"]) or "no version yet")
        for one in told
        for hole in one.get("vulns", ())
    ]
    return found, sum("skip_reason" not in one for one in told)


def main() -> int:
    """Ask for every pinned package; return the exit code."""
    call = [
        sys.executable,
        "-m",
        "pip_audit",
        "--requirement",
        str(LOCK),
        "--require-hashes",
        "--disable-pip",
    ]
    call += ["--format", "json", "--progress-spinner", "off", "--timeout", "5"]
    try:
        asked = subprocess.run(call, capture_output=True, text=True, check=False, timeout=WAITS_SECONDS)
    except subprocess.TimeoutExpired:
        asked = None
    found, known = holes("" if asked is None else asked.stdout)
    if not known:
        print("Advisories: NOT CHECKED, the database of advisories cannot be reached from here.")
        return 0
    print("\n".join(found) or f"Advisories: none for {known} packages.")
    return int(bool(found) and not os.environ.get("CI"))


if __name__ == "__main__":
    sys.exit(main())
