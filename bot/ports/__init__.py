"""What the desk needs from outside, in its own words."""

from bot.ports.chat import Chat, Chats, Mark
from bot.ports.installs import Install, Installs
from bot.ports.ledger import Due, Ledger, Owed, Tx
from bot.ports.queue import Handler, Handlers, Queue
from bot.ports.reader import Pages, Progress, Reader, Step, unseen
from bot.ports.roster import Roster, Rosters

__all__ = [
    "Chat",
    "Chats",
    "Due",
    "Handler",
    "Handlers",
    "Install",
    "Installs",
    "Ledger",
    "Mark",
    "Owed",
    "Pages",
    "Progress",
    "Queue",
    "Reader",
    "Roster",
    "Rosters",
    "Step",
    "Tx",
    "unseen",
]
