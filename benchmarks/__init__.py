"""Figures of the desk, each beside a raw baseline measured in the same run. No part of the program."""
