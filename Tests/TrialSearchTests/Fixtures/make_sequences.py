"""Writes sequences.json, for SobolSequenceTests.swift and ConvergenceEstimateTests.swift.

Points of SciPy's Sobol sequence, unscrambled and scrambled by drawn matrices and shifts, as integers of 30
bits, and equal-tailed intervals of Jeffreys's posterior for a share. Made with SciPy 1.17 and NumPy 2.4.
"""

import copy
import json
import pathlib

import numpy as np
from scipy.stats import beta
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


def intervals():
    counts = [(0, 1), (1, 1), (0, 7), (3, 7), (7, 7), (1, 40), (20, 40), (39, 40), (12, 1000), (999, 1000)]
    return [
        {"converged": k, "restarts": n, "low": 0.0 if k == 0 else float(beta.ppf(0.025, k + 0.5, n - k + 0.5)),
         "high": 1.0 if k == n else float(beta.ppf(0.975, k + 0.5, n - k + 0.5))}
        for k, n in counts]


output = {"unscrambled": unscrambled(), "scrambled": scrambled(), "intervals": intervals()}
pathlib.Path(__file__).with_name("sequences.json").write_text(json.dumps(output) + "\n")
