"""What the documents promise is there: paths, verbs, options, and every number they print.

`python -m tests.unit.test_docs` writes counts, assumptions and the table of widths anew from the data.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import product
from math import ceil
from pathlib import Path

import pytest

from kos_core.__main__ import FIELDS, FLAGS, _rows, main, read_case
from kos_core.advice.advice import Advice, advise
from kos_core.brief import Brief
from kos_core.case import Case
from kos_core.forecast.draws import effective_count
from kos_core.forecast.forecast import Forecast, forecast
from kos_core.knowledge.loading import load
from kos_core.knowledge.whole import Knowledge
from kos_core.vocabulary import Basis, Category, CreatorType, Goal, Platform, Readiness, Stage, Support, Trait

ROOT = Path(__file__).parents[2]
GUIDES = ("README.md", "CONTRIBUTING.md", "kos_core/data/README.md", "sample_data/README.md")
PAGES = (*GUIDES, "CHANGELOG.md", "docs/architecture.md", "docs/method.md", "docs/decisions.md")
DATA = ROOT / "kos_core" / "data"
WIDTHS = ("model.width_explicit", "model.width_implied", "model.width_judgement", "model.weight_spread")
MINUS = "\u2212"
ANEW = "python -m tests.unit.test_docs writes it anew"


@cache
def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def between(name: str, mark: str) -> list[str]:
    """The lines between `<!-- mark -->` and `<!-- /mark -->`."""
    found = re.search(rf"<!-- {mark} -->\n(.*?)\n<!-- /{mark} -->", page(name), re.DOTALL)
    assert found is not None, f"{name}: the marks around {mark} are gone"
    return found[1].splitlines()


def cells(name: str, mark: str) -> list[list[str]]:
    """The rows of a marked table without its head."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in between(name, mark)]
    return rows[2:]


def number(text: str) -> float:
    return float(text.replace(",", "").replace(MINUS, "-").replace("*", ""))


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


# Paths, verbs and words


def named_paths(name: str) -> set[str]:
    """Every link target, and every word in backticks that looks like a path of this checkout."""
    text = page(name)
    links = {link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link}
    beside = (ROOT / name).parent
    found = {str((beside / link).relative_to(ROOT)) for link in links if link}
    for word in re.findall(r"`([^`\s]+)`", text):
        if re.fullmatch(r"[\w./-]+\.(?:md|py|ya?ml|csv|toml|txt|lock|png)", word) or re.fullmatch(
            r"\.?[\w]+(?:/[\w.-]+)*/[\w.-]*", word
        ):
            found.add(word)
    return found


def exists(path: str) -> bool:
    """Whether a path is there, read from the top or from the data folder."""
    return (ROOT / path).exists() or (DATA / path).exists() or (ROOT / "kos_core" / path).exists()


@pytest.mark.parametrize("name", PAGES)
def test_every_path_a_page_names_exists(name: str) -> None:
    missing = sorted(p for p in named_paths(name) if not p.endswith(".png") and not exists(p))
    assert missing == [], f"{name} names what is not there"


def test_the_screenshots_of_the_readme_exist() -> None:
    """They are made from the app; a link to nothing is worse than none."""
    pictures = sorted(p for p in named_paths("README.md") if p.endswith(".png"))
    assert len(pictures) == 2
    assert [p for p in pictures if not exists(p)] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_make_verb_a_page_names_exists(name: str) -> None:
    verbs = set(re.findall(r"^([a-z]+):.*## ", page("Makefile"), re.MULTILINE))
    used = set(re.findall(r"(?:`|^ {4})make ([a-z]+)", page(name), re.MULTILINE))
    assert used <= verbs
    if name == "README.md":
        assert {"run", "test"} <= used


def test_the_contributing_page_begins_with_where_to_go() -> None:
    """After the title comes the table."""
    lines = [line for line in page("CONTRIBUTING.md").splitlines() if line]
    assert lines[1] == "| I want to … | go to … |"
    assert len(re.findall(r"^\d+\. ", page("CONTRIBUTING.md"), re.MULTILINE)) == 10


