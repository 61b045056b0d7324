"""How far the reading of a link has come, as a person reads it on the page."""

from bot.ports import Step

STEPS = {
    None: "waiting for its turn…",
    Step.FETCHING: "fetching…",
    Step.READING: "reading…",
    Step.FINDING: "finding claims…",
}
