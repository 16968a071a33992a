"""What expressions of other formats mean, as rules: one way for every language that has values and operators.

A language is a `Dialect`: what its operators make of plain values. What has few values (an option, no answer)
is worked out value by value with it; numbers, texts and dates are compared in rules.
"""
