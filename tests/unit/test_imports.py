"""The domain knows no screen, and the first screen does not wait for heavy libraries."""

import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import kos_core

HEAVY = {"streamlit", "scipy", "plotly", "sqlalchemy"}
MODULES = ["kos_core"] + [
    f"kos_core.{module.name}"
    for module in pkgutil.iter_modules(kos_core.__path__)
    if module.name not in {"figures", "__main__"}
]


def loaded_after(statement: str, root: Path) -> set[str]:
    program = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


@pytest.mark.parametrize("module", MODULES)
def test_importing_the_domain_loads_nothing_heavy(module: str, root: Path) -> None:
    assert not HEAVY & loaded_after(f"import {module}", root)


def test_figures_load_plotly_at_most(root: Path) -> None:
    assert HEAVY & loaded_after("import kos_core.figures", root) <= {"plotly"}
