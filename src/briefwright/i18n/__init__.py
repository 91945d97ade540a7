"""The i18n room: dates as sources give them, and their wording, numbers, lists and order in a language.

Comes in: text in EDTF, BCP 47 tags, CLDR data (Babel) and ICU's collation. Goes out: `Edtf` values, and a `Locale`
that words them. It knows faults, and nothing of facts or briefs.
"""
