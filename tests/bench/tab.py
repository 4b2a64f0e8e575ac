"""One browser tab without a browser: Streamlit's own messages, and what the page is made of."""

import time
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect

from tests.bench.clock import CannotMeasureError

PATIENCE_SECONDS = 60.0


@dataclass
class Drawn:
    """What one run of the script sent: seconds until it was finished, messages, bytes, and the page itself.

    `parts` holds (place, kind, message) of every block and element, in the order drawn.
    """

    seconds: float
    messages: int
    size: int
    parts: list[tuple[tuple[int, ...], str, Any]] = field(default_factory=list)

    @property
    def elements(self) -> int:
        return sum(not kind.startswith("block") for _, kind, _ in self.parts)

    @property
    def charts(self) -> int:
        return sum(kind == "plotly_chart" for _, kind, _ in self.parts)


class Tab:
    """A session on a server of this machine; as a browser does, it sends every widget's state with every run.

    It keeps no messages from run to run, so the server sends each figure whole.
    """

    def __init__(self, port: int) -> None:
        self.address = f"127.0.0.1:{port}"
        self.wire = connect(
            f"ws://{self.address}/_stcore/stream", subprotocols=["streamlit"], max_size=None, compression=None
        )
        self.states: dict[str, WidgetState] = {}
        self.query, self.page = "", ""

    def close(self) -> None:
        self.wire.close()

    def widget(self, key: str) -> str:
        """The id of the widget with a key."""
        found = [name for name in self.states if name.endswith(f"-{key}")]
        if len(found) != 1:
            raise CannotMeasureError(f"{len(found)} widgets have the key {key}")
        return found[0]

    def type(self, key: str, given: str) -> Drawn:
        """Type into the text field with a key and wait until the page stands."""
        self.states[self.widget(key)].string_value = given
        return self.run()

    def run(self) -> Drawn:
        """Have the script run; raises CannotMeasureError where it fails or shows an exception."""
        asked = BackMsg()
        client = asked.rerun_script
        client.query_string, client.page_script_hash = self.query, self.page
        client.widget_states.widgets.extend(self.states.values())
        client.context_info.locale, client.context_info.timezone = "vi-VN", "Asia/Ho_Chi_Minh"
        client.context_info.url, client.context_info.color_scheme = f"http://{self.address}/", "light"
        sent = asked.SerializeToString()
        raw: list[bytes] = []
        start = time.perf_counter()
        self.wire.send(sent)
        while True:
            try:
                one = self.wire.recv(timeout=PATIENCE_SECONDS, decode=False)
            except TimeoutError as late:
                raise CannotMeasureError(f"no answer within {PATIENCE_SECONDS:.0f} s") from late
            raw.append(one)
            # The message that ends a run is short: only those are opened on the clock.
            if len(one) < 200 and _ends(one):
                break
        drawn = Drawn(time.perf_counter() - start, len(raw), sum(map(len, raw)))
        for one in raw:
            message = ForwardMsg()
            message.ParseFromString(one)
            self._read(message, drawn)
        return drawn

    def _read(self, message: ForwardMsg, drawn: Drawn) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.page = message.new_session.page_script_hash
            self.states.clear()
        elif kind == "navigation":
            self.page = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
            raise CannotMeasureError("the script did not finish")
        elif kind == "delta":
            place = tuple(message.metadata.delta_path)
            if message.delta.WhichOneof("type") == "add_block":
                block = message.delta.add_block
                drawn.parts.append((place, f"block:{block.WhichOneof('type')}", block))
                return
            element = message.delta.new_element
            name = element.WhichOneof("type")
            found = getattr(element, name)
            if name == "exception":
                raise CannotMeasureError(
                    f"the page shows {found.type}: {found.message.splitlines()[0][:200]}"
                )
            drawn.parts.append((place, name, found))
            if name in _STATES:
                state = WidgetState(id=found.id)
                _STATES[name](state, found)
                self.states[found.id] = state


def _ends(raw: bytes) -> bool:
    message = ForwardMsg()
    message.ParseFromString(raw)
    return message.WhichOneof("type") == "script_finished"


def _text(state: WidgetState, shown: Any) -> None:
    state.string_value = shown.value if shown.set_value else shown.default


def _box(state: WidgetState, shown: Any) -> None:
    state.string_value = shown.raw_value if shown.set_value else shown.options[shown.default]


def _group(state: WidgetState, shown: Any) -> None:
    chosen = shown.raw_values if shown.set_value else [shown.options[i].content for i in shown.default]
    state.string_array_value.data.extend(chosen)


def _slider(state: WidgetState, shown: Any) -> None:
    state.double_array_value.data.extend(shown.value if shown.set_value else shown.default)


_STATES = {"text_input": _text, "selectbox": _box, "button_group": _group, "slider": _slider}