def test_every_file_of_knowledge_is_described_and_no_other() -> None:
    """The table in kos_core/data/README.md is the folder; the sentences are one line of it."""
    told = set(re.findall(r"`([\w/]+\.(?:yaml|csv))`", page("kos_core/data/README.md")))
    there = {str(path.relative_to(DATA)) for path in DATA.glob("*") if path.suffix in {".yaml", ".csv"}}
    assert told == there


def test_decisions_are_numbered_and_have_five_lines_each() -> None:
    parts = re.split(r"^## ", page("docs/decisions.md"), flags=re.MULTILINE)[1:]
    assert [int(part.partition(".")[0]) for part in parts] == list(range(1, len(parts) + 1))
    for part in parts:
        lines = [line for line in part.splitlines()[1:] if line]
        heads = [re.match(r"- \*\*(\w+)", line) for line in lines]
        assert [h and h[1] for h in heads] == ["Context", "Decision", "Why", "Cost", "Revisit"], part[:40]


# The command line


def told_options() -> set[str]:
    table = page("README.md").partition("| option | what it takes |")[2].partition("\n\n")[0]
    return {
        option
        for line in table.splitlines()
        for option in re.findall(r"`--([a-z-]+)`", line.split("|")[1:2][0] if "|" in line else "")
    }


def test_every_option_of_the_readme_is_accepted_and_every_accepted_one_is_told() -> None:
    assert told_options() == {*FIELDS, *FLAGS, "lang", "briefs", "target", "case", "format", "out"}


def test_every_option_in_an_example_is_accepted() -> None:
    for name in GUIDES:
        for line in page(name).splitlines():
            if "kos_core advise" in line:
                assert set(re.findall(r"--([a-z-]+)", line)) <= told_options()


def test_every_word_an_option_takes_is_told() -> None:
    """Categories, goals, platforms, traits and readiness, each in the row of its option."""
    rows = {
        line.split("|")[1].strip(): line
        for line in page("README.md").splitlines()
        if line.startswith("| `--")
    }
    for option, words in (
        ("`--category`", Category),
        ("`--goal`", Goal),
        ("`--platform`", Platform),
        ("`--trait`", Trait),
        ("`--ready`", Readiness),
    ):
        told = re.findall(r"\w+", rows[option].split("|")[2])
        assert [w for w in told if w in set(words)] == list(words), option


def test_the_example_in_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    examples = re.findall(r"^ {4}python -m kos_core (advise .*)$", page("README.md"), re.MULTILINE)
    assert len(examples) == 1
    assert main(examples[0].split()) == 0
    assert capsys.readouterr().out.startswith("{")


# Numbers


def counts(known: Knowledge) -> dict[str, int]:
    """What the pages count."""
    printed = [figure for figure in known.figures.values() if not figure.source_id]
    bases = Counter(estimate.basis for estimate in known.estimates.values())
    said = Counter(r.support for c in known.criteria.values() for r in c.ratings.values())
    return {
        "claims": len(known.claims),
        "published": len(printed),
        "campaigns": len(known.campaigns),
        "grade_a": sum(figure.grade == "A" for figure in printed),
        "added": len(known.figures) - len(printed),
        "estimates": len(known.estimates),
        "assumptions": bases[Basis.ASSUMPTION],
        "derived": bases[Basis.DERIVED],
        "sourced": bases[Basis.SOURCED],
        "ratings": sum(said.values()),
        "explicit": said[Support.EXPLICIT],
        "implied": said[Support.IMPLIED],
        "judgement": said[Support.JUDGEMENT],
    }


