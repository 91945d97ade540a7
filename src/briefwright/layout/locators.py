"""Where in a source something stands, as a list of sources says it in the document's language.

Notes have their places worded by the citation style; a list that names its sources by number words them itself.
"""

from __future__ import annotations

import re

from briefwright.i18n.messages import message

# What authors write for one place, several of a kind with their numbers: "para. 3", "pp. 12–14".
_WRITTEN = re.compile(r"(?P<label>pp?|paras?|arts?)\.? ?(?P<numbers>\d[\d–,() -]*)")
# Translators: {numbers} are one number or several, as "12–14"; a no-break space keeps them with the word.
_PLACES = {
    "p": message("p. {numbers}"),
    "pp": message("pp. {numbers}"),
    "para": message("para. {numbers}"),
    "paras": message("paras. {numbers}"),
    "art": message("art. {numbers}"),
    "arts": message("arts. {numbers}"),
}


def place_message(written: str) -> tuple[str, str]:
    """Return the message for a place in a source and its numbers; no message for what is printed as written."""
    match = _WRITTEN.fullmatch(written)
    return (_PLACES[match["label"]], match["numbers"]) if match else ("", written)
