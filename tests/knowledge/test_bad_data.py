"""One thing broken in a copy of the data: loading refuses it and names the file."""

import shutil
from pathlib import Path

import pytest

import kos_core
from kos_core.errors import KnowledgeError
from kos_core.knowledge import loading

WHOLE = Path(kos_core.__file__).parent / "data"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data files that may be broken, read in place of the real ones."""
    copy = tmp_path / "data"
    shutil.copytree(WHOLE, copy)
    monkeypatch.setattr(loading, "DATA", copy)
    return copy


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems() -> list[str]:
    """Return what loading the copy complains of; the remembered knowledge is left alone."""
    with pytest.raises(KnowledgeError) as refused:
        loading._everything.__wrapped__()
    return refused.value.problems


BROKEN = [
    ("goals.yaml", "  awareness:\n", "  awareness: {}\n  awareness:\n", "awareness"),
    ("goals.yaml", "    product_scale: 0.6", "    product_size: 0.6", "product_size"),
    (
        "goals.yaml",
        "points: {awareness: 34",
        "points: {no_such_criterion: 1, awareness: 34",
        "no_such_criterion",
    ),
    ("goals.yaml", "claims: [K60, K45, C18]", "claims: [K60, K999]", "K999"),
    ("criteria.yaml", "claims: [K45, K60, K64]", "claims: [K999]", "K999"),
    ("criteria.yaml", "value: 9", "value: 11", "less than or equal to 10"),
    ("platforms.yaml", "  cart:\n    label", "  cart:\n    colour: red\n    label", "colour"),
    ("platforms.yaml", "more: {needs: [reach], support", "more: {needs: [wings], support", "no need wings"),
    (
        "platforms.yaml",
        "more: {needs: [advice]",
        "less: {needs: [advice], support: implied}\n    more: {needs: [advice]",
        "without a claim",
    ),
    ("platforms.yaml", "more: {needs: [reviews, ties]", "more: {needs: [reviews, reviews]", "each need once"),
    (
        "platforms.yaml",
        "    more: {needs: [advice], support: implied, claims: [K20, K21]}\n",
        "",
        "moves something",
    ),
    ("platforms.yaml", "when: {goal: trust}", "when: {goal: faith}", "when.goal"),
    ("platforms.yaml", "when: {goal: trust}", "when: {season: tet}", "season"),
    ("categories.yaml", "\n  beauty:\n", "\n  beautiful:\n", "beauty"),
    ("categories.yaml", 'papers: ["cosmetics_notification"]', 'papers: ["no_such_paper"]', "no_such_paper"),
    ("model.yaml", "    high: 0.2\n", "    high: 0.01\n", "low <= likely <= high"),
    ("costs.yaml", "rests_on: [F065]", "rests_on: [F999]", "F999"),
    ("defaults.csv", "10000,40000,100000", "50000,40000,100000", "low <= likely <= high"),
    ("defaults.csv", "10000,40000,100000", "ten,40000,100000", "ten"),
    ("cases.csv", "beauty,sales,kos,koc;kol", "beauty,sales,star,koc;kol", "line 2: C001: lead"),
    ("cases.csv", ",herbal shampoo,", ",,", "line 2: C001: product.en"),
    ("benchmarks.csv", "\nB002,", "\nB001,", "B001"),
    ("benchmarks.csv", ",C,Nano", ",D,Nano", "grade"),
    ("claims.yaml", "- id: K02", "- id: K01", "K01"),
    ("claims.yaml", '    section: {vi: "Mở bài", en: "Opening"}\n', "", "section"),
    ("checklist.yaml", "line: 1, claims: [K01]", "line: 1, claims: [K999]", "K999"),
    ("sources.yaml", "sources:\n", "sources:\n  - {id: S1, title: twice}\n", "S1"),
    ("programmes.yaml", "    creator: kol\n", "    creator: star\n", "kol_post"),
    ("compliance.yaml", "    status: seen", "    state: seen", "state"),
]


@pytest.mark.parametrize(("file", "old", "new", "says"), BROKEN, ids=lambda x: x.strip()[:24])
def test_one_broken_thing_is_refused_and_the_file_named(
    data: Path, file: str, old: str, new: str, says: str
) -> None:
    """Duplicate, unknown or missing keys, citations into nothing, ranges the wrong way round."""
    edit(data / file, old, new)
    found = problems()
    assert any(says in problem for problem in found), found[:5]
    named = {problem.split(":")[0] for problem in found}
    # A citation is found missing after every file was read, under the estimate's own name.
    assert file in named or "estimates" in named, found[:5]


def test_all_problems_are_reported_at_once(data: Path) -> None:
    """Two broken files give both names."""
    edit(data / "goals.yaml", "product_scale: 0.6", "product_size: 0.6")
    edit(data / "model.yaml", "    high: 0.2\n", "    high: 0.01\n")
    named = {problem.split(":")[0] for problem in problems()}
    assert {"goals.yaml", "model.yaml"} <= named


@pytest.mark.parametrize("name", ["defaults.csv", "programmes.yaml", "goals.yaml", "sources.yaml"])
def test_a_missing_file_is_named(data: Path, name: str) -> None:
    """It is a problem with a name, not a crash."""
    (data / name).unlink()
    assert any(problem.startswith(name) for problem in problems())


def test_the_whole_copy_loads_and_one_changed_byte_changes_the_version(data: Path) -> None:
    """The version names the bytes: a comment more is another knowledge."""
    before = loading._everything.__wrapped__().version
    assert before == loading.load().version
    with (data / "model.yaml").open("a", encoding="utf-8") as file:
        file.write("# one line more\n")
    assert before != loading._everything.__wrapped__().version
