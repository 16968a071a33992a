"""Afweging: weigh the ethics of a data application before it goes live, and tell citizens."""
