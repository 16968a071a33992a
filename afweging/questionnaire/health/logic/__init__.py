"""Rules as formulas over a finite picture of all answers, and the search for answers that fulfil them.

The picture holds more than what can really be answered, never less: what is impossible in it is impossible.
"""
