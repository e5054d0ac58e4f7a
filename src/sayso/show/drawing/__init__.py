"""Drawings as SVG, made here and not in a browser: maps, times, trees.

Nothing in them runs or is fetched, and no style stands in an attribute: classes are told of in
``web/static/drawing.css``, so that the strictest policy of a page lets them stand.
"""
