"""Writes losses.json: losses with gradients and metrics from PyTorch, for LossTests.swift and MetricTests.swift.

Made with PyTorch 2.13.
"""

import json
import pathlib

import torch
from torch.nn import functional


def numbers(tensor):
    return [float(x) for x in tensor.detach().reshape(-1)]


PER_LABEL = {
    "LossMAE": lambda o, t: functional.l1_loss(o, t),
    "LossMSE": lambda o, t: functional.mse_loss(o, t),
    "LossRMSE": lambda o, t: torch.sqrt(functional.mse_loss(o, t)),
}
METRICS = {
    "MetricAccuracyMAE": lambda o, t: functional.l1_loss(o, t),
    "MetricAccuracyMSE": lambda o, t: functional.mse_loss(o, t),
    "MetricAccuracyRMSE": lambda o, t: torch.sqrt(functional.mse_loss(o, t)),
    "MetricAccuracyCHI2": lambda o, t: ((o - t) ** 2 / t).sum() / t.numel(),
}
random = torch.Generator().manual_seed(2)
losses, metrics = [], []
for samples, labels in [(1, 1), (7, 3)]:
    output = torch.randn(samples, labels, generator=random).requires_grad_()
    target = torch.rand(samples, labels, generator=random) + 0.5
    if samples > 1:
        with torch.no_grad():
            output[2, 1] = target[2, 1]  # one element without error
    for name, function in PER_LABEL.items():
        values = [function(output[:, label], target[:, label]) for label in range(labels)]
        gradient, = torch.autograd.grad(sum(values), output)
        losses.append({"name": name, "shape": [samples, labels], "output": numbers(output),
                       "target": numbers(target), "targetShape": [samples, labels],
                       "values": [value.item() for value in values], "gradient": numbers(gradient)})
    for name, function in METRICS.items():
        metrics.append({"name": name, "shape": [samples, labels], "output": numbers(output),
                        "target": numbers(target), "targetShape": [samples, labels],
                        "value": function(output, target).item()})
for samples, classes, scale in [(1, 2, 1.0), (9, 4, 1.0), (5, 3, 200.0)]:
    output = (scale * torch.randn(samples, classes, generator=random)).requires_grad_()
    target = torch.randint(classes, [samples], generator=random)
    value = functional.nll_loss(functional.log_softmax(output, dim=1), target)
    gradient, = torch.autograd.grad(value, output)
    shared = {"shape": [samples, classes], "output": numbers(output), "target": numbers(target),
              "targetShape": [samples, 1]}
    losses.append({"name": "LossNLL", "values": [value.item()], "gradient": numbers(gradient),
                   **shared})
    accuracy = (output.argmax(dim=1) == target).double().mean()
    metrics.append({"name": "MetricAccuracy", "value": accuracy.item(), **shared})
pathlib.Path(__file__).with_name("losses.json").write_text(
    json.dumps({"losses": losses, "metrics": metrics}) + "\n")
