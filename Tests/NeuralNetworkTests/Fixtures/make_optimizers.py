"""Writes optimizers.json: 20 steps of every torch.optim optimizer, for OptimizerTests.swift.

Made with PyTorch 2.13.
"""

import json
import pathlib

import torch

SHAPES = [[2, 3], [4]]
STEPS = 20
CASES = [
    ("SGD", {}),
    ("SGD", {"lr": 0.05, "momentum": 0.9, "dampening": 0.2, "weight_decay": 0.01, "maximize": True}),
    ("SGD", {"lr": 0.02, "momentum": 0.8, "nesterov": True, "weight_decay": 0.1}),
    ("Adam", {}),
    ("Adam", {"lr": 0.03, "betas": [0.8, 0.95], "eps": 1e-6, "weight_decay": 0.1, "amsgrad": True,
              "maximize": True}),
    ("Adam", {"lr": 0.01, "weight_decay": 0.2, "decoupled_weight_decay": True}),
    ("AdamW", {}),
    ("AdamW", {"lr": 0.02, "betas": [0.7, 0.99], "weight_decay": 0.3, "amsgrad": True}),
    ("Adamax", {}),
    ("Adamax", {"lr": 0.03, "betas": [0.8, 0.95], "weight_decay": 0.1, "maximize": True}),
    ("NAdam", {}),
    ("NAdam", {"lr": 0.03, "betas": [0.8, 0.95], "weight_decay": 0.1, "momentum_decay": 0.02,
               "decoupled_weight_decay": True}),
    ("RAdam", {}),
    ("RAdam", {"lr": 0.03, "betas": [0.8, 0.9], "weight_decay": 0.1, "maximize": True}),
    ("RAdam", {"lr": 0.03, "weight_decay": 0.1, "decoupled_weight_decay": True}),
    ("Adagrad", {}),
    ("Adagrad", {"lr": 0.1, "lr_decay": 0.05, "weight_decay": 0.1,
                 "initial_accumulator_value": 0.5, "maximize": True}),
    ("Adadelta", {}),
    ("Adadelta", {"lr": 0.5, "rho": 0.7, "eps": 1e-4, "weight_decay": 0.1, "maximize": True}),
    ("RMSprop", {}),
    ("RMSprop", {"lr": 0.02, "momentum": 0.9, "weight_decay": 0.05}),
    ("RMSprop", {"lr": 0.02, "alpha": 0.9, "centered": True, "maximize": True}),
    ("RMSprop", {"lr": 0.005, "alpha": 0.95, "centered": True, "momentum": 0.5}),
    ("ASGD", {}),
    ("ASGD", {"lr": 0.1, "lambd": 0.01, "alpha": 0.6, "t0": 5, "weight_decay": 0.1,
              "maximize": True}),
    ("Rprop", {}),
    ("Rprop", {"lr": 0.05, "etas": [0.6, 1.5], "step_sizes": [0.01, 0.12], "maximize": True}),
]


def numbers(tensor):
    return [float(x) for x in tensor.detach().reshape(-1)]


def saved(optimizer):
    state = optimizer.state_dict()
    group = state["param_groups"][0]
    return {
        "settings": [[name, value] for name, value in group.items() if name != "params"],
        "entries": [
            [{"name": name, "shape": list(value.shape), "values": numbers(value)}
             for name, value in state["state"].get(index, {}).items()]
            for index in group["params"]],
    }


random = torch.Generator().manual_seed(1)
initial = [torch.randn(shape, generator=random) for shape in SHAPES]
gradients = [[torch.randn(shape, generator=random) for shape in SHAPES] for _ in range(STEPS)]
gradients[4][0][1, 2] = 0  # no gradient for once
cases = []
for name, args in CASES:
    parameters = [torch.nn.Parameter(tensor.clone()) for tensor in initial]
    optimizer = getattr(torch.optim, name)(parameters, **args)
    case = {"name": name, "args": args, "parameters": {}, "states": {}}
    for step in range(1, STEPS + 1):
        for parameter, gradient in zip(parameters, gradients[step - 1]):
            parameter.grad = gradient.clone()
        optimizer.step()
        if step in (1, 10, STEPS):
            case["parameters"][step] = [numbers(parameter) for parameter in parameters]
        if step in (10, STEPS):
            case["states"][step] = saved(optimizer)
    cases.append(case)
pathlib.Path(__file__).with_name("optimizers.json").write_text(json.dumps({
    "shapes": SHAPES, "initial": [numbers(tensor) for tensor in initial],
    "gradients": [[numbers(tensor) for tensor in step] for step in gradients],
    "cases": cases}) + "\n")
