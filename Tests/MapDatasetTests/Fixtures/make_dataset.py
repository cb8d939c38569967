"""Writes dataset/, a small dataset, and dataset.json, what NumPy makes of its maps and labels."""

import json
import pathlib

import numpy as np

folder = pathlib.Path(__file__).parent
(folder / "dataset").mkdir(exist_ok=True)
random = np.random.default_rng(7)
names = ["first", "second"]
labels = ["field", "period"]
maps = random.poisson(0.5, (3, 2, 5, 4)).astype("<f8")
maps[0, 1] = random.normal(1e6, 1e-3, (5, 4))
maps[1, 0] = 0
maps[1, 1] = 7.25
maps[2] *= random.uniform(size=(2, 5, 4))
values = random.normal([13, -1], [0.5, 0.3], (3, 2))

lines = [",".join([f"input:{name}" for name in names] + labels)]
for sample in range(3):
    paths = [f"elsewhere/{name}_{sample}.npy" for name in names]
    for channel, name in enumerate(names):
        np.save(folder / "dataset" / f"{name}_{sample}.npy", maps[sample, channel])
    lines.append(",".join(paths + [repr(float(x)) for x in values[sample]]))
(folder / "dataset" / "dataset.csv").write_text("\n".join(lines) + "\n")

statistics = {
    label: {"mean": column.mean(), "std": column.std(), "max": column.max(), "min": column.min()}
    for label, column in zip(labels, values.T)
}
with open(folder / "dataset" / "statistics.json", "w") as file:
    json.dump(statistics, file, indent=4)


def scaled(kind, channel):
    if kind == "none":
        return channel
    constant = channel.max() == channel.min()
    if kind == "normalize":
        return 0 * channel if constant else (channel - channel.min()) / (channel.max() - channel.min())
    return 0 * channel - 1 if constant else (channel - channel.mean()) / channel.std()


offset = {"none": 0, "normalize": values.min(0), "standardize": values.mean(0)}
scale = {"none": 1, "normalize": values.max(0) - values.min(0), "standardize": values.std(0)}
with open(folder / "dataset.json", "w") as file:
    json.dump(
        {
            kind: {
                "inputs": np.array([[scaled(kind, c) for c in s] for s in maps]).astype("f4").ravel().tolist(),
                "labels": ((values - offset[kind]) / scale[kind]).astype("f4").ravel().tolist(),
            }
            for kind in offset
        },
        file,
    )
