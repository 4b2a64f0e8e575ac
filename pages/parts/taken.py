"""What is taken along: the answer as a file, a link to it, a case from a file; one button for all."""

import json
from functools import partial
from html import escape
from urllib.parse import urlencode, urlsplit

import streamlit as st

from kos_core.advice.advice import Advice
from kos_core.errors import KosError
from kos_core.export.case_file import LARGEST, read
from kos_core.export.exporting import export_of
from kos_core.export.formats import MEDIA_TYPES, Format, file_name
from kos_core.export.qr import qr_svg
from kos_core.plan.dates import starts_of, today
from kos_core.say import plan as saying
from kos_core.say.calendar import case_title
from kos_core.say.sentences import Sentences
from kos_core.say.text import Text
from pages.parts import session, show

ICONS = {
    Format.PPTX: ":material/slideshow:",
    Format.XLSX: ":material/table_view:",
    Format.PDF: ":material/picture_as_pdf:",
    Format.MD: ":material/notes:",
    Format.ICS: ":material/calendar_add_on:",
    Format.JSON: ":material/save:",
}


def along(advice: Advice, said: Sentences, text: Text) -> None:
    """Give the answer as a file in the language of the screen, the link to it, and a way to open a file."""
    with st.popover(text("taken.button"), icon=":material/ios_share:", key="taken", width="content"):
        files(advice, said, text)
        share(advice, said, text)
        opened(text)


def files(advice: Advice, said: Sentences, text: Text) -> None:
    """Show one button a format; what takes a moment is made when it is asked for."""
    starts = starts_of(advice.case, today())
    for kind, icon in ICONS.items():
        st.download_button(
            text(f"taken.{kind}"),
            partial(export_of, kind, advice, starts, said, site()),
            file_name(advice, kind),
            MEDIA_TYPES[kind],
            key=f"taken.{kind}",
            on_click="ignore",
            icon=icon,
            type="tertiary",
        )


def site() -> str:
    """Return where the dashboard is met: scheme, host and port."""
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}"


def address() -> str:
    """Return the whole address of the screen in view, its case and language in it."""
    path = urlsplit(st.context.url or "").path or "/"
    return f"{site()}{path}?" + urlencode(session.link_params() | {"lang": session.lang()})


def share(advice: Advice, said: Sentences, text: Text) -> None:
    """Show what to paste into a chat, and the link as a code for a phone's camera."""
    link = address()
    words = f"{case_title(said)}\n{saying.word(advice, said)}: {saying.what(advice, said)}\n{link}"
    st.html(f'<p class="kc-note">{escape(text("taken.share"))}</p>')
    show.copyable(words, "share", text)
    if st.toggle(text("taken.qr"), key="taken_qr"):
        named = escape(text("taken.qr"))
        st.html(f'<div class="kc-qr" role="img" aria-label="{named}">{qr_svg(link)}</div>')


def opened(text: Text) -> None:
    """Ask for the file of a case and open it; what cannot be read is refused beside the field."""
    label = json.dumps(text("taken.choose"), ensure_ascii=False)
    st.html(f"<style>.st-key-taken_file button::after {{ content: {label}; }}</style>")
    found = st.container(key="taken_file").file_uploader(
        text("taken.open"),
        type="json",
        max_upload_size=LARGEST // 1_000_000,
        key=f"taken_open.{session.kept('taken_files', 0)}",
    )
    show.refused(session.kept("taken_refused", None), text)
    if found is None:
        return
    try:
        filed = read(found.getvalue(), session.knowledge())
        session.edit(**dict(filed.case.brief))
        session.keep(taken_refused=None)
    except KosError as error:
        session.keep(taken_refused=error)
    session.keep(taken_files=session.kept("taken_files", 0) + 1)
    st.rerun()