SAID = {
    "README.md": (
        "into {claims} claims",
        "{published} published figures, each with its address and grade; {grade_a} of them are of grade A.",
        "{added} more, dated, cover fees, law and tax",
        "{estimates} parameters. {assumptions} of them are assumptions,",
        "{derived} are derived from figures, {sourced} are sourced",
        "What others did: {campaigns} published campaigns",
    ),
    "docs/method.md": (
        "| {claims} |",
        "| {published}, and {added} added since |",
        "| {estimates}, of which {assumptions} assumptions |",
        "with what result | {campaigns} |",
        "{campaigns} published campaigns say what others did.",
        "are few ({campaigns}, of which",
        "| {ratings}: {explicit} explicit, {implied} implied, {judgement} judgement |",
        "of the {published} only {grade_a} are of grade A",
        "{judgement} of {ratings} ratings are our judgement",
    ),
    "docs/decisions.md": ("## 7. {claims} claims", "**Decision.** {claims}, one"),
    "kos_core/data/README.md": ("the {published} published figures",),
}


@pytest.mark.parametrize("name", SAID)
def test_the_counts_a_page_prints_are_those_of_the_data(name: str, knowledge: Knowledge) -> None:
    """Said and counted; the message shows the sentence that would be true."""
    flat = " ".join(page(name).split())
    for sentence in SAID[name]:
        assert sentence.format(**counts(knowledge)) in flat, f"{name}: {ANEW}"


def test_more_than_half_is_assumed_as_the_readme_says(knowledge: Knowledge) -> None:
    found = counts(knowledge)
    assert ("More than half is assumed" in page("README.md")) == (
        found["assumptions"] * 2 > found["estimates"]
    )


def expanded(pattern: str) -> Iterable[str]:
    """`a.{b,c}` as a.b and a.c."""
    pieces = re.split(r"\{([^}]*)\}", pattern)
    choices = [piece.split(",") if place % 2 else [piece] for place, piece in enumerate(pieces)]
    return ("".join(chosen) for chosen in product(*choices))


def test_every_assumption_is_named_and_nothing_else(knowledge: Knowledge) -> None:
    """The list at the end of docs/method.md is the data's, each id once."""
    told = [name for line in between("docs/method.md", "assumptions") for name in expanded(line.strip())]
    held = {estimate.id for estimate in knowledge.estimates.values() if estimate.is_assumption}
    assert sorted(set(told)) == sorted(told)
    assert sorted(held - set(told)) == [], f"assumptions the page does not name: {ANEW}"
    assert sorted(set(told) - held) == [], f"named, but no assumption any more: {ANEW}"


@pytest.mark.parametrize("name", PAGES)
def test_every_id_a_page_names_is_in_the_data(name: str, knowledge: Knowledge) -> None:
    """Estimates and programmes in backticks resolve."""
    first = {estimate.split(".")[0] for estimate in knowledge.estimates}
    for word in re.findall(r"`([a-z_]+(?:\.[a-z_]+)+)`", page(name)):
        if word.split(".")[0] in first and not word.endswith((".yaml", ".csv", ".py")):
            assert word in knowledge.estimates, f"{name}: {word}"


def test_every_programme_is_in_the_method_page(knowledge: Knowledge) -> None:
    rows = page("docs/method.md").partition("| programme | unit | pay |")[2].partition("\n\n")[0]
    told = {
        w for line in rows.splitlines() if "|" in line for w in re.findall(r"`(\w+)`", line.split("|")[1])
    }
    assert told == set(knowledge.programmes)


def test_the_papers_of_the_method_are_those_of_the_sources(knowledge: Knowledge) -> None:
    """Every doi the program knows is cited, and no other."""
    known = {source.doi for source in knowledge.sources.values() if source.doi}
    told = {doi.rstrip(".,;:)") for doi in re.findall(r"doi:(10\.\S+)", page("docs/method.md"))}
    # 10.1016/0041-5553(67)90144-9 has brackets of its own, so only its tail is trimmed.
    assert told == known


# How sure, with other widths


def sureness(case: Case, times: float) -> Advice:
    """The answer with every width of a rating and the spread of the weights so many times as large."""
    own = tuple((name, case.usual.likely(name) * times) for name in WIDTHS)
    return advise(case.with_(assumptions=own))


