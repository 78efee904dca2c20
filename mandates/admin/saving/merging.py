"""Two editors' changes of one field put together. A value is text, or the keys of the rows that are chosen."""

from __future__ import annotations

Value = str | frozenset[str]


def merged(opened: Value | None, mine: Value, theirs: Value) -> Value | None:
    """What the field has when both changes hold: `opened` is what both began with, None when that is not known.

    Of sets every element that either added is there, and none that either removed. None when both changed a text,
    each to another: then somebody has to choose.
    """
    if mine == theirs:
        return mine
    if opened is None:
        return None
    if isinstance(opened, frozenset) and isinstance(mine, frozenset) and isinstance(theirs, frozenset):
        return (theirs | (mine - opened)) - (opened - mine)
    if theirs == opened:
        return mine
    return theirs if mine == opened else None
