"""Every setting of an installation, in one table: name, type, default and help.

The table feeds the environment (`AFWEGING_<NAME>`), `instance/afweging.toml` (the same names in small
letters; the environment wins), `docs/settings.md` and `afweging settings`. To add one, add a field.
"""

from __future__ import annotations

import dataclasses
import difflib
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Literal, cast, get_type_hints
from urllib.parse import urlsplit

PREFIX = "AFWEGING_"
FILE_NAME = "afweging.toml"
SHORTEST_SECRET = 32
# Names that other programs of this house read from the environment; they are no settings.
ELSEWHERE = frozenset({"AFWEGING_REQUIRE_ALL", "AFWEGING_SHOTS"})
# Names that are promised to administrators, for what a later version does. Set now they would do nothing.
NOT_YET = (
    "seal_pkcs11",
    "smtp_url",
    "oidc_*",
    "national_*",
    "jobs_url",
    "files_url",
    "inbox_url",
)

Mode = Literal["production", "development", "test"]
Role = Literal["all", "workspace", "public"]
LogLevel = Literal["debug", "info", "warning", "error"]


class SettingsInvalid(Exception):
    """The settings cannot be used. `problems` names each of them, in words for an administrator."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def _setting(default: Any, help_text: str, *, secret: bool = False) -> Any:
    return dataclasses.field(default=default, repr=not secret, metadata={"help": help_text, "secret": secret})


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """The settings in force. Empty addresses of databases stand for a file in the instance folder."""

    instance: Path = _setting(
        Path("instance"), "Folder with everything this installation makes: databases, keys, evidence."
    )
    mode: Mode = _setting(
        "production",
        "`production`, `development` (pages reload) or `test`. Only production insists on a key.",
    )
    role: Role = _setting("all", "Which doors are open: `all`, `workspace` or `public`.")
    public_url: str = _setting(
        "http://127.0.0.1:8000",
        "Address under which people reach the program. With https, cookies are `__Host-` and HSTS is on.",
    )
    database_url: str = _setting(
        "", "Database of the confidential cases; a file in the instance folder when empty.", secret=True
    )
    register_url: str = _setting(
        "", "SQLite file of the public register, written by the worker (`sqlite:///…`); a file when empty."
    )
    register_read_url: str = _setting(
        "", "What the public door reads, when that is a copy of the register elsewhere."
    )
    secret_key: str = _setting(
        "",
        "Signs forms and messages between pages; at least 32 signs. `afweging init` makes one. "
        "Without it, production does not start.",
        secret=True,
    )
    seal_pkcs12: str = _setting(
        "", "File with the key and certificate that seal reports; the installation’s own when empty."
    )
    seal_passphrase_file: str = _setting("", "File that holds the passphrase of `seal_pkcs12`.")
    tsa_url: str = _setting(
        "", "Time-stamping authority (RFC 3161) that vouches for the time of a seal; none when empty."
    )
    trusted_hosts: tuple[str, ...] = _setting(
        (),
        "Host names that are answered, with commas; that of `public_url` and this machine when empty.",
    )
    proxies: int = _setting(
        0, "Number of reverse proxies in front, whose `X-Forwarded-*` headers are believed."
    )
    max_upload_mb: int = _setting(52, "Largest request in megabytes; a larger one gets a clear 413.")
    session_idle_minutes: int = _setting(120, "A session ends after so many minutes without a request.")
    session_hours: int = _setting(12, "A session ends after so many hours, whatever happens.")
    fresh_minutes: int = _setting(5, "How long a decision may follow on entering the password.")
    password_hashes: int = _setting(
        2, "Passwords that one process hashes at a time: each takes 64 MiB; others wait."
    )
    sign_in_attempts: int = _setting(
        10, "Failed sign-ins per person, per window, before the door stays closed for the rest of it."
    )
    sign_in_attempts_address: int = _setting(50, "The same, per network address.")
    sign_in_window_minutes: int = _setting(15, "Length of that window in minutes.")
    job_lease_seconds: int = _setting(
        120, "A job of a worker that fell silent for so long is taken up by another."
    )
    log_level: LogLevel = _setting("info", "`debug`, `info`, `warning` or `error`.")

    @property
    def https(self) -> bool:
        """Tell whether people reach the program over https."""
        return self.public_url.startswith("https://")

    @property
    def testing(self) -> bool:
        """Tell whether tests run."""
        return self.mode == "test"

    @property
    def cases_database(self) -> str:
        """Return the address of the cases database."""
        return self.database_url or f"sqlite:///{(self.instance / 'cases.sqlite3').absolute()}"

    @property
    def hosts(self) -> list[str]:
        """Return the host names that are answered."""
        if self.trusted_hosts:
            return list(self.trusted_hosts)
        return sorted({urlsplit(self.public_url).hostname or "localhost", "localhost", "127.0.0.1", "[::1]"})


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table of settings."""

    name: str
    type: str
    default: object
    help: str
    secret: bool

    @property
    def variable(self) -> str:
        """Return the name in the environment."""
        return PREFIX + self.name.upper()


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings with, per name, where the value came from."""

    settings: Settings
    origins: Mapping[str, str]

    def shown(self, name: str) -> object:
        """Return the value in force, masked when it is a secret."""
        value = getattr(self.settings, name)
        if TABLE[name].secret and value:
            return "********"
        return str(value) if isinstance(value, Path) else value


def _choice(*known: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in known:
            raise ValueError(f"one of {', '.join(known)}")
        return str(value)

    return read


def _whole_number(value: object) -> int:
    try:
        number = int(str(value))
    except ValueError:
        number = -1
    if isinstance(value, bool) or number < 0:
        raise ValueError("a whole number, 0 or more")
    return number


def _names(value: object) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else str(value).split(",")
    return tuple(text for part in parts if (text := str(part).strip()))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("a text")
    return value.strip()


READERS: Mapping[object, Callable[[object], object]] = {
    Path: lambda value: Path(_text(value)).expanduser(),
    str: _text,
    int: _whole_number,
    tuple[str, ...]: _names,
    Mode: _choice("production", "development", "test"),
    Role: _choice("all", "workspace", "public"),
    LogLevel: _choice("debug", "info", "warning", "error"),
}
TYPE_NAMES: Mapping[object, str] = {
    Path: "folder",
    str: "text",
    int: "number",
    tuple[str, ...]: "list",
    Mode: "choice",
    Role: "choice",
    LogLevel: "choice",
}
_TYPES = get_type_hints(Settings)
TABLE: Mapping[str, Row] = {
    field.name: Row(
        name=field.name,
        type=TYPE_NAMES[_TYPES[field.name]],
        default=field.default,
        help=field.metadata["help"],
        secret=field.metadata["secret"],
    )
    for field in dataclasses.fields(Settings)
}


def load(environ: Mapping[str, str] | None = None, **overrides: object) -> Loaded:
    """Read the settings: `overrides` win over the environment, that over the file, that over the defaults.

    Raises SettingsInvalid with every unknown name (and the nearest known one) and every bad value.
    """
    environ = os.environ if environ is None else environ
    problems: list[str] = []
    given = {
        name: (value, f"environment {PREFIX}{name.upper()}")
        for name, value in _from_environment(environ, problems).items()
    }
    given |= {name: (value, "command line") for name, value in overrides.items() if value is not None}
    folder = Path(
        str(given["instance"][0] if "instance" in given else TABLE["instance"].default)
    ).expanduser()
    path = folder / FILE_NAME
    given = {name: (value, str(path)) for name, value in _from_file(path, problems).items()} | given
    values = {name: _read(name, value, origin, problems) for name, (value, origin) in given.items()}
    if problems:
        raise SettingsInvalid(problems)
    origins = {name: given[name][1] if name in given else "default" for name in TABLE}
    return Loaded(Settings(**cast(dict[str, Any], values)), origins)


def as_markdown() -> str:
    """Return the table of settings for `docs/settings.md`."""
    lines = ["| name | type | default | what it does |", "|---|---|---|---|"]
    for row in TABLE.values():
        default = ", ".join(row.default) if isinstance(row.default, tuple) else str(row.default)
        words = row.help + (" Secret: never shown." if row.secret else "")
        lines.append(f"| `{row.variable}` | {row.type} | {f'`{default}`' if default else ''} | {words} |")
    return "\n".join(lines) + "\n"


def check(settings: Settings) -> None:
    """Raise SettingsInvalid when the program may not start with these settings."""
    if bool(settings.seal_pkcs12) != bool(settings.seal_passphrase_file):
        raise SettingsInvalid(
            [f"{PREFIX}SEAL_PKCS12 and {PREFIX}SEAL_PASSPHRASE_FILE go together: set both, or neither."]
        )
    if settings.tsa_url and urlsplit(settings.tsa_url).scheme not in ("http", "https"):
        raise SettingsInvalid([f"{PREFIX}TSA_URL must be an http or https address."])
    if settings.mode != "production" or settings.role == "public":
        return  # the public door signs nothing: it has no sessions and no forms with tokens
    if len(settings.secret_key) < SHORTEST_SECRET:
        state = "too short" if settings.secret_key else "missing"
        raise SettingsInvalid(
            [
                f"{PREFIX}SECRET_KEY is {state}: run `afweging init`, "
                f"or set one of at least {SHORTEST_SECRET} signs."
            ]
        )


def _from_environment(environ: Mapping[str, str], problems: list[str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for variable, value in environ.items():
        if not variable.startswith(PREFIX) or variable in ELSEWHERE:
            continue
        name = variable.removeprefix(PREFIX).lower()
        if name in TABLE and variable.isupper():
            found[name] = value
        else:
            problems.append(_unknown(variable, [row.variable for row in TABLE.values()]))
    return found


def _from_file(path: Path, problems: list[str]) -> dict[str, object]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problems.append(f"{path} cannot be read: {error}")
        return {}
    problems.extend(f"{path}: {_unknown(name, list(TABLE))}" for name in content if name not in TABLE)
    return {name: value for name, value in content.items() if name in TABLE}


def _unknown(name: str, known: list[str]) -> str:
    bare = name.upper().removeprefix(PREFIX).lower()
    if any(fnmatchcase(bare, pattern) for pattern in NOT_YET):
        return f"{name} is known, but this version does not use it yet: take it away."
    nearest = difflib.get_close_matches(
        name.upper() if name.startswith(PREFIX) else name, known, n=1, cutoff=0.4
    )
    hint = f" Did you mean {nearest[0]}?" if nearest else ""
    return f"There is no setting {name}.{hint}"


def _read(name: str, value: object, origin: str, problems: list[str]) -> object:
    try:
        return READERS[_TYPES[name]](value)
    except ValueError as error:
        shown = "this value" if TABLE[name].secret else repr(value)
        problems.append(f"{name} must be {error}, not {shown} ({origin}).")
        return TABLE[name].default
