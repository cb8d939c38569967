"""Compare a whole epoch on 16 training and 4 validation samples with PyTorch reading the files as ML-Poppyns does.

Whole: reading, three passes, results and TensorBoard files. PyTorch runs with the faster of no and two loader processes.
The example dataset is made anew; both sides run on one core and take turns. Then what loading and scaling are of an epoch
on 800 training and 200 validation samples. Writes RESULTS-epoch.md beside this file.
"""

import argparse
import csv
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--programs", default=str(HERE.parents[1] / ".build/release"))
parser.add_argument("--rounds", type=int, default=5)
parser.add_argument("--core", type=int, default=max(os.sched_getaffinity(0)))
options = parser.parse_args()
programs = pathlib.Path(options.programs).resolve()
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith(("OPENBLAS_", "OMP_", "MKL_"))}
ENVIRONMENT.update(OMP_NUM_THREADS="1")


def run(*command, folder):
    pinned = ["taskset", "-c", str(options.core)] + [str(part) for part in command]
    result = subprocess.run(pinned, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"error: {' '.join(pinned)}: {result.stderr}")
    return result.stdout


def loader(table, shuffle, columns):
    arguments = {
        "dataset_path": table, "statistic_path": "data/statistics_train.json", "batch_size": 8,
        "filter_inputs": columns[0], "filter_labels": columns[1], "shuffle": shuffle, "num_workers": 0,
    }
    return {"type": "LoaderMultichannelArray", "args": arguments}


def configuration(epochs, folder="data", validation="dataset_test.csv", columns=((9, 10, 11), (15, 16))):
    return {
        "name": "epoch", "trials": 1, "seed": 1,
        "arch": {"type": "ModelConv", "args": {"input_shape": [3, 32, 32], "num_parameters": 2}},
        "weights_initializer": {"type": "InitializerKaiming", "args": {}},
        "training_data_loader": loader(f"{folder}/dataset_train.csv", True, columns),
        "validation_data_loader": loader(f"{folder}/{validation}", False, columns),
        "optimizer": {"type": "Adam", "args": {"lr": 1e-5}},
        "loss": {"type": "LossMSE", "args": {}}, "metric": {"type": "MetricAccuracyMSE", "args": {}},
        "trainer": {"epochs": epochs, "save_dir": "ours", "save_period": epochs, "verbosity": 0, "tensorboard": True},
    }  # fmt: skip


def ours(folder, epochs):
    shutil.rmtree(folder / "ours", ignore_errors=True)
    run(programs / "train-nn", "--configuration", "ours.json", folder=folder)
    (timings,) = (folder / "ours/logs/epoch").glob("*/timings.csv")
    with open(timings) as file:
        return float(next(csv.DictReader(file))["seconds"]) / epochs


def peer(folder, workers):
    return float(run(sys.executable, HERE / "torch_epoch.py", "ours.json", "--workers", workers, folder=folder))


def share_of_loading(folder):
    """What loading and scaling are of the first epoch and of a later one, 800 + 200 samples, `.npy` maps.

    The first opens the tables, checks every map and reads and scales it; a later one reads scaled maps.
    """
    shutil.rmtree(folder / "large", ignore_errors=True)
    run(programs / "make-example", "large", "--samples", "1000", "--seed", "1", folder=folder)

    def reduced(*names):
        rows = [row for name in names for row in csv.reader(open(folder / "large" / f"dataset_{name}.csv"))]
        return [rows[0]] + [row for row in rows if row != rows[0]]

    for name, rows in (("train", reduced("train")), ("rest", reduced("valid", "test"))):
        with open(folder / "large" / f"dataset_{name}.csv", "w", newline="") as file:
            csv.writer(file).writerows([row[i] for i in (9, 10, 11, 15, 16)] for row in rows)

    def load(name):
        table = f"large/dataset_{name}.csv"
        return [float(x) for x in run(programs / "load-epoch", table, 1, 8, 9, folder=folder).split()[-2:]]

    def epochs(count):
        settings = configuration(count, "large", "dataset_rest.csv", ((0, 1, 2), (3, 4)))
        (folder / "ours.json").write_text(json.dumps(settings))
        return 1e3 * ours(folder, count) * count

    (first, later), (first_rest, later_rest) = load("train"), load("rest")
    epoch = (epochs(17) - epochs(1)) / 16
    loading = 2 * later + later_rest
    first_loading = first + later + first_rest
    return first_loading / (epoch - loading + first_loading), loading / epoch


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    run(programs / "make-example", "data", "--samples", "20", "--seed", "1", folder=folder)
    epochs = 1024
    (folder / "ours.json").write_text(json.dumps(configuration(epochs)))
    rounds = [(ours(folder, epochs), peer(folder, 0), peer(folder, 2)) for _ in range(options.rounds)]
    shares = [share_of_loading(folder) for _ in range(options.rounds)]

mine = statistics.median(r[0] for r in rounds)
theirs = min(statistics.median(r[i] for r in rounds) for i in (1, 2))
ratio = statistics.median(min(r[1], r[2]) / r[0] for r in rounds)
text = (
    "| whole epoch, 16 + 4 samples of 3x32x32 | ours | PyTorch with a DataLoader | ratio |\n|---|---|---|---|\n"
    f"| reading, three passes, results and TensorBoard files | {1e3 * mine:.2f} ms | {1e3 * theirs:.1f} ms | {ratio:.0f}x |\n"
    "\n| loading and scaling of 800 + 200 samples, `.npy` | of the first epoch | of a later one |\n|---|---|---|\n"
    "| opening, checking every map, reading and scaling; later reading |"
    f" {statistics.median(s[0] for s in shares):.1%} | {statistics.median(s[1] for s in shares):.1%} |\n"
    f"\nOurs is the mean of a run of {epochs} epochs, its start and its end included; PyTorch's is the median epoch after"
    " two of warm-up. Ours keeps scaled maps in memory after the first epoch, and writes its results files and the best"
    " model every ten seconds and at the end; PyTorch reads every map anew and writes the results each epoch, as"
    f" ML-Poppyns does. Medians of {options.rounds} rounds on one core.\n"
)
print(text)
(HERE / "RESULTS-epoch.md").write_text(text)
