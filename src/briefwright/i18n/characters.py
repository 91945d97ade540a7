"""Characters that no text of a dossier may hold, because they deceive its reader or break a file."""

from __future__ import annotations

import re

# Control characters, line and paragraph separators, surrogates, non-characters, bidirectional overrides and
# isolates, private use, tag characters, marks that stand for lost or annotated letters, and what cannot be seen
# (Unicode Technical Report 36, section 2; fillers and invisible operators: Unicode Standard Annex 31, table 3a).
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff\ufeff\u200b\u00ad"
    "\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e007f\u115f\u1160\u180e\u2061-\u2064\u206a-\u206f\u3164\uffa0\ufff9-\ufffd]"
)
