"""What the desk needs from outside, in its own words."""

from bot.ports.chat import Chat, Chats
from bot.ports.ledger import Ledger, Owed, Tx
from bot.ports.queue import Handler, Handlers, Queue
from bot.ports.reader import Pages, Progress, Reader, Step, unseen

__all__ = [
    "Chat",
    "Chats",
    "Handler",
    "Handlers",
    "Ledger",
    "Owed",
    "Pages",
    "Progress",
    "Queue",
    "Reader",
    "Step",
    "Tx",
    "unseen",
]
