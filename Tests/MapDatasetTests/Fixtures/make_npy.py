"""Writes npy/*.npy, the same small maps in every form that NumPy knows, and npy.json, their values."""

import json
import pathlib

import numpy as np

folder = pathlib.Path(__file__).parent
(folder / "npy").mkdir(exist_ok=True)
signed = np.array([[0, 1, -2], [100, -128, 7]])
unsigned = np.array([[0, 1, 2], [100, 255, 7]])
fractions = np.array([[0.5, -1.25, 3.0], [1e-3, -2048.0, 0.1]])
expected = {}


def save(name, array, version):
    with open(folder / "npy" / f"{name}.npy", "wb") as file:
        np.lib.format.write_array(file, array, version=version)
    expected[name] = [[float(x) for x in row] for row in array]


forms = [(kind + size, values)
         for kind, sizes, values in [("f", "248", fractions), ("i", "1248", signed), ("u", "1248", unsigned)]
         for size in sizes]
for number, (dtype, values) in enumerate(forms):
    for order in "<" if dtype[1] == "1" else "<>":
        for layout in "CF":
            array = np.array(values.astype(order + dtype), order=layout)
            name = {"<": "little", ">": "big"}[order]
            save(f"{dtype}_{name}_{layout}", array, (number % 3 + 1, 0))
save("b1", np.array([[True, False, True]]), (1, 0))
save("i8_large", np.array([[2**62, -(2**63)]]), (1, 0))
save("u8_large", np.array([[2**64 - 1, 2**63]], dtype="u8"), (1, 0))
with open(folder / "npy.json", "w") as file:
    json.dump(expected, file, indent=1)

bad = {
    "object": np.array([[1, "a"]], dtype=object),
    "structured": np.zeros((2, 2), dtype=[("x", "<f8"), ("y", "<f8")]),
    "complex": np.zeros((2, 2), dtype="c16"),
    "text": np.array([["a", "b"]]),
    "one_dimension": np.zeros(4),
    "three_dimensions": np.zeros((1, 2, 2)),
    "no_rows": np.zeros((0, 3)),
}
for name, array in bad.items():
    np.save(folder / "npy" / f"bad_{name}.npy", array)
