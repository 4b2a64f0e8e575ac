"""The domain knows no screen, and the first screen does not wait for heavy libraries."""

import json
import subprocess
import sys
from pathlib import Path

HEAVY = {"streamlit", "scipy", "plotly", "sqlalchemy"}


def loaded_after(statement: str, root: Path) -> set[str]:
    program = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def test_importing_the_domain_loads_nothing_heavy(root: Path) -> None:
    """Every room and file but the pictures, one after the other in one fresh interpreter."""
    names = (
        ".".join(path.relative_to(root).with_suffix("").parts)
        for path in sorted((root / "kos_core").rglob("*.py"))
        if path.stem not in {"__init__", "__main__"}
        and "figures" not in path.parts
        and ("keep" not in path.parts or path.stem in {"scenario", "differs"})  # the rest is imported late
    )
    assert not HEAVY & loaded_after("import " + ", ".join(names), root)


def test_figures_load_plotly_at_most(root: Path) -> None:
    assert HEAVY & loaded_after("import kos_core.figures", root) <= {"plotly"}
