"""Dateline: from the text of a news article to a map that can be checked.

The way of the data, one direction and no way back::

    source -> article (read, parse) -> places (toponyms, resolution) -> events -> control (claims, checks)
           -> Analysis -> tables -> view -> layers -> panels

``components/analysis.py`` is the file to read first: the whole way in a dozen lines.

Shelves; a module imports from its own folder and from lower shelves only (held by ``tests/test_architecture.py``):

1. errors, model, protocols, settings
2. countries, faults, geodesy, precision, tables, safe_html, unions
3. article, places, events, control (never each other)
4. knowledge, analysis, geoparsing
5. corrections, linking, view
6. cards, corpus, layers, evaluation
7. export
8. panels
9. dashboard.py, __main__, commands

Glossary: *toponym*, a name of a place in the text; *gazetteer*, the table of places; *geoparsing*, recognition of toponyms
and their resolution to places; *event date*, when it happened, against *report date*, when it was said; *attribution*, who
says so; *hedge*, the words that soften it; *modality*, done, planned, denied...; *control claim*, who is said to hold a
place; *reference area*, another map's area of control; *admin1*, the first level below a country (oblast, state).
"""
