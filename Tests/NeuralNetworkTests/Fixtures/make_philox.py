"""Writes philox.json: words of NumPy's Philox 4x64-10 for RandomStreamTests.swift."""

import json
import pathlib

import numpy

cases = []
for key, counter in [((1, 0), (0, 0, 0, 1 << 32)), ((2**64 - 1, 7), (0, 3, 12, (2 << 32) | 5))]:
    # NumPy counts up before its first block, so its words begin at our block 1.
    generator = numpy.random.Philox(
        counter=numpy.array(counter, dtype=numpy.uint64), key=numpy.array(key, dtype=numpy.uint64))
    words = generator.random_raw(12)
    cases.append({"key": [str(k) for k in key], "counter": [str(c) for c in counter],
                  "words": [str(w) for w in words]})
pathlib.Path(__file__).with_name("philox.json").write_text(json.dumps(cases, indent=1) + "\n")
