"""Words."""

TITLE = "x"
