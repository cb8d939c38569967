"""Makes the dataset, the initial checkpoints and the expected losses of the training tests.

Run: python make_training.py (with PyTorch 2.13 and NumPy). It writes beside itself.
"""

import csv
import json
import pathlib
import sys

import numpy

here = pathlib.Path(__file__).parent
sys.path.append(str(here / "../../Interoperability"))
from reference import Training  # noqa: E402

EPOCHS = 5
SHAPE = [2, 12, 12]
LABELS = ["B_initial_log10_mean", "P_initial_log10_mean"]


def maps(random, b, p):
    """A blob whose place follows the labels, and its square root with another blob."""
    rows, columns = numpy.mgrid[0:12, 0:12]
    blob = 9 * numpy.exp(-((rows - 4 * (b - 11.5)) ** 2 + (columns + 8 * p) ** 2) / 6)
    blob += random.uniform(0, 0.3, blob.shape)
    return blob, numpy.sqrt(blob) * random.uniform(0.5, 1)


def write_dataset():
    random = numpy.random.default_rng(20240930)
    folder = here / "dataset"
    folder.mkdir(exist_ok=True)
    rows = []
    for sample in range(16):
        b, p = random.uniform(12, 13.9), random.uniform(-1.4, -0.1)
        row = []
        for channel, values in zip(("HTRU_ppdot", "PMPS_ppdot"), maps(random, b, p)):
            # A survey that detects no star is an empty map.
            values = values * 0 if (sample, channel) == (5, "PMPS_ppdot") else values
            row.append(f"{channel}_{sample}.npy")
            numpy.save(folder / row[-1], values.round(6))
        rows.append(row + [round(b, 6), round(p, 6)])
    header = ["input:HTRU_ppdot_map", "input:PMPS_ppdot_map"] + LABELS
    for name, part in (("train", rows[:12]), ("test", rows[12:])):
        with open(folder / f"dataset_{name}.csv", "w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header] + part)
    labels = numpy.array([row[2:] for row in rows[:12]])
    statistics = {
        name: {"mean": v.mean(), "std": v.std(), "max": v.max(), "min": v.min()}
        for name, v in zip(LABELS, labels.T)
    }
    (folder / "statistics_train.json").write_text(json.dumps(statistics, indent=2) + "\n")


def loader(table):
    return {
        "type": "LoaderMultichannelArray",
        "args": {
            "dataset_path": f"dataset/dataset_{table}.csv",
            "statistic_path": "dataset/statistics_train.json",
            "batch_size": 5,
            "num_workers": 0,
            "filter_inputs": [0, 1],
            "filter_labels": [2, 3],
            "shuffle": False,
            "normalize": False,
            "standardize": True,
        },
    }


def configuration(model):
    return {
        "name": model,
        "trials": 1,
        "convergence": {},
        "n_gpu": 0,
        "arch": {"type": model, "args": {"input_shape": SHAPE, "num_parameters": 2}},
        "weights_initializer": {"type": "InitializerKaiming", "args": {}},
        "training_data_loader": loader("train"),
        "validation_data_loader": loader("test"),
        "test_data_loader": loader("test"),
        "optimizer": {"type": "Adam", "args": {"lr": 1e-3, "weight_decay": 1e-4}},
        "loss": {"type": "LossMSE", "args": {}},
        "metric": {"type": "MetricAccuracyMSE", "args": {}},
        "lr_scheduler": {"type": "StepLR", "args": {"step_size": 2, "gamma": 0.5}},
        "trainer": {
            "epochs": EPOCHS,
            "save_dir": "runs",
            "save_period": 1000,
            "verbosity": 1,
            "early_stop": 1000,
            "tensorboard": False,
        },
        "seed": 1,
    }


if __name__ == "__main__":
    import os

    os.chdir(here)
    write_dataset()
    for model in ("ModelConv", "ModelLinear"):
        config = configuration(model)
        (here / f"{model}.json").write_text(json.dumps(config, indent=2) + "\n")
        training = Training(config)
        training.save(here / f"{model}.pth")
        results = training.run(EPOCHS)
        (here / f"{model}_losses.json").write_text(json.dumps(results, indent=1) + "\n")
        print(model, results["train_results"]["00001"], results["valid_results"]["00005"])
