"""Runs this package's `train-nn` from Python."""

import json
import pathlib
import subprocess

import numpy


def example_configuration(dataset, inputs, labels, lr, epochs=50):
    """The users' configuration for the tables in a folder, read in a known order."""
    folder = pathlib.Path(dataset)
    with open(folder / "dataset_train.csv") as file:
        file.readline()
        first = file.readline().split(",")[inputs[0]]
    path = pathlib.Path(first)
    shape = numpy.load(path if path.exists() else folder / path.name).shape

    def loader(table):
        return {
            "type": "LoaderMultichannelArray",
            "args": {
                "dataset_path": str(folder / f"dataset_{table}.csv"),
                "statistic_path": str(folder / "statistics_train.json"),
                "batch_size": 8,
                "num_workers": 0,
                "filter_inputs": inputs,
                "filter_labels": labels,
                "shuffle": False,
                "normalize": False,
                "standardize": True,
            },
        }

    return {
        "name": "Proof",
        "trials": 1,
        "convergence": {},
        "n_gpu": 0,
        "arch": {
            "type": "ModelConv",
            "args": {"input_shape": [len(inputs), *shape], "num_parameters": len(labels)},
        },
        "weights_initializer": {"type": "InitializerKaiming", "args": {}},
        "training_data_loader": loader("train"),
        "validation_data_loader": loader("test"),
        "optimizer": {"type": "Adam", "args": {"lr": lr}},
        "loss": {"type": "LossMSE", "args": {}},
        "metric": {"type": "MetricAccuracyMSE", "args": {}},
        "lr_scheduler": {"type": "StepLR", "args": {"step_size": 20, "gamma": 0.5}},
        "trainer": {
            "epochs": epochs,
            "save_dir": "runs",
            "save_period": 1000,
            "verbosity": 0,
            "early_stop": 1000,
            "tensorboard": False,
        },
        "seed": 1,
    }


def train(program, config, folder, *options):
    """Trains in `folder`, which is new; the results by file name, and the folder of the models."""
    folder = pathlib.Path(folder)
    folder.mkdir()
    file = folder / "configuration.json"
    file.write_text(json.dumps(config))
    arguments = ["--configuration", str(file), "--save_dir", str(folder), *map(str, options)]
    subprocess.run([program, *arguments], check=True)
    (logs,) = (folder / "logs" / config["name"]).iterdir()
    names = ("train_results", "train_eval_results", "valid_results")
    results = {name: json.loads((logs / f"{name}.json").read_text()) for name in names}
    return results, folder / "models" / config["name"] / logs.name
