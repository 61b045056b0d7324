"""From a page to the claims in it: pure, no network. `python -m bot.extract` is the reader process."""
