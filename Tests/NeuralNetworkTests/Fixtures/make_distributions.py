"""Writes distributions.json, for InitializerTests.swift and RandomStreamDistributionTests.swift.

Cumulative distribution functions by SciPy on a grid, the Kolmogorov-Smirnov statistic's critical value,
and normal numbers and permutations worked out anew from the words of NumPy's Philox 4x64-10.
Made with SciPy 1.17 and NumPy 2.4.
"""

import json
import math
import pathlib

import numpy
from scipy import stats

INPUTS, OUTPUTS = 200, 50


def distribution(name, frozen, bias):
    grid = [float(frozen.ppf(q)) for q in numpy.linspace(0.001, 0.999, 400)]
    low, high = (float(x) for x in frozen.support())
    return {"name": name, "low": low if math.isfinite(low) else None,
            "high": high if math.isfinite(high) else None, "mean": float(frozen.mean()),
            "variance": float(frozen.var()), "grid": grid,
            "cdf": [float(frozen.cdf(x)) for x in grid], "bias": bias}


def uniform(bound):
    return stats.uniform(-bound, 2 * bound)


class Words:
    """The stream of RandomKey(seed: 3, purpose: .shuffle)."""

    def __init__(self):
        # NumPy counts up before its first block; ours starts at block 0, so it starts one below.
        self.bits = numpy.random.Philox(
            key=numpy.array([3, 0], dtype=numpy.uint64),
            counter=numpy.array([2**64 - 1, 2**64 - 1, 2**64 - 1, (2 << 32) - 1],
                                dtype=numpy.uint64))

    def next(self):
        return int(self.bits.random_raw())

    def uniform(self):
        return (self.next() >> 11) * 2.0**-53

    def normal(self):
        radius = math.sqrt(-2 * math.log(1 - self.uniform()))
        return radius * math.cos(2 * math.pi * self.uniform())

    def below(self, bound):
        # The multiple of the bound that fits 64 bits leaves no remainder; others are drawn again.
        while True:
            product = self.next() * bound
            if product % 2**64 >= 2**64 % bound:
                return product >> 64

    def permutation(self, count):
        order = list(range(count))
        for last in range(count - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order


words, permutations, bounded = Words(), Words(), Words()
pathlib.Path(__file__).with_name("distributions.json").write_text(json.dumps({
    "inputs": INPUTS, "outputs": OUTPUTS,
    "criticalValue": float(stats.kstwo(INPUTS * OUTPUTS).ppf(0.999)),
    "initializers": [
        distribution("InitializerKaiming", uniform(math.sqrt(6 / INPUTS)), 0.01),
        distribution("InitializerXavier", uniform(math.sqrt(6 / (INPUTS + OUTPUTS))), 0.01),
        distribution("InitializerNormal", stats.norm(0, math.sqrt(1 / INPUTS)), 0),
        distribution("InitializerUniformRule", uniform(1 / math.sqrt(INPUTS)), 0),
        distribution("InitializerUniform", stats.uniform(0, 1), 0),
    ],
    "normal": [words.normal() for _ in range(20)],
    "permutations": [permutations.permutation(count) for count in (1, 2, 10, 50)],
    # Bounds above 2^62 reject about a quarter of the words.
    "bounds": 3 * 2**61 + 1,
    "bounded": [bounded.below(3 * 2**61 + 1) for _ in range(20)],
}) + "\n")
