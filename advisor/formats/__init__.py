"""How days are written in the admin, where Django's own way for a language is not this house's. Both 26.11.2026 and
2026-11-26 are read in every language: the first of the formats is how a field shows a day.
"""
