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
SHORTEST_SECRET = 32
_POSTGRES = ("postgresql", "postgres")


class Settings(BaseSettings):
    """Built once, in main, by `load`."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True)

    database_url: str = Field(default="sqlite:///data/claimdesk.db", repr=False)
    web_host: str = "127.0.0.1"
    web_port: int = Field(default=8750, ge=0, le=65535)
    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_mode: Literal["socket", "http"] = "socket"
    slack_client_id: str | None = None
    slack_client_secret: SecretStr | None = None
    slack_api_url: str = "https://slack.com/api/"
    discord_token: SecretStr | None = None
    secret_key: SecretStr | None = None
    public_url: str | None = None
    fetch_allow: str = ""
    spacy_model: str | None = None
    desk_timezone: str | None = None
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["text", "json"] = "text"

    @field_validator("log_level", "log_format", "slack_mode", mode="before")
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

    @field_validator("slack_api_url", "public_url")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("must be an address that begins with http:// or https://")
        return value.rstrip("/") + "/"

    @field_validator("secret_key")
    @classmethod
    def _secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value()) < SHORTEST_SECRET:
            raise ValueError(f"must have {SHORTEST_SECRET} characters or more")
        return value

    @model_validator(mode="after")
    def _platforms(self) -> Self:
        if self.discord_token is not None:
            raise ValueError("DISCORD_TOKEN is set, but this version has no Discord yet; unset it")
        if self.slack:
            for name, needed, why in self._slack_needs():
                if needed and getattr(self, name) is None:
                    raise ValueError(f"{name.upper()} is not set, and {why} needs it")
            if self.slack_bot_token is not None and self.slack_client_id is not None:
                raise ValueError("SLACK_BOT_TOKEN and SLACK_CLIENT_ID are both set: unset one of them")
        return self

    def _slack_needs(self) -> tuple[tuple[str, bool, str], ...]:
        many, http = self.slack_client_id is not None, self.slack_mode == "http"
        return (
            ("slack_app_token", not http, "Slack's Socket Mode (SLACK_MODE=socket)"),
            ("slack_signing_secret", http, "Slack by HTTP (SLACK_MODE=http)"),
            ("slack_client_secret", many, "SLACK_CLIENT_ID"),
            ("secret_key", many, "an install by many workspaces (SLACK_CLIENT_ID)"),
        )

    def clear(self, name: str) -> str | None:
        """A secret in clear, for the one part that needs it."""
        secret = getattr(self, name)
        return secret.get_secret_value() if isinstance(secret, SecretStr) else None

    @property
    def slack(self) -> bool:
        """Whether Slack is on: by the token of one workspace, or for many that install it."""
        return self.slack_bot_token is not None or self.slack_client_id is not None

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
