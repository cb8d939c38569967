"""Writes sequences.json, for SobolSequenceTests.swift.

Points of SciPy's Sobol sequence, unscrambled and scrambled by drawn matrices and shifts, as integers of 30
bits. Made with SciPy 1.17 and NumPy 2.4.
"""

import copy
import json
import pathlib

import numpy as np
from scipy.stats.qmc import Sobol

BITS = 30


def integers(points):
    return (points * 2**BITS).astype(int).T.tolist()


def unscrambled():
    start = Sobol(128, scramble=False).random(32)
    engine = Sobol(128, scramble=False)
    engine.fast_forward(1_000_003)
    return {"start": integers(start), "later": integers(engine.random(4)), "laterIndex": 1_000_003}


def scrambled():
    """SciPy's own draws, repeated: first the shifts, lowest bit first, then the matrices."""
    dimensions = 6
    engine = Sobol(dimensions, scramble=True, rng=5)
    repeated = copy.deepcopy(engine.rng_seed)
    shifts = repeated.integers(2, size=(dimensions, BITS), dtype=engine.dtype_i) @ 2 ** np.arange(BITS)
    matrices = np.tril(repeated.integers(2, size=(dimensions, BITS, BITS), dtype=engine.dtype_i))
    rows = matrices @ 2 ** np.arange(BITS)[::-1]
    return {"rows": rows.tolist(), "shifts": shifts.tolist(), "points": integers(engine.random(64))}


output = {"unscrambled": unscrambled(), "scrambled": scrambled()}
pathlib.Path(__file__).with_name("sequences.json").write_text(json.dumps(output) + "\n")