def sureness_lines() -> list[str]:
    """The rows of the table: brief, leader, and the leader's chance at half, once and twice the widths."""
    lines = []
    for _, given in _rows(str(ROOT / "sample_data" / "briefs.csv")):
        case = read_case(given)
        answers = [sureness(case, times) for times in (0.5, 1, 2)]
        leader = answers[1].leader
        assert leader is not None
        chances = [f"{answer.scorecard.row(leader).chance_best:.4f}" for answer in answers]
        lines.append(f"| {case.brief.category}, {case.brief.goal} | {leader} | {' | '.join(chances)} |")
    return lines


def test_the_table_of_widths_halved_and_doubled_is_current() -> None:
    """The leader's chance for the three sample briefs; the message is the table to paste."""
    lines = sureness_lines()
    told, found = (
        [[cell.strip() for cell in line.strip("|").split("|")] for line in rows]
        for rows in (between("docs/method.md", "sureness")[2:], lines)
    )
    assert [row[:2] for row in told] == [row[:2] for row in found], "\n".join(lines)
    for row, line in zip(told, found, strict=True):
        chances = pytest.approx([float(x) for x in line[2:]], abs=0.0005)
        assert [float(x) for x in row[2:]] == chances, "\n".join(lines)


def test_widening_makes_no_leader_surer(sample_data: Path) -> None:
    """A check of the function itself: the vaguer the ratings, the less sure the choice."""
    for _, given in _rows(str(sample_data / "briefs.csv")):
        case = read_case(given)
        chances = [sureness(case, t).scorecard.rows[0].chance_best for t in (0.5, 1, 2)]
        assert chances == sorted(chances, reverse=True)


# The break-even by hand


def cream(knowledge: Knowledge, discount: float = 0.0) -> tuple[Brief, Forecast]:
    """Two slots for a 250k cream that costs 100k, on TikTok Shop."""
    brief = Brief(
        price_vnd=250_000, cost_vnd=100_000, discount_rate=discount, budget_vnd=40_000_000,
        platforms=(Platform.TIKTOK_SHOP,),
    )  # fmt: skip
    slot = knowledge.programmes["kos_slot"]
    return brief, forecast(Case(brief, knowledge, 20_260), slot, Platform.TIKTOK_SHOP)


@pytest.mark.parametrize("mark", ["order", "advance"])
def test_the_sums_by_hand_add_up_and_are_the_programs(mark: str, knowledge: Knowledge) -> None:
    """Line by line: the lines add up to the last one, which is what the program finds."""
    *lines, total = [number(row[-1]) for row in cells("docs/method.md", mark)]
    hired = cream(knowledge)[1].terms
    found = hired.leaves_vnd if mark == "order" else hired.unit_advance_vnd
    assert sum(lines) == pytest.approx(total, abs=2)
    assert total == pytest.approx(found, abs=1)


def test_every_line_by_hand_is_one_the_program_takes(knowledge: Knowledge) -> None:
    """The program has failed parcels and spoiled goods in one line; by hand they are two."""
    by_hand = [-number(row[-1]) for row in cells("docs/method.md", "order")[1:-1]]
    *first, parcels, spoiled, goods = by_hand
    taken = [line.vnd for line in cream(knowledge)[1].per_order if line.is_on]
    assert taken == pytest.approx([*first, parcels + spoiled, goods], abs=1)


def test_the_break_even_by_discount_is_current(knowledge: Knowledge) -> None:
    """Orders a slot, rounded up; and the per cent at which an order leaves nothing."""
    table = [line.strip("|").split("|") for line in between("docs/method.md", "discount")]
    offers = [float(cell.replace("%", "")) / 100 for cell in table[0][1:]]
    told = [number(cell) for cell in table[2][1:]]
    hired = [cream(knowledge, discount)[1].terms for discount in offers]
    assert told == [ceil(h.unit_advance_vnd / h.leaves_vnd) for h in hired if h.leaves_vnd]
    said = re.search(r"At about (\d+) % off an order leaves nothing", page("docs/method.md"))
    assert said is not None
    left = [cream(knowledge, (int(said[1]) + step) / 100)[1].terms.leaves_vnd or 0 for step in (-1, 1)]
    assert left[0] > 0 > left[1]


