"""Settings: one table, and no name or value that is silently wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from afweging import settings as module
from afweging.cli import main
from afweging.settings import Settings, SettingsInvalid, load

DOCS = Path(__file__).parents[2] / "docs" / "settings.md"


def test_the_environment_wins_over_the_file_and_that_over_the_default(tmp_path: Path) -> None:
    (tmp_path / "afweging.toml").write_text('public_url = "https://file.example"\nproxies = 2\n')
    environ = {"AFWEGING_INSTANCE": str(tmp_path), "AFWEGING_PROXIES": "1", "HOME": "/"}
    loaded = load(environ)
    assert (loaded.settings.public_url, loaded.settings.proxies) == ("https://file.example", 1)
    assert loaded.settings.https
    assert loaded.origins["proxies"] == "environment AFWEGING_PROXIES"
    assert loaded.origins["public_url"] == str(tmp_path / "afweging.toml")
    assert loaded.origins["role"] == "default"


def test_every_wrong_name_and_value_is_told_at_once_with_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "afweging.toml").write_text("proxis = 2\n")
    environ = {
        "AFWEGING_INSTANCE": str(tmp_path),
        "AFWEGING_SECRT_KEY": "x",
        "AFWEGING_PROXIES": "many",
        "AFWEGING_ROLE": "boss",
    }
    with pytest.raises(SettingsInvalid) as refusal:
        load(environ)
    told = "\n".join(refusal.value.problems)
    assert "AFWEGING_SECRT_KEY. Did you mean AFWEGING_SECRET_KEY?" in told
    assert "proxis. Did you mean proxies?" in told
    assert "proxies must be a whole number" in told
    assert "role must be one of all, workspace, public" in told


@pytest.mark.parametrize("name", ["SMTP_URL", "OIDC_CLIENT_ID", "NATIONAL_KEY", "SEAL_PKCS11", "INBOX_URL"])
def test_a_promised_name_that_does_nothing_yet_says_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(SettingsInvalid, match="known, but this version does not use it yet"):
        load({"AFWEGING_INSTANCE": str(tmp_path), f"AFWEGING_{name}": "x"})
    (tmp_path / "afweging.toml").write_text(f'{name.lower()} = "x"\n')
    with pytest.raises(SettingsInvalid, match=f"{name.lower()} is known, but"):
        load({"AFWEGING_INSTANCE": str(tmp_path)})


def test_a_seal_needs_its_passphrase_and_a_time_stamp_an_address() -> None:
    with pytest.raises(SettingsInvalid, match="go together"):
        module.check(Settings(mode="test", seal_pkcs12="seal.p12"))
    with pytest.raises(SettingsInvalid, match="TSA_URL"):
        module.check(Settings(mode="test", tsa_url="file:///etc/passwd"))


@pytest.mark.parametrize("content", [b"\xff\xfe", b"proxies = ", b"[proxies]\na = 1\n", b"proxies = true\n"])
def test_a_broken_file_is_a_message_and_no_crash(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "afweging.toml").write_bytes(content)
    with pytest.raises(SettingsInvalid):
        load({"AFWEGING_INSTANCE": str(tmp_path)})


def test_the_name_that_belongs_to_the_tests_is_no_setting(tmp_path: Path) -> None:
    load({"AFWEGING_INSTANCE": str(tmp_path), "AFWEGING_REQUIRE_ALL": "1"})


@pytest.mark.parametrize("secret", ["", "short"])
def test_production_does_not_start_without_a_good_secret(secret: str) -> None:
    with pytest.raises(SettingsInvalid, match="AFWEGING_SECRET_KEY"):
        module.check(Settings(secret_key=secret))
    module.check(Settings(secret_key=secret, role="public"))
    module.check(Settings(secret_key=secret, mode="development"))


def test_secrets_are_neither_shown_nor_in_what_is_printed_of_settings() -> None:
    secret = "very secret " * 4
    assert secret not in repr(Settings(secret_key=secret))
    result = CliRunner().invoke(
        main, ["settings", "--json"], env={"AFWEGING_SECRET_KEY": secret, "AFWEGING_INSTANCE": "/nowhere"}
    )
    assert result.exit_code == 0, result.output
    assert secret not in result.output
    rows = {row["name"]: row for row in json.loads(result.output)}
    assert rows["AFWEGING_SECRET_KEY"]["value"] == "********"
    assert {"name", "value", "origin", "help"} == set(rows["AFWEGING_ROLE"])


def test_the_documentation_is_the_table() -> None:
    assert module.as_markdown() in DOCS.read_text(encoding="utf-8"), (
        "write settings.as_markdown() into it again"
    )


def test_https_makes_host_cookies_and_hosts_follow_the_public_address() -> None:
    settings = Settings(public_url="https://afweging.vlierwoude.example")
    assert "afweging.vlierwoude.example" in settings.hosts
    assert Settings(trusted_hosts=("a.example",)).hosts == ["a.example"]
