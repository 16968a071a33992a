"""What the processes of `afweging serve` import: the app, and a watch on the process that started them.

When that one is killed without a chance to stop them, they would keep the port, with nobody in charge.
"""

from __future__ import annotations

import os
import signal
import threading
import time

from afweging.wsgi import app

__all__ = ["app"]

PARENT = "_AFWEGING_PARENT"
LOOK_EVERY_SECONDS = 1.0
STOP_WITHIN_SECONDS = 5.0


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(STOP_WITHIN_SECONDS)
    os._exit(1)


if PARENT in os.environ:
    threading.Thread(target=_watch, args=(int(os.environ[PARENT]),), name="parent-watch", daemon=True).start()
