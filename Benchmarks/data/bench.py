"""Measures how maps are read, packed and shared, against PyTorch and h5py; prints a Markdown table.

Usage: bench.py BIN FOLDER, with BIN the folder of the built programs and FOLDER for the dataset, made once.
"""

import csv
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import time

import h5py
import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

os.environ.update(OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1", OMPI_MCA_rmaps_base_oversubscribe="1")
SAMPLES, MAPS, SIZE, RUNS = 20_000, 3, 32, 3
bin_folder, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
table = folder / "dataset.csv"


def make_dataset():
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(1)
    maps = random.poisson(0.5, (64, MAPS, SIZE, SIZE)).astype("<f8")
    rows = []
    for sample in range(SAMPLES):
        paths = [str(folder / f"map_{channel}_{sample}.npy") for channel in range(MAPS)]
        for channel, path in enumerate(paths):
            map_ = maps[sample % 64, channel].copy()
            map_[0, 0] = sample
            np.save(path, map_)
        rows.append(paths + [repr(x) for x in random.normal(size=2).tolist()])
    header = [f"input:map_{channel}" for channel in range(MAPS)] + ["x", "y"]
    with open(table, "w") as file:
        csv.writer(file, lineterminator="\n").writerows([header] + rows)
    with open(folder / "long.csv", "w") as file:
        # More rows than a process may have maps or open files: the same files over and over.
        csv.writer(file, lineterminator="\n").writerows([header] + [rows[i % SAMPLES] for i in range(200_000)])
    with open(folder / "wide.csv", "w") as file:
        names = [f"input:map_{i}" for i in range(15)] + ["x", "y"]
        wide = ([rows[i % SAMPLES][0]] * 15 + rows[i % SAMPLES][MAPS:] for i in range(200_000))
        csv.writer(file, lineterminator="\n").writerows([names])
        csv.writer(file, lineterminator="\n").writerows(wide)


class Maps(Dataset):
    """What the reference does: np.load of each map of a sample, each map standardized."""

    def __init__(self):
        with open(table) as file:
            self.rows = list(csv.reader(file))[1:]

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, index):
        row = self.rows[index]
        maps = np.stack([np.load(path) for path in row[:MAPS]])
        mean, deviation = maps.mean((1, 2), keepdims=True), maps.std((1, 2), keepdims=True)
        return torch.from_numpy(((maps - mean) / deviation).astype("f4")), torch.tensor([float(x) for x in row[MAPS:]])


def torch_epoch():
    for _ in DataLoader(Maps(), batch_size=8, num_workers=2, shuffle=True):
        pass


def h5py_pack():
    with open(table) as file:
        header, *rows = csv.reader(file)
    with h5py.File(folder / "h5py.h5", "w") as file:
        for channel in range(MAPS):
            maps = file.create_dataset(header[channel].replace("input:", "inputs/"), (len(rows), SIZE, SIZE), "f4")
            for sample, row in enumerate(rows):
                maps[sample] = np.load(row[channel])
        file["labels"] = np.array([[float(x) for x in row[MAPS:]] for row in rows])


def processor_seconds():
    """Of this process and those it has waited for: other load on the machine does not show in it."""
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(part.ru_utime + part.ru_stime for part in usage)


def timed(work):
    """Median wall and processor seconds."""
    runs = []
    for _ in range(RUNS):
        wall, processor = time.perf_counter(), processor_seconds()
        work()
        runs.append((time.perf_counter() - wall, processor_seconds() - processor))
    return tuple(statistics.median(column) for column in zip(*runs))


def program(name, *arguments):
    command = [str(part) for part in (bin_folder / name, *arguments)]
    return timed(lambda: subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))


def versus(own, other):
    return f"{other[0] / own[0]:.1f}x ({other[1] / own[1]:.1f}x in processor time)"


def watch(command, look):
    """Runs a command and returns the greatest of what `look` sees of each process, by process."""
    seen = {}
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL)
    while process.poll() is None:
        time.sleep(0.1)
        for entry in pathlib.Path("/proc").iterdir():
            try:
                if entry.name.isdigit() and (entry / "comm").read_text().startswith(bin_name[:15]):
                    seen[entry.name] = max(seen.get(entry.name, (0,)), look(entry))
            except (OSError, ValueError, IndexError):  # it ended meanwhile
                pass
    if process.returncode != 0:
        sys.exit(f"failed: {command}")
    return list(seen.values())


