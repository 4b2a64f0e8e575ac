"""Small changes to the core, one at a time: does a test see them? `python -m tests.mutate --count 60`.

Each change is made in a copy of the tree. First the small world's tests run, then, where these saw nothing,
the other fast ones. A change nobody sees is printed: write the test, or leave it if it is harmless.
"""

import argparse
import ast
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
FIRST = ["tests/toy"]
THEN = ["tests/unit", "tests/published", "tests/knowledge", "tests/property/test_own_figures.py"]
WORDS = ("figures", "say", "command_line")  # words and pictures: their numbers of pixels are not judged
SWAPS: dict[type, type] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any", "ceil": "floor", "floor": "ceil"}


@dataclass(frozen=True)
class Mutant:
    """One change: where, and what the file then says."""

    path: Path
    line: int
    what: str
    source: str


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Yield every single change of a file that is tried."""
    text = (ROOT / path).read_text(encoding="utf-8")
    count = sum(1 for _ in ast.walk(ast.parse(text)))
    for at in range(count):
        tree = ast.parse(text)
        node = next(n for i, n in enumerate(ast.walk(tree)) if i == at)
        what = changed(node)
        if what:
            yield Mutant(path, getattr(node, "lineno", 0), what, ast.unparse(ast.fix_missing_locations(tree)))


def changed(node: ast.AST) -> str:
    """Change a node in place; return what was done, empty where nothing was."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
        before = type(node.ops[0])
        node.ops[0] = SWAPS[before]()
        return f"{before.__name__} -> {SWAPS[before].__name__}: {ast.unparse(node)[:60]}"
    if isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in SWAPS:
        before = type(node.op)
        node.op = SWAPS[before]()
        return f"{before.__name__} -> {SWAPS[before].__name__}: {ast.unparse(node)[:60]}"
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        node.op = ast.UAdd()
        node.operand = ast.Call(ast.Name("bool", ast.Load()), [node.operand], [])
        return f"not dropped: {ast.unparse(node)[:60]}"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
        node.func.id = CALLS[node.func.id]
        return f"-> {ast.unparse(node)[:60]}"
    if isinstance(node, ast.Constant) and type(node.value) in {int, float} and node.value != 0.5:
        before = node.value
        node.value = before * 2 if isinstance(before, float) and before else before + 1
        return f"{before} -> {node.value}"
    return ""


def drawn(count: int, seed: int, only: str) -> list[Mutant]:
    """Return changes chosen at random, about as many from every file."""
    chance = random.Random(seed)
    found: dict[Path, list[Mutant]] = {}
    for path in sorted((ROOT / "kos_core").rglob("*.py")):
        place = path.relative_to(ROOT)
        if only not in str(place) or any(room in place.parts for room in WORDS if room not in only):
            continue
        here = list(mutants_of(place))
        chance.shuffle(here)
        if here:
            found[place] = here
    picked: list[Mutant] = []
    while found and len(picked) < count:
        for place in chance.sample(sorted(found), len(found)):
            picked.append(found[place].pop())
            if not found[place]:
                del found[place]
    return picked[:count]


def is_seen(tree: Path, tests: list[str], seconds: float) -> bool:
    """Return whether one of the tests fails, or hangs, in a tree."""
    call = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--no-header", *tests]
    try:
        done = subprocess.run(call, cwd=tree, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def main() -> None:
    """Try changes and print those nobody saw."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=60)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", default="", help="part of a path, as kos_core/hire")
    asked.add_argument("--toy", action="store_true", help="the small world's tests alone")
    told = asked.parse_args()
    seen, unseen = 0, []
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        ignored = shutil.ignore_patterns(".venv", ".git", "__pycache__", ".mypy_cache", ".ruff_cache")
        shutil.copytree(ROOT, tree, ignore=ignored)
        for mutant in drawn(told.count, told.seed, told.only):
            place = tree / mutant.path
            before = place.read_text(encoding="utf-8")
            place.write_text(mutant.source, encoding="utf-8")
            if is_seen(tree, FIRST, 120) or (not told.toy and is_seen(tree, THEN, 400)):
                seen += 1
            else:
                unseen.append(mutant)
                print(f"unseen {mutant.path}:{mutant.line}: {mutant.what}", flush=True)
            place.write_text(before, encoding="utf-8")
    print(f"{seen} seen, {len(unseen)} unseen of {seen + len(unseen)}")


if __name__ == "__main__":
    main()
