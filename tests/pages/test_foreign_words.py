"""Words of a reader, a link or a file: no door lets them be a link, a picture, or a wall of letters."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kos_core.brief import Brief, to_token
from kos_core.errors import KosError
from kos_core.say.text import text_of
from kos_core.say.wording import LONGEST_FOREIGN, foreign, refusal

PAYLOADS = [
    "![.](http://evil.example/pixel.png)",
    "[Đăng nhập lại](https://evil.example/login)",
    "![.](http://evil.example/pixel.png) [Đăng nhập lại](https://evil.example/login)",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "</p><h1>Đăng nhập lại</h1>",
    '"><a href="https://evil.example">x</a>',
    "https://evil.example/login",
    "www.evil.example",
    "mail@evil.example",
    ":material/lock: :smile: :red[đỏ] :blue-background[xanh]",
    "$\\frac{1}{0}$ $$x$$",
    "# Tiêu đề\n\n## Tiêu đề",
    "| a | b |\n| - | - |\n| c | d |",
    "`x` **x** ~~x~~ > x\n- x",
    "a" * 60_000,
    "\u202eđảo ngược\u202c\u200b",
    "\x1b[31mđỏ\x1b[0m\x07\x00",
    "javascript:alert(1)",
    "{given} {accepted} %s {0}",
]
FIELDS = (
    "view.budget_vnd.main",
    "view.cost_vnd.main",
    "view.weeks.main",
    "view.reviews.main",
    "view.repeat_rate.page",
)


def shown(app: AppTest) -> str:
    """Everything on a screen that Streamlit would read as Markdown or as a label."""
    kinds = (
        app.title,
        app.header,
        app.subheader,
        app.markdown,
        app.caption,
        app.warning,
        app.error,
        app.info,
    )
    labels = [one.label for kind in (app.button, app.text_input, app.selectbox, app.expander) for one in kind]
    return "\n".join([str(element.value) for kind in kinds for element in kind] + labels)


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_is_repeated_is_one_short_line_without_signs(payload: str, lang: str) -> None:
    said = foreign(payload)
    assert len(said) <= LONGEST_FOREIGN
    assert said.isprintable()
    whole = refusal(KosError("money.not_a_number", "budget_vnd", given=payload), text_of(lang))
    assert said in whole
    assert whole.isprintable() or "\u00a0" in whole


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_what_a_reader_types_is_repeated_as_plain_words(
    dashboard: Callable[..., AppTest], refusals: Callable[[AppTest], list[str]], payload: str
) -> None:
    app = dashboard("", Brief())
    app.text_input(key="view.budget_vnd.main").set_value(payload).run()
    assert not app.exception
    assert foreign(payload)[:20] not in shown(app)
    bodies = [
        block.proto.body for block in app.get("html") if block.proto.body.startswith('<p class="kc-refused"')
    ]
    assert bodies
    assert all(body.count("<") == 2 for body in bodies)
    assert all(len(one) < 3 * LONGEST_FOREIGN for one in refusals(app))


def hostile_links(payload: str) -> dict[str, str]:
    """Addresses that carry words: as a weight, a figure, the token itself, and what documents look for."""
    short = payload[:200]
    brief = Brief()
    return {
        "weight": to_token(brief.model_copy(update={"weights": ((short, 5.0),)})),
        "figure": to_token(brief.model_copy(update={"assumptions": ((short, 5.0),)})),
        "token": short,
    }


@pytest.mark.parametrize("door", ["weight", "figure", "token"])
@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_a_link_shows_no_word_of_its_sender_and_says_that_the_sample_is_shown(
    dashboard: Callable[..., AppTest], refusals: Callable[[AppTest], list[str]], payload: str, door: str
) -> None:
    app = dashboard("", None, b=hostile_links(payload)[door])
    assert not app.exception
    assert app.session_state["brief"] == Brief()
    assert refusals(app) == [text_of("vi")("refusal.brief.bad_link")]
    assert foreign(payload)[:20] not in shown(app)


@pytest.mark.parametrize("name", ["q", "claim", "tab", "lang"])
@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_the_documents_show_no_word_a_link_looks_for_in_vain(
    dashboard: Callable[..., AppTest], payload: str, name: str
) -> None:
    app = dashboard("learn/documents", None, **{name: payload})
    assert not app.exception
    everything = shown(app) + "".join(block.proto.body for block in app.get("html"))
    everything += "".join(str(one.value) for one in app.text_input)
    assert "evil" not in everything
    assert "alert(1)" not in everything
    assert "a" * 100 not in everything


def test_only_the_door_says_what_is_wrong(root: Path) -> None:
    """`refusal` is called by the door of the screens and by the command line, nowhere else."""
    callers = {
        str(path.relative_to(root))
        for folder in ("pages", "kos_core")
        for path in (root / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "refusal"
    }
    assert callers == {"pages/parts/show.py", "kos_core/__main__.py"}


def test_only_one_door_shows_what_is_to_be_copied(root: Path) -> None:
    """A reader's own message: letter by letter in `show.copyable`, nowhere else."""
    shown = {
        str(path.relative_to(root))
        for path in (root / "pages").rglob("*.py")
        if "st.code(" in path.read_text(encoding="utf-8")
    }
    assert shown == {"pages/parts/show.py"}


def test_the_address_is_read_in_two_places_only(root: Path) -> None:
    """The brief and the language by the session, what is looked for by the documents."""
    readers = {
        str(path.relative_to(root))
        for path in (root / "pages").rglob("*.py")
        if "query_params.get" in path.read_text(encoding="utf-8")
    }
    assert readers == {"pages/parts/session.py", "pages/learn/documents.py"}


def test_no_page_lets_html_through_markdown(root: Path) -> None:
    for path in (root / "pages").rglob("*.py"):
        assert "unsafe_allow" not in path.read_text(encoding="utf-8"), path
