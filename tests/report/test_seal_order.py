"""The settings say which seal goes on a report, and who vouches for the time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from flask import Flask

from afweging.case.report.document import CaseDocument
from afweging.case.report.making import seal_order
from afweging.foundation.seal import make_keys, organisation_seal, trust_roots
from afweging.settings import Settings
from tests.support.world import NOW

# Of a told case, the order of its seal reads no more than this.
TOLD = cast(
    CaseDocument,
    SimpleNamespace(organisation=SimpleNamespace(code="gm1", name="Gemeente Een"), language="nl"),
)


def test_the_seal_of_the_settings_goes_before_the_self_made_one(app: Flask, tmp_path: Path) -> None:
    bought = make_keys(tmp_path / "bought", "gm1", "Vertrouwensdienst", now=NOW)
    instance = tmp_path / "instance"
    with app.app_context():
        self_made = seal_order(Settings(instance=instance), TOLD, NOW)
        ordered = seal_order(
            Settings(
                instance=instance,
                seal_pkcs12=str(bought.pkcs12),
                seal_passphrase_file=str(bought.passphrase_file),
                tsa_url="http://tsa.example/",
            ),
            TOLD,
            NOW,
        )
    assert self_made.seal == organisation_seal(instance / "keys", "gm1")
    assert self_made.tsa_url is None
    assert (ordered.seal, ordered.tsa_url) == (bought, "http://tsa.example/")
    assert bought.open().root in trust_roots(instance / "keys"), "our own report would not be ours"


def test_the_order_carries_the_reason_in_words(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        order = seal_order(replace(app.config["AFWEGING"], instance=tmp_path), TOLD, NOW)
    assert order.reason == "Zegel van Gemeente Een"
