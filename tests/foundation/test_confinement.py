"""The limited child: what it cannot do, and that its end is never the end of its parent."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from afweging.foundation.confinement import Confined, ConfinedError, Limits, Message

WORK = "tests.foundation.mischief"


@pytest.fixture(scope="module")
def child() -> Iterator[Confined]:
    with Confined(WORK, Limits(memory=512, seconds=5, idle=60)) as one:
        yield one


def ask(child: Confined, deed: str, *blobs: bytes) -> Message:
    return child.run(Message({"deed": deed}, blobs))


def test_bytes_go_in_and_come_out(child: Confined) -> None:
    data = os.urandom(3_000_000)
    assert ask(child, "echo", data, b"", b"x").blobs == (data, b"", b"x")


def test_the_child_is_told_nothing_of_its_parent(child: Confined, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFWEGING_SECRET_KEY", "geheim")
    child.close()
    names = ask(child, "environment").fields["names"]
    assert set(names) <= {
        "PATH",
        "LANG",
        "LC_CTYPE",
        "HOME",
        "TMPDIR",
        "PYTHONHASHSEED",
        "PYTHONPATH",
        "PYTHONDONTWRITEBYTECODE",
    }


@pytest.mark.parametrize("deed", ["connect", "resolve", "listen", "start_program", "fork"])
def test_there_is_no_way_out(child: Confined, deed: str) -> None:
    with pytest.raises(ConfinedError, match="not permitted") as refused:
        ask(child, deed)
    assert refused.value.code == "failed"


def test_native_code_finds_no_network_either_where_the_kernel_permits(child: Confined) -> None:
    child.warm()
    if child.isolation != "namespace":
        pytest.skip("this kernel lets nobody make a network namespace")
    assert ask(child, "interfaces").fields["names"] == ["lo"]


def test_it_waits_behind_others_for_the_processor(child: Confined) -> None:
    assert ask(child, "nice").fields["nice"] >= 10


@pytest.mark.parametrize(
    ("deed", "codes"),
    [
        ("eat_memory", ("limit",)),
        ("crash", ("crashed",)),
        ("leave", ("crashed",)),
        ("raise", ("failed",)),
        ("prattle", ("failed",)),
    ],
)
def test_after_any_end_the_next_job_works(child: Confined, deed: str, codes: tuple[str, ...]) -> None:
    with pytest.raises(ConfinedError) as ended:
        ask(child, deed)
    assert ended.value.code in codes
    assert ask(child, "echo", b"weer").blobs == (b"weer",)


def test_a_job_without_end_is_ended() -> None:
    with Confined(WORK, Limits(memory=512, seconds=0.3, idle=60)) as hasty:
        hasty.warm()
        first = hasty.pid
        with pytest.raises(ConfinedError) as ended:
            ask(hasty, "go_on_for_ever")
        assert ended.value.code == "limit"
        assert hasty.pid is None
        assert first is not None and not os.path.exists(f"/proc/{first}")  # noqa: PTH110


def test_an_idle_child_leaves_and_a_new_one_comes() -> None:
    with Confined(WORK, Limits(memory=512, seconds=5, idle=0.05)) as sleepy:
        sleepy.warm()
        first = sleepy.pid
        assert first is not None
        os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
        assert ask(sleepy, "echo", b"nieuw").blobs == (b"nieuw",)
        assert sleepy.pid != first


def test_a_child_is_replaced_after_its_share_of_jobs() -> None:
    with Confined(WORK, Limits(memory=512, seconds=5, idle=60, jobs=2)) as busy:
        pids = []
        for _ in range(3):
            ask(busy, "echo")
            pids.append(busy.pid)
    assert pids[0] == pids[1] != pids[2]


def test_progress_arrives_in_order(child: Confined) -> None:
    told: list[dict[str, int]] = []
    child.run(Message({"deed": "count"}), told.append)
    assert told == [{"step": 0}, {"step": 1}, {"step": 2}]


def test_work_that_cannot_be_loaded_says_so() -> None:
    with Confined("tests.foundation.not_there", Limits(seconds=5)) as nothing, pytest.raises(ConfinedError):
        nothing.warm()
