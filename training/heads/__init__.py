"""The heads that share the encoder, one file each: labels, rows, loss, and a score on dev.

Labels and decoding are those of ``sayso.mark``, so that what is trained is what is read out.
"""
