"""Train ModelConv in PyTorch as ML-Poppyns does, from a configuration of its format.

Each epoch reads the files of every sample three times through a DataLoader: a training pass and an evaluation of the
training and of the validation samples, followed by the results files and TensorBoard's scalars and histograms. Prints
the seconds of the median epoch after two of warm-up.
"""

import argparse
import csv
import json
import pathlib
import statistics
import time

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset
from torch.utils.tensorboard import SummaryWriter

from torch_model import ModelConv

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("configuration")
parser.add_argument("--epochs", type=int, default=12)
parser.add_argument("--workers", type=int, default=0)
parser.add_argument("--output", default="peer")
options = parser.parse_args()
torch.set_num_threads(1)

configuration = json.load(open(options.configuration))


class Maps(Dataset):
    def __init__(self, arguments):
        with open(arguments["dataset_path"]) as file:
            rows = list(csv.reader(file))
        self.names = [rows[0][i] for i in arguments["filter_labels"]]
        self.paths = [[row[i] for i in arguments["filter_inputs"]] for row in rows[1:]]
        self.labels = np.array([[float(row[i]) for i in arguments["filter_labels"]] for row in rows[1:]], np.float32)

    def __len__(self):
        return len(self.paths)

    def __getitem__(self, index):
        maps = np.stack([np.load(path) for path in self.paths[index]]).astype(np.float32)
        return torch.from_numpy(maps), torch.from_numpy(self.labels[index])


def loader(name, shuffle):
    arguments = configuration[name]["args"]
    return DataLoader(
        Maps(arguments), batch_size=arguments["batch_size"], shuffle=shuffle, num_workers=options.workers
    )


training = loader("training_data_loader", True)
validation = loader("validation_data_loader", False)
names = training.dataset.names
model = ModelConv(*configuration["arch"]["args"]["input_shape"][:2], len(names))
optimizer = torch.optim.Adam(model.parameters(), **configuration["optimizer"]["args"])
folder = pathlib.Path(options.output)
folder.mkdir(parents=True, exist_ok=True)
writer = SummaryWriter(folder / "events")
results = {"train": {}, "train_eval": {}, "valid": {}}


def losses(output, target):
    return nn.functional.mse_loss(output, target, reduction="none").mean(0)


def train():
    model.train()
    sums = []
    for maps, target in training:
        optimizer.zero_grad()
        values = losses(model(maps), target)
        values.sum().backward()
        optimizer.step()
        sums.append(values.detach())
    return torch.stack(sums).mean(0)


def evaluate(batches):
    model.eval()
    with torch.no_grad():
        return torch.stack([losses(model(maps), target) for maps, target in batches]).mean(0)


seconds = []
for epoch in range(1, options.epochs + 1):
    start = time.perf_counter()
    passes = {"train": train(), "train_eval": evaluate(training), "valid": evaluate(validation)}
    for mode, values in passes.items():
        entry = dict(zip(names, values.tolist()), loss=values.sum().item())
        results[mode][f"{epoch:05d}"] = entry
        for name, value in entry.items():
            writer.add_scalar(f"{name}/{mode}", value, epoch)
        (folder / f"{mode}_results.json").write_text(json.dumps(results[mode]))
    for name, parameter in model.named_parameters():
        writer.add_histogram(name, parameter, epoch)
    seconds.append(time.perf_counter() - start)
print(statistics.median(seconds[2:]))
