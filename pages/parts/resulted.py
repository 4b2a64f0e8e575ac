"""Results handed in: files, columns the reader names once, six numbers typed; kept for this session."""

import json
from collections.abc import Iterable
from html import escape
from pathlib import Path

import streamlit as st

from kos_core.errors import KosError
from kos_core.results.actuals import Read, Session
from kos_core.results.cells import read_count, read_vnd, who
from kos_core.results.files import LARGEST, read_table
from kos_core.results.gathered import Actuals, together
from kos_core.results.headings import heading_of
from kos_core.results.reading import read_file
from kos_core.say.tables.results import read_sentence, skipped_table
from kos_core.say.text import Text
from kos_core.say.wording import foreign
from pages.parts import session, show

SAMPLES = Path(__file__).parents[2] / "sample_data"
POSTS = SAMPLES / "facebook_live_sellers_thailand" / "Live_20210128.csv"
INVENTED = SAMPLES / "actuals_invented.csv"
MOST_FILES = 20
MAPPED = (
    "order_id", "creator", "ordered_at", "started_at", "status", "order_amount", "views", "orders", "kept",
    "gmv_vnd", "ads_vnd",
)  # fmt: skip
SIX = ("creator", "views", "orders", "kept", "gmv_vnd", "ads_vnd", "hire_vnd")


def reads() -> tuple[Read, ...]:
    """Return what was read in this session."""
    found: tuple[Read, ...] = session.kept("results.reads", ())
    return found


def actuals() -> Actuals:
    """Return what all that was read says together; gathered once, as long as nothing is added."""
    found: Actuals | None = session.kept("results.together", None)
    if found is None:
        found = together(reads())
        session.keep(**{"results.together": found})
    return found


def _keep(found: Read) -> None:
    """Keep one more file."""
    session.keep(**{"results.reads": (*reads(), found), "results.together": None})


def _take(name: str, data: bytes) -> None:
    """Read a file and keep it; one whose columns are not known waits for the reader to name them."""
    try:
        _keep(read_file(data, name, session.kept("results.maps", {})))
    except KosError as error:
        if error.key == "results.unknown_columns":
            session.keep(**{"results.waiting": (name, data)})
        said = (*session.kept("results.refused", ()), (name, error))
        session.keep(**{"results.refused": said})