def private_memory(process):
    lines = (process / "smaps_rollup").read_text().splitlines()
    return (sum(int(line.split()[1]) for line in lines if line.startswith(("Private_Dirty", "Private_Clean"))) / 1024,)


def limits(process):
    return len((process / "maps").read_text().splitlines()), len(list((process / "fd").iterdir()))


if not (folder / "wide.csv").exists():
    make_dataset()
for path in folder.glob("*.npy"):  # warms the page cache
    path.read_bytes()

print(f"{SAMPLES:,} samples of {MAPS} maps of {SIZE} x {SIZE} float64, warm page cache, {os.cpu_count()} cores, median of {RUNS} runs\n")
print("| figure | here | against | ratio | at least, at most |\n|---|---|---|---|---|")


def report(*row):
    print("| " + " | ".join(row) + " |", flush=True)


pack = program("repack-dataset", "--dataset_path", table, "--output", folder / "float32.h5", "--dtype", "float32", "--force")
program("repack-dataset", "--dataset_path", table, "--output", folder / "keep.h5", "--force")
other = timed(h5py_pack)
report("repack to float32", f"{SAMPLES / pack[0]:,.0f} samples/s", f"h5py {SAMPLES / other[0]:,.0f}", versus(pack, other), "3x")
other = timed(torch_epoch)
for kind, path, goal in [(".npy", table, 10), (".h5, float64", folder / "keep.h5", 20), (".h5, float32", folder / "float32.h5", 20)]:
    own = program("load-epoch", path, 2)
    report(f"first epoch, {kind}", f"{own[0]:.2f} s", f"DataLoader {other[0]:.2f} s", versus(own, other), f"{goal}x")
own = program("load-epoch", "--table", folder / "wide.csv", 15)
bin_name = "load-epoch"
peak = watch(["/usr/bin/env", bin_folder / "load-epoch", "--table", folder / "wide.csv", "15"],
             lambda p: (int((p / "status").read_text().split("VmHWM:")[1].split()[0]) / 1024,))
report("table of 200,000 rows x 17 columns", f"{own[0]:.2f} s, {max(peak)[0]:.0f} MiB", "", "", "3 s, 500 MiB")
for kind, gibibytes in [("in memory", 4), ("re-read", 0)]:
    seen = watch([bin_folder / "load-epoch", folder / "long.csv", "2", str(gibibytes)], limits)
    report(f"200,000 samples x 3 .npy, {kind}", f"{max(x[0] for x in seen)} mappings, {max(x[1] for x in seen)} files", "", "", "65,530; 1,024")

bin_name = "train-distributed"
loader = {"type": "LoaderMultichannelArray", "args": {
    "dataset_path": str(table), "batch_size": 8, "filter_inputs": [0, 1, 2], "filter_labels": [3, 4], "standardize": True}}
configuration = {
    "name": "memory", "trials": 8, "seed": 1, "convergence": {"x_threshold": 0},
    "arch": {"type": "ModelLinear", "args": {"input_shape": [3, 32, 32], "num_parameters": 2}},
    "weights_initializer": {"type": "InitializerKaiming"}, "training_data_loader": loader,
    "optimizer": {"type": "SGD", "args": {"lr": 1e-5}}, "loss": {"type": "LossMSE"}, "metric": {"type": "MetricAccuracyMSE"},
    "trainer": {"epochs": 8, "save_dir": str(folder / "runs"), "verbosity": 0}}
(folder / "memory.json").write_text(json.dumps(configuration))
command = [bin_folder / "train-distributed", folder / "memory.json"]
# The first rank has the maps to itself until the others come: the median is that of a further one.
private = statistics.median(x[0] for x in watch(["mpirun", "-n", "8"] + command, private_memory))
size = SAMPLES * MAPS * SIZE * SIZE * 8 / 2**20
report("private memory of a further rank, 8 ranks", f"{private:.1f} MiB, all its own included", f"dataset {size:.0f} MiB", f"{private / size:.1%}", "5%")
