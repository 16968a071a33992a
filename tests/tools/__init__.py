"""Judges from outside: validators and readers that are not ours. Missing ones skip a test, or fail it under
`AFWEGING_REQUIRE_ALL=1`."""