def handed_in(text: Text) -> None:
    """Ask for files, or six numbers; say what was refused and what each file was read as."""
    turn = session.kept("results.turn", 0)
    label = json.dumps(text("taken.choose"), ensure_ascii=False)
    st.html(f"<style>.st-key-results_file button::after {{ content: {label}; }}</style>")
    found = st.container(key="results_file").file_uploader(
        text("results.upload", most=LARGEST // 1_000_000),
        type=["csv", "tsv", "txt", "xlsx", "xls"],
        accept_multiple_files=True,
        max_upload_size=LARGEST // 1_000_000,
        key=f"results_files.{turn}",
    )
    if found:
        session.keep(**{"results.refused": None, "results.turn": turn + 1})
        if len(found) + len(reads()) > MOST_FILES:
            many = (("", KosError("results.too_many_files", None, most=MOST_FILES)),)
            session.keep(**{"results.refused": many})
        else:
            for file in found:
                _take(file.name, file.getvalue())
        st.rerun()
    with st.container(horizontal=True, key="results_ways"):
        st.download_button(
            text("results.template"), _template, "kos-compass-results.csv", "text/csv",
            key="results.template", on_click="ignore", type="tertiary", icon=":material/download:",
        )  # fmt: skip
        for name, path in (("sample_live", INVENTED), ("sample_posts", POSTS)):
            st.button(
                text(f"results.{name}"), key=f"results.{name}", type="tertiary", icon=":material/science:",
                on_click=lambda path=path: _take(path.name, path.read_bytes()),
            )  # fmt: skip
        if reads():
            st.button(text("results.clear"), key="results.clear", type="tertiary", on_click=clear)
    _typed(text)
    _refused(session.kept("results.refused", ()), text)
    _mapping(text)
    _said(text)


def clear() -> None:
    """Forget every result and what it taught."""
    names = ("reads", "together", "refused", "waiting", "knowledge")
    session.keep(**{f"results.{name}": None for name in names})


def _template() -> bytes:
    """Return the template: the sample's heading and the line that explains it, no figures."""
    lines = INVENTED.read_text(encoding="utf-8").splitlines()[:2]
    return ("\ufeff" + "\n".join(lines) + "\n").encode()


def _typed(text: Text) -> None:
    """Ask for six numbers after a campaign."""
    with st.expander(text("results.typed")), st.form("results_typed", border=False):
        given = {
            name: place.text_input(text(f"results.six.{name}"), key=f"results.six.{name}")
            for name, place in zip(SIX, [*st.columns(4), *st.columns(4)], strict=False)
        }
        if st.form_submit_button(text("results.typed_add")):
            _add(given, text)


def _add(given: dict[str, str], text: Text) -> None:
    try:
        counts = {name: read_count(given[name].strip(), name) for name in ("views", "orders", "kept")}
        money = {name: read_vnd(given[name].strip(), name) for name in ("gmv_vnd", "ads_vnd", "hire_vnd")}
        if counts["orders"] is None:
            raise KosError("number.not_whole", "orders", given=given["orders"])  # noqa: TRY301  # said beside it
    except KosError as error:
        session.keep(**{"results.refused": ((text("results.typed_file"), error),)})
        return
    one = Session(
        creator=who(given["creator"]), views=counts["views"], orders=counts["orders"], kept=counts["kept"],
        gmv_vnd=money["gmv_vnd"], ads_vnd=money["ads_vnd"], hire_vnd=money["hire_vnd"],
    )  # fmt: skip
    read = Read(text("results.typed_file"), "own", "sessions", None, {}, (), 1, (), 0, (), sessions=(one,))
    _keep(read)
    session.keep(**{"results.refused": None})
    st.rerun()


def _refused(said: Iterable[tuple[str, KosError]], text: Text) -> None:
    for name, error in said:
        show.refused(error, text, name)


def _mapping(text: Text) -> None:
    """Ask which column is what where nobody knows; the answer is kept for files with the same heading."""
    waiting: tuple[str, bytes] | None = session.kept("results.waiting", None)
    if waiting is None:
        return
    name, data = waiting
    heading = heading_of(read_table(data, name))
    cells = [cell for cell in heading.cells if cell]
    st.subheader(text("results.map_title"))
    with st.form("results_map", border=False):
        chosen: dict[str, str] = {}
        for start in range(0, len(MAPPED), 4):
            for field, place in zip(MAPPED[start : start + 4], st.columns(4), strict=False):
                at = heading.places.get(field)
                cell = place.selectbox(
                    text(f"results.field.{field}"),
                    ["", *dict.fromkeys(cells)],
                    index=0 if at is None else 1 + list(dict.fromkeys(cells)).index(heading.cells[at]),
                    format_func=lambda said: foreign(said) if said else text("results.map_none"),
                    key=f"results.map.{field}",
                )
                if cell:
                    chosen[field] = cell
        if st.form_submit_button(text("results.map_save")):
            maps = session.kept("results.maps", {}) | {heading.mark: chosen}
            session.keep(**{"results.maps": maps, "results.waiting": None, "results.refused": None})
            _take(name, data)
            st.rerun()


def _said(text: Text) -> None:
    """Say of every file what it is, what was skipped, which columns were used."""
    for read in reads():
        note = text("results.invented") if read.name == INVENTED.name else ""
        strong = f'<p class="kc-side"><b>{escape(note)}</b></p>' if note else ""
        st.html(f'{strong}<p class="kc-side">{escape(read_sentence(read, text))}</p>')
        if not (read.skipped or read.columns):
            continue
        with st.expander(text("results.skipped_open")):
            used = ", ".join(foreign(cell) for cell in read.columns.values())
            left = ", ".join(foreign(cell) for cell in read.left_out) or "–"
            st.html(f'<p class="kc-note">{escape(text("results.columns", used=used, left=left))}</p>')
            if read.skipped:
                st.html(show.grid(skipped_table(read, text)))
