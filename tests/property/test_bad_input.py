"""Whatever is typed, the command line answers or refuses: exit 0 or 2, never an exception."""

import csv
import io
import json
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kos_core.__main__ import FIELDS, FLAGS, main
from kos_core.vocabulary import Category, Goal, Platform, Readiness, Trait

OPTIONS = (*FIELDS, "lang", "briefs")
GOOD = {"category": "beauty", "goal": "sales", "budget": "100tr"}

# Any text, and text near enough to something accepted to get past the first look.
_amounts = st.from_regex(
    r"-?[0-9]{1,13}([.,][0-9]{1,3}){0,4} ?(k|tr|triệu|ty|tỷ|đ|%|rưỡi)?[0-9]{0,2}", fullmatch=True
)
_pairs = st.builds(
    "{}={}".format,
    st.sampled_from([*map(str, Trait), *map(str, Readiness)]) | st.text(max_size=6),
    st.sampled_from(["yes", "no", "unknown", "maybe", ""]),
)
_words = st.sampled_from(
    [*map(str, Category), *map(str, Goal), *map(str, Platform), "vi", "en", "0", "1", "inf", "nan"]
)
values = st.text(max_size=30) | _amounts | _pairs | _words

asking = settings(max_examples=60, deadline=None)
asking_files = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def told(*words: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a call; any exception goes through."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(words)
    return code, out.getvalue(), err.getvalue()


def holds(words: tuple[str, ...], *, one_line: bool = True) -> None:
    """Answered with nothing on standard error, or refused with nothing but a line there."""
    code, out, err = told(*words)
    if code == 0:
        assert err == "" or not one_line
        return
    assert code == 2
    assert out == ""
    lines = err.splitlines()
    assert lines
    assert len(lines) == 1 or not one_line
    assert all(line.startswith("kos_core: ") for line in lines)


def question(option: str, value: str) -> tuple[str, ...]:
    given_words = [w for name, text in GOOD.items() if name != option for w in (f"--{name}", text)]
    return ("advise", *given_words, f"--{option}={value}", "--json")


@pytest.mark.parametrize("option", [name for name in OPTIONS if name != "briefs"])
@asking
@given(value=values)
@example("")
@example("\x00")
@example("\ud800")
@example("9" * 5_000)
@example("{given}")
@example("²")
@example("١٢٣")
@example("--json")
@example("a=b=c")
@example("\N{LINE SEPARATOR}")
def test_any_text_for_an_option_is_answered_or_refused(option: str, value: str) -> None:
    """The other options are in order, so the text itself decides."""
    holds(question(option, value))


@asking
@given(path=st.text(max_size=30).filter(lambda text: not Path(text).exists() if "\0" not in text else True))
@example("\x00")
@example("\ud800")
@example("x" * 5_000)
@example("/")
def test_any_text_for_a_file_of_briefs_is_refused(path: str) -> None:
    """There is no such file."""
    code, out, err = told("advise", f"--briefs={path}", "--json")
    assert (code, out) == (2, "")
    assert "--briefs" in err


@settings(max_examples=150, deadline=None)
@given(
    words=st.lists(
        st.sampled_from([f"--{name}" for name in (*OPTIONS, *FLAGS)])
        | st.sampled_from(["advise", *GOOD.values()])
        | values,
        max_size=10,
    )
)
@example([])
@example(["advise", "--"])
@example(["advise", "--="])
@example(["advise", "--briefs"])
@example(["advise", "--json=yes"])
def test_any_words_at_all_are_answered_or_refused(words: list[str]) -> None:
    holds(tuple(words))


rows = st.lists(st.lists(values, min_size=1, max_size=len(FIELDS) + 1), max_size=4)
headers = (
    st.lists(st.sampled_from(FIELDS), min_size=1, max_size=6)
    | st.just(list(FIELDS))
    | st.lists(st.text(max_size=8), max_size=4)
)


@asking_files
@given(header=headers, body=rows, skip=st.booleans())
@example(
    header=["category", "goal", "budget"], body=[["beauty", "sales", "100tr"], ["beauty", "sales"]], skip=True
)
@example(header=["category", "category"], body=[["beauty", "x"]], skip=False)
def test_any_table_is_answered_or_refused(
    tmp_path: Path, header: list[str], body: list[list[str]], *, skip: bool
) -> None:
    """A refused table answers nothing; one that is skipped through answers whole objects, a line each."""
    path = tmp_path / "briefs.csv"
    with path.open("w", encoding="utf-8", errors="surrogatepass", newline="") as file:
        csv.writer(file).writerows([header, *body])
    words = ("advise", "--briefs", str(path), "--json", *(["--skip-bad"] if skip else []))
    holds(words, one_line=False)
    code, out, _ = told(*words)
    assert code in {0, 2}
    assert all("ranking" in json.loads(line) for line in out.splitlines())


@asking_files
@given(content=st.binary(max_size=200))
@example(b"")
@example(b"\n")
@example(b"\xef\xbb\xbf")
@example(b'category,goal,budget\n"beauty,sales,100tr\n')
@example(b"category,goal,budget\nbeauty,sales,100tr\r\rbeauty,sales,1\n")
@example(b"category\n" + b"x" * 200_000)
def test_any_bytes_as_a_table_are_answered_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "briefs.csv"
    path.write_bytes(content)
    holds(("advise", "--briefs", str(path), "--json"), one_line=False)


_cells = st.fixed_dictionaries(
    {name: st.just(text) | values for name, text in GOOD.items()},
    optional={name: values for name in FIELDS if name not in GOOD},
)


@asking_files
@given(row=_cells)
def test_a_row_nearly_right_is_answered_or_named_by_its_line(tmp_path: Path, row: dict[str, str]) -> None:
    """Most of it is in order; one line of text says where it is not."""
    path = tmp_path / "briefs.csv"
    with path.open("w", encoding="utf-8", errors="surrogatepass", newline="") as file:
        csv.writer(file).writerows([list(row), list(row.values())])
    code, out, err = told("advise", "--briefs", str(path), "--json", "--lang", "en")
    if code == 0:
        assert err == ""
        assert len(out.splitlines()) <= 1
    else:
        assert code == 2
        assert out == ""
        breaks = sum(text.count("\r") + text.count("\n") for text in row.values())
        assert 1 <= len(err.splitlines()) <= 1 + breaks
