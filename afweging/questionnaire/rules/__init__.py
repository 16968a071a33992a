"""The rule language: parsed with `ast`, checked when the file is read, compiled once to closures."""
