"""What an operator can set: the environment, or `.env` in the folder where it starts."""

from ipaddress import ip_address
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from tzlocal import get_localzone_name

from bot.errors import SettingWrong

_SQLITE = "sqlite:///"
_POSTGRES = ("postgresql", "postgres")


class Settings(BaseSettings):
    """Built once, in main, by `load`."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True)

    database_url: str = Field(default="sqlite:///data/claimdesk.db", repr=False)
    web_host: str = "127.0.0.1"
    web_port: int = Field(default=8750, ge=0, le=65535)
    slack_bot_token: SecretStr | None = None
    discord_token: SecretStr | None = None
    fetch_allow: str = ""
    spacy_model: str | None = None
    desk_timezone: str | None = None
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["text", "json"] = "text"

    @field_validator("log_level", "log_format", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        if value.startswith(_SQLITE) and len(value) > len(_SQLITE):
            return value
        try:
            parts = urlsplit(value)
            whole = parts.scheme in _POSTGRES and len(parts.path) > 1 and parts.port != 0
        except ValueError:
            whole = False
        if not whole:
            raise ValueError("must be sqlite:/// and a file, or postgresql://user:password@host:port/name")
        return value

    @field_validator("web_host")
    @classmethod
    def _loopback(cls, value: str) -> str:
        if value == "localhost":
            return value
        try:
            loopback = ip_address(value).is_loopback
        except ValueError:
            loopback = False
        if not loopback:
            raise ValueError("must be an address of this machine alone (127.0.0.1, ::1 or localhost)")
        return value

    @field_validator("desk_timezone")
    @classmethod
    def _zone(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                ZoneInfo(value)
            except (KeyError, ValueError, OSError) as unknown:
                raise ValueError("is not the name of a time zone, such as Europe/London") from unknown
        return value

    @model_validator(mode="after")
    def _platforms(self) -> Self:
        for name in ("slack_bot_token", "discord_token"):
            if getattr(self, name) is not None:
                platform = name.partition("_")[0].capitalize()
                raise ValueError(f"{name.upper()} is set, but this version has no {platform} yet; unset it")
        return self

    @property
    def database_file(self) -> Path | None:
        """Where the SQLite database lies; None on PostgreSQL."""
        return (
            Path(self.database_url.removeprefix(_SQLITE)) if self.database_url.startswith(_SQLITE) else None
        )

    @property
    def database_shown(self) -> str:
        """The database as people may see it: without user or password."""
        if self.database_file is not None:
            return str(self.database_file)
        parts = urlsplit(self.database_url)
        return f"PostgreSQL at {parts.hostname or 'this machine'}:{parts.port or 5432}{parts.path}"

    @property
    def allow(self) -> tuple[str, ...]:
        """The entries of FETCH_ALLOW."""
        return tuple(entry.strip() for entry in self.fetch_allow.split(",") if entry.strip())

    @property
    def zone(self) -> str:
        """The zone of a new desk: as set, else the machine's, else UTC."""
        return self.desk_timezone or get_localzone_name() or "UTC"


def load() -> Settings:
    """Settings from the environment and `.env`; raises SettingWrong with one sentence."""
    try:
        return Settings()
    except ValidationError as wrong:
        first = wrong.errors()[0]
        reason = str(first["msg"]).removeprefix("Value error, ")
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise SettingWrong(f"{name} {_sentence(reason)}".strip()) from wrong


def _sentence(reason: str) -> str:
    # Pydantic's own messages speak of "Input"; ours are sentences without a subject.
    return reason.replace("Input should be", "must be") + ("" if reason.endswith(".") else ".")
