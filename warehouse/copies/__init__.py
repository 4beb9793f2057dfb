"""Stories counted once: near-duplicate articles are grouped, and repeated sentences counted (docs/decisions/0082).

words.py cuts texts into words and hashes these, shingles.py makes sets and MinHash signatures of them, links.py finds
the pairs that are alike, groups.py says who heads a group and keeps that true, repeats.py counts sentences, backfill.py
does all of it for the lake of an older version.
"""
