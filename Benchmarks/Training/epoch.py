"""Compare a whole epoch on 16 training and 4 validation samples with PyTorch reading the files as ML-Poppyns does.

Whole: reading, three passes, results and TensorBoard files. PyTorch runs with the faster of no and two loader processes.
The example dataset is made anew; both sides run on one core and take turns. Writes RESULTS-epoch.md beside this file.
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


def loader(table, shuffle):
    arguments = {
        "dataset_path": table, "statistic_path": "data/statistics_train.json", "batch_size": 8,
        "filter_inputs": [9, 10, 11], "filter_labels": [15, 16], "shuffle": shuffle, "num_workers": 0,
    }
    return {"type": "LoaderMultichannelArray", "args": arguments}


def configuration(epochs):
    return {
        "name": "epoch", "trials": 1, "seed": 1,
        "arch": {"type": "ModelConv", "args": {"input_shape": [3, 32, 32], "num_parameters": 2}},
        "weights_initializer": {"type": "InitializerKaiming", "args": {}},
        "training_data_loader": loader("data/dataset_train.csv", True),
        "validation_data_loader": loader("data/dataset_test.csv", False),
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


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    run(programs / "make-example", "data", "--samples", "20", "--seed", "1", folder=folder)
    epochs = 1024
    (folder / "ours.json").write_text(json.dumps(configuration(epochs)))
    rounds = [(ours(folder, epochs), peer(folder, 0), peer(folder, 2)) for _ in range(options.rounds)]

mine = statistics.median(r[0] for r in rounds)
theirs = min(statistics.median(r[i] for r in rounds) for i in (1, 2))
ratio = statistics.median(min(r[1], r[2]) / r[0] for r in rounds)
text = (
    "| whole epoch, 16 + 4 samples of 3x32x32 | ours | PyTorch with a DataLoader | ratio |\n|---|---|---|---|\n"
    f"| reading, three passes, results and TensorBoard files | {1e3 * mine:.2f} ms | {1e3 * theirs:.1f} ms | {ratio:.0f}x |\n"
    f"\nOurs is the mean of a run of {epochs} epochs, its start and its end included; PyTorch's is the median epoch after"
    " two of warm-up. Ours keeps scaled maps in memory after the first epoch, and writes its results files and the best"
    " model every ten seconds and at the end; PyTorch reads every map anew and writes the results each epoch, as"
    f" ML-Poppyns does. Medians of {options.rounds} rounds on one core.\n"
)
print(text)
(HERE / "RESULTS-epoch.md").write_text(text)
