"""Measures of Sayso: accuracy against gold, speed, size, start; and the floors that hold them.

Each bench is a module with ``main(argv) -> int`` that prints one JSON object as its last line;
:mod:`bench.__main__` lists them.  Gold stands in a folder beside the checkout
(:mod:`bench.corpora`) and is read there, never copied.
"""
