# SPDX-License-Identifier: Apache-2.0
"""`trainer-gui`: the window."""

import argparse
import signal
import socket
import sys
import threading
from collections.abc import Callable
from types import FrameType, TracebackType

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from trainer_gui.application.errors import UserError
from trainer_gui.commands.display import require_display
from trainer_gui.ui.frame import Frame

TYPE_CHECKING = False
if TYPE_CHECKING:  # the module `typing` itself takes its time
    from trainer_gui.app import App


def run(options: argparse.Namespace) -> int:
    """Open the window and run until it is closed; 130 or 143 when a signal closed it."""
    require_display()
    qt = QApplication(["trainer-gui"])
    opening = Opening(qt, options)
    with Interrupts(qt), Faults(opening.tell):
        status = qt.exec()
        opening.close()
    return status or int(opening.failed)


class Opening(QObject):
    """Shows an empty frame at once and fills it when it was painted.

    Attributes:
        failed: There was nothing to fill it with; it says why.
    """

    def __init__(self, qt: QApplication, options: argparse.Namespace) -> None:
        """Show the frame."""
        super().__init__()
        self.failed = False
        self._qt = qt
        self._options = options
        self._app: App | None = None
        self._frame = Frame()
        self._frame.painted.connect(self._fill, Qt.ConnectionType.QueuedConnection)
        self._frame.show()

    def close(self) -> None:
        """Keep what is under way, end all threads and devices."""
        if self._app is not None:
            self._app.close()

    def tell(self, error: BaseException) -> None:
        """A fault of the program: saved and said, once there is a window to say it in."""
        if self._app is not None:
            self._app.crashes.tell(error)

    @Slot()
    def _fill(self) -> None:
        try:
            self._open()
        except Exception as error:  # noqa: BLE001 - an empty frame would tell nothing
            self.failed = True
            if isinstance(error, UserError | ImportError):
                from trainer_gui.commands.output import tell

                tell(str(error))
            else:
                sys.excepthook(type(error), error, error.__traceback__)
            # in both languages: the texts of the screens may be what is missing
            self._frame.say(f"打不开 · This can't be opened\n\n{error}")

    def _open(self) -> None:
        from trainer_gui.adapters.paths import places
        from trainer_gui.app import App, Choices

        options = self._options
        choices = Choices(
            places(options.data_dir),
            scenarios=options.scenarios,
            language=options.language,
            theme=options.theme,
        )
        self._app = App(self._qt, choices)
        self._frame.fill(self._app.window)
        self._app.show()


class Faults:
    """Hears of what nobody caught, on any thread, beside who heard of it before."""

    def __init__(self, tell: Callable[[BaseException], None]) -> None:
        """Act from `with` on."""
        self._tell = tell
        self._hook, self._thread_hook = sys.excepthook, threading.excepthook

    def __enter__(self) -> None:
        """Take over."""
        sys.excepthook, threading.excepthook = self._on_error, self._on_thread_error

    def __exit__(self, *_: object) -> None:
        """Give it back."""
        sys.excepthook, threading.excepthook = self._hook, self._thread_hook

    def _on_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self._hook(kind, error, trace)
        if isinstance(error, Exception):  # Ctrl-C is no fault
            self._tell(error)

    def _on_thread_error(self, told: threading.ExceptHookArgs) -> None:
        self._thread_hook(told)
        if isinstance(told.exc_value, Exception):
            self._tell(told.exc_value)


class Interrupts(QObject):
    """Lets Ctrl-C (130) and SIGTERM (143) end the event loop: everything is kept and closed.

    Python handles a signal only between its own instructions, and an idle event loop executes none:
    the wake-up socket makes it.
    """

    def __init__(self, qt: QGuiApplication) -> None:
        """Act from `with` on."""
        super().__init__()
        self._qt = qt
        self._status = 0
        self._read, self._write = socket.socketpair()
        for end in (self._read, self._write):
            end.setblocking(False)  # noqa: FBT003 - the socket's own signature
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)

    def __enter__(self) -> None:
        """Take over the signals."""
        signal.set_wakeup_fd(self._write.fileno())
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._end)

    def __exit__(self, *_: object) -> None:
        """Give them back."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        self._notifier.setEnabled(False)
        self._read.close()
        self._write.close()

    def _end(self, number: int, frame: FrameType | None) -> None:
        del frame
        self._status = 128 + number
        self._qt.exit(self._status)

    def _drain(self) -> None:
        self._read.recv(4096)
        if self._status:  # it came before there was an event loop to end
            self._qt.exit(self._status)
