"""All methods that the fake knows; to import this module is to have them in `METHODS`."""

from tests.support.slack.api import access, chat, conversations, people, reactions, views
from tests.support.slack.api.method import METHODS, Ask, Method

FAMILIES = (access, chat, conversations, people, reactions, views)

__all__ = ["FAMILIES", "METHODS", "Ask", "Method"]
