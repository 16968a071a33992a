"""The changes of a variant as text: found, ordered, set, added, moved and taken away."""
