"""What is kept encrypted: by a key that is made from SECRET_KEY, which itself stands nowhere."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import SettingWrong

_FOR = b"claimdesk installs"


class Box:
    """Seals text and opens it again. Without a secret it seals nothing and opens nothing."""

    def __init__(self, secret: str | None) -> None:
        self._fernet = _fernet(secret) if secret else None

    def seal(self, text: str) -> str:
        """Raises SettingWrong where there is no secret."""
        if self._fernet is None:
            raise SettingWrong("SECRET_KEY must be set before a workspace can install the bot.")
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str | None:
        """None where it was sealed with another secret."""
        if self._fernet is None:
            return None
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken:
            return None


def _fernet(secret: str) -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=_FOR).derive(secret.encode())
    return Fernet(urlsafe_b64encode(key))
