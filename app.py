"""The server: it serves the frame of pages/parts, and warms up while it already answers.

No folder named `pages` may lie beside the entry script: the first deep link to a cold server would say
"Page not found" (docs/decisions.md).
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread

import streamlit as st
from starlette.middleware import Middleware

from pages.parts.guard import Guard
from pages.parts.warm import warm


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Warm up beside the server, so that it answers at once and the first visitor waits little."""
    Thread(target=warm, daemon=True).start()
    yield


app = st.App(
    Path(__file__).parent / "pages" / "parts" / "frame.py", lifespan=lifespan, middleware=[Middleware(Guard)]
)