def test_what_two_slots_usually_bring_is_current(knowledge: Knowledge) -> None:
    brief, _ = cream(knowledge)
    found = forecast(Case(brief, knowledge, 20_260), knowledge.programmes["kos_slot"], Platform.TIKTOK_SHOP)
    usual = round(found.bands[Stage.KEPT].middle)
    assert f"Two such slots usually bring about {usual} successful orders." in " ".join(
        page("docs/method.md").split()
    )


def test_sixteen_reviewers_count_like_as_many_as_the_page_says(knowledge: Knowledge) -> None:
    """Kish's effective number for the spread of a KOC's views."""
    spread = knowledge.estimates[f"{CreatorType.KOC}.{Platform.TIKTOK_SHOP}.any.views_per_follower"]
    said = f"16 small reviewers on TikTok count like {round(effective_count(spread, 16))}"
    assert said in " ".join(page("docs/method.md").split())


# Words


@pytest.mark.parametrize("name", PAGES)
def test_no_page_shouts_or_leaves_something_for_later(name: str) -> None:
    """No exclamation marks outside pictures and marks, no notes to oneself."""
    text = re.sub(r"!\[|<!--.*?-->", "", page(name))
    assert "!" not in text
    assert not re.search(r"\b(?:TO" r"DO|FIX" r"ME|TBD|XXX)\b", text)


# Writing anew what only repeats the data


def folded(names: Iterable[str]) -> list[str]:
    """Return ids as few patterns: heads with the same last words, then heads alike but for one word."""
    lasts: dict[str, list[str]] = {}
    for name in names:
        head, _, last = name.rpartition(".")
        lasts.setdefault(head, []).append(last)
    rows = [([(word,) for word in head.split(".")], tuple(sorted(found))) for head, found in lasts.items()]
    for place in range(3):
        merged: dict[object, tuple[list[tuple[str, ...]], tuple[str, ...]]] = {}
        for head, found in rows:
            key = (tuple(word for at, word in enumerate(head) if at != place), found, len(head))
            if len(head) > place and key in merged:
                merged[key][0][place] += head[place]
            else:
                merged[key if len(head) > place else (tuple(head), found)] = (list(head), found)
        rows = list(merged.values())
    return [".".join(_braced(words) for words in (*head, found)) for head, found in rows]


def _braced(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else "{" + ",".join(words) + "}"


def test_folding_and_expanding_ids_is_the_same(knowledge: Knowledge) -> None:
    names = [estimate.id for estimate in knowledge.estimates.values()]
    assert sorted(name for pattern in folded(names) for name in expanded(pattern)) == sorted(names)


def write() -> None:
    """Write counts, assumptions and the table of widths into the pages."""
    known = load()
    for name, sentences in SAID.items():
        text = page(name)
        for sentence in sentences:
            wanted = iter(re.findall(r"\{\w+\}", sentence))
            said = r"\s+".join(re.sub(r"\\\{\w+\\\}", r"\\d+", re.escape(word)) for word in sentence.split())
            found = re.search(said, text)
            if found is None:
                print(f"{name}: no such sentence any more: {sentence}")
                continue
            # Only the numbers of the sentence that stand for a count; others ("## 7.") stay.
            fixed = re.sub(r"\{\w+\}", "\0", sentence)
            places = [i for i, n in enumerate(re.findall(r"\d+|\0", fixed)) if n == "\0"]
            numbers = list(re.finditer(r"\d+", found[0]))
            new = found[0]
            for place, field in reversed(list(zip(places, wanted, strict=True))):
                start, end = numbers[place].span()
                new = new[:start] + field.format(**counts(known)) + new[end:]
            text = text.replace(found[0], new)
        if name == "docs/method.md":
            held = [estimate.id for estimate in known.estimates.values() if estimate.is_assumption]
            head = between(name, "sureness")[:2]
            for mark, lines in (
                ("sureness", [*head, *sureness_lines()]),
                ("assumptions", [f"    {pattern}" for pattern in folded(held)]),
            ):
                text = text.replace("\n".join(between(name, mark)), "\n".join(lines))
        (ROOT / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
