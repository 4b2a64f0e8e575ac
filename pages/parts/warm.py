"""What every session shares, loaded once a process and kept out of the garbage collector's way."""

import gc
from functools import cache
from importlib import import_module
from threading import Lock

_LOCK = Lock()


def warm() -> None:
    """Load what every session shares; whoever comes second waits for the first.

    Plotly asks for pandas only when it first draws: two first visits at once would import it half each.
    Streamlit collects in full after every run; frozen, the imports cost it nothing (docs/decisions.md).
    """
    with _LOCK:
        _load()


@cache
def _load() -> None:
    import_module("pandas")  # heavy: not before the server answers
    import_module("plotly.graph_objects")
    from kos_core.advice.advice import advise
    from kos_core.brief import Brief
    from kos_core.case import Case
    from kos_core.knowledge.loading import load

    advise(Case(Brief(), load()))
    gc.collect()
    gc.freeze()
