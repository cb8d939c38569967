"""The reference's training in PyTorch, as far as the proofs need it: three passes an epoch.

A configuration is the users' JSON file as a dictionary. All is computed on one thread, so that a
run can be repeated.
"""

import csv
import json
import math
import pathlib

import numpy
import torch

torch.set_num_threads(1)


class ModelConv(torch.nn.Module):
    def __init__(self, input_shape, num_parameters):
        super().__init__()
        channels, rows, columns = input_shape
        self.conv1 = torch.nn.Conv2d(channels, 32, 3)
        self.conv2 = torch.nn.Conv2d(32, 64, 3)
        self.pool = torch.nn.MaxPool2d(2, 2)
        rows, columns = [((size - 2) // 2 - 2) // 2 for size in (rows, columns)]
        self.fc1 = torch.nn.Linear(64 * rows * columns, 64)
        self.fc2 = torch.nn.Linear(64, num_parameters)

    def forward(self, maps):
        maps = self.pool(self.conv1(maps).relu())
        maps = self.pool(self.conv2(maps).relu())
        return self.fc2(self.fc1(maps.flatten(1)).relu())


class ModelLinear(torch.nn.Module):
    def __init__(self, input_shape, num_parameters):
        super().__init__()
        self.fc1 = torch.nn.Linear(math.prod(input_shape), num_parameters)

    def forward(self, maps):
        return self.fc1(maps.flatten(1)).relu()


MODELS = {"ModelConv": ModelConv, "ModelLinear": ModelLinear}


def made(family, choice, *arguments):
    """What `{"type": ..., "args": {...}}` asks for, of a dictionary or a module."""
    kind = family[choice["type"]] if isinstance(family, dict) else getattr(family, choice["type"])
    return kind(*arguments, **choice["args"])


class Dataset:
    """The samples of a loader: `maps`, standardized or as they are, and labels in both units."""

    def __init__(self, loader):
        arguments = loader["args"]
        assert not arguments["normalize"], "only standardize and no scaling are needed here"
        table = pathlib.Path(arguments["dataset_path"])
        with open(table, newline="") as file:
            header, *rows = csv.reader(file)
        self.names = [header[column] for column in arguments["filter_labels"]]
        self.batch_size = arguments["batch_size"]
        maps = numpy.stack(
            [
                [self.channel(table, row[c], arguments) for c in arguments["filter_inputs"]]
                for row in rows
            ]
        )
        self.maps = torch.from_numpy(maps.astype(numpy.float32))
        labels = numpy.array([[float(row[c]) for c in arguments["filter_labels"]] for row in rows])
        self.labels = torch.from_numpy(labels.astype(numpy.float32))
        self.mean, self.deviation = numpy.zeros(len(self.names)), numpy.ones(len(self.names))
        if arguments["standardize"]:
            statistics = json.loads(pathlib.Path(arguments["statistic_path"]).read_text())
            self.mean = numpy.array([statistics[name]["mean"] for name in self.names])
            self.deviation = numpy.array([statistics[name]["std"] for name in self.names])
        scaled = (labels - self.mean) / self.deviation
        self.scaled_labels = torch.from_numpy(scaled.astype(numpy.float32))

    @staticmethod
    def channel(table, path, arguments):
        path = path if pathlib.Path(path).exists() else table.parent / pathlib.Path(path).name
        values = numpy.load(path).astype(numpy.float64)
        if not arguments["standardize"]:
            return values
        constant = values.min() == values.max()
        return numpy.full_like(values, -1) if constant else (values - values.mean()) / values.std()

    def physical(self, outputs):
        """Outputs of a network in the units of the labels."""
        deviation, mean = torch.from_numpy(self.deviation), torch.from_numpy(self.mean)
        return (outputs.double() * deviation + mean).float()

    def batches(self):
        for start in range(0, len(self.maps), self.batch_size):
            yield slice(start, start + self.batch_size)


class Sums:
    """The squared errors of a pass, so that every sample weighs the same."""

    def __init__(self, names):
        self.names, self.squares, self.count = names, 0, 0

    def add(self, outputs, labels):
        self.squares = self.squares + (outputs.double() - labels.double()).square().sum(0)
        self.count += len(outputs)

    def result(self):
        losses = (self.squares / self.count).tolist()
        return dict(
            zip(self.names, losses),
            loss=sum(losses),
            MetricAccuracyMSE=sum(losses) / len(losses),
        )


class Training:
    """A network, trained on `LossMSE` by any optimizer and any scheduler that counts epochs."""

    def __init__(self, config, seed=1):
        assert not config["training_data_loader"]["args"]["shuffle"], "the order must be known"
        torch.manual_seed(seed)
        self.config = config
        self.epoch = 0
        self.best = math.inf
        self.samples = Dataset(config["training_data_loader"])
        self.validation = Dataset(config["validation_data_loader"])
        self.model = made(MODELS, config["arch"])
        self.optimizer = made(torch.optim, config["optimizer"], self.model.parameters())
        self.scheduler = made(torch.optim.lr_scheduler, config["lr_scheduler"], self.optimizer)

    def load(self, path):
        """Continues from a checkpoint."""
        checkpoint = torch.load(path, weights_only=True)
        assert checkpoint["arch"] == self.config["arch"]["type"]
        self.model.load_state_dict(checkpoint["state_dict"], strict=True)
        self.optimizer.load_state_dict(checkpoint["optimizer"])
        if "lr_scheduler" in checkpoint:
            self.scheduler.load_state_dict(checkpoint["lr_scheduler"])
        else:
            self.scheduler.last_epoch = checkpoint["epoch"]
        self.epoch = checkpoint["epoch"]
        self.best = checkpoint["monitor_best"]

    def save(self, path):
        """Writes a checkpoint with the reference's keys."""
        torch.save(
            {
                "arch": self.config["arch"]["type"],
                "epoch": self.epoch,
                "state_dict": self.model.state_dict(),
                "optimizer": self.optimizer.state_dict(),
                "monitor_best": self.best,
                "config": self.config,
            },
            path,
        )

    def evaluate(self, data):
        sums = Sums(data.names)
        self.model.eval()
        with torch.no_grad():
            for batch in data.batches():
                sums.add(data.physical(self.model(data.maps[batch])), data.labels[batch])
        return sums.result()

    def run_epoch(self):
        """The results of an epoch's three passes, by the names of their results files."""
        sums = Sums(self.samples.names)
        self.model.train()
        for batch in self.samples.batches():
            outputs = self.model(self.samples.maps[batch])
            labels = self.samples.scaled_labels[batch]
            sums.add(outputs.detach(), labels)
            losses = (outputs - labels).square().mean(0)
            self.optimizer.zero_grad()
            losses.sum().backward()
            self.optimizer.step()
        results = {
            "train_results": sums.result(),
            "train_eval_results": self.evaluate(self.samples),
            "valid_results": self.evaluate(self.validation),
        }
        self.scheduler.step()
        self.epoch += 1
        self.best = min(self.best, results["valid_results"]["MetricAccuracyMSE"])
        return results

    def run(self, last_epoch):
        """The results of the epochs up to `last_epoch`, by results file and then by epoch."""
        results = {"train_results": {}, "train_eval_results": {}, "valid_results": {}}
        while self.epoch < last_epoch:
            for name, row in self.run_epoch().items():
                results[name][f"{self.epoch:05}"] = row
        return results


def largest_difference(results, expected):
    """The largest relative difference of two sets of results of the same epochs and labels."""
    largest = 0
    assert results.keys() == expected.keys(), (results.keys(), expected.keys())
    for name, epochs in expected.items():
        assert results[name].keys() == epochs.keys(), (name, results[name].keys(), epochs.keys())
        for epoch, row in epochs.items():
            assert results[name][epoch].keys() == row.keys(), (name, epoch)
            for label, value in row.items():
                largest = max(largest, abs(results[name][epoch][label] - value) / abs(value))
    return largest
