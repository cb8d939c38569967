"""Writes schedulers.json: 200 epochs of every torch.optim.lr_scheduler scheduler, for SchedulerTests.swift.

Made with PyTorch 2.13.
"""

import json
import math
import pathlib
import warnings

import torch

EPOCHS = 200
SAVED_AFTER = 77
CASES = [
    ("StepLR", {"step_size": 30}, "SGD"),
    ("StepLR", {"step_size": 7, "gamma": 0.93}, "SGD"),
    ("MultiStepLR", {"milestones": [30, 80]}, "SGD"),
    ("MultiStepLR", {"milestones": [90, 5, 5, 150], "gamma": 0.7}, "SGD"),
    ("ConstantLR", {}, "SGD"),
    ("ConstantLR", {"factor": 0.3, "total_iters": 120}, "SGD"),
    ("LinearLR", {}, "SGD"),
    ("LinearLR", {"start_factor": 0.9, "end_factor": 0.05, "total_iters": 150}, "SGD"),
    ("ExponentialLR", {"gamma": 0.9}, "SGD"),
    ("ExponentialLR", {"gamma": 0.995}, "SGD"),
    ("PolynomialLR", {}, "SGD"),
    ("PolynomialLR", {"total_iters": 180, "power": 1.7}, "SGD"),
    ("CosineAnnealingLR", {"T_max": 200}, "SGD"),
    ("CosineAnnealingLR", {"T_max": 13, "eta_min": 0.01}, "SGD"),
    ("CosineAnnealingWarmRestarts", {"T_0": 17}, "SGD"),
    ("CosineAnnealingWarmRestarts", {"T_0": 5, "T_mult": 3, "eta_min": 0.001}, "SGD"),
    ("CyclicLR", {"base_lr": 0.01, "max_lr": 0.1, "step_size_up": 20}, "Adam"),
    ("CyclicLR", {"base_lr": 0.01, "max_lr": 0.1, "step_size_up": 9, "step_size_down": 14,
                  "mode": "triangular2", "base_momentum": 0.5, "max_momentum": 0.99}, "SGD"),
    ("CyclicLR", {"base_lr": 0.01, "max_lr": 0.1, "step_size_up": 11, "mode": "exp_range",
                  "gamma": 0.99, "cycle_momentum": False}, "Adagrad"),
    ("OneCycleLR", {"max_lr": 0.1, "total_steps": 200}, "Adam"),
    ("OneCycleLR", {"max_lr": 0.3, "epochs": 101, "steps_per_epoch": 2, "pct_start": 0.2,
                    "anneal_strategy": "linear", "base_momentum": 0.6, "max_momentum": 0.9,
                    "div_factor": 10.0, "final_div_factor": 100.0, "three_phase": True}, "SGD"),
    ("ReduceLROnPlateau", {}, "SGD"),
    ("ReduceLROnPlateau", {"mode": "max", "factor": 0.5, "patience": 3, "threshold": 0.01,
                           "threshold_mode": "abs", "cooldown": 2, "min_lr": 0.002}, "SGD"),
    ("ReduceLROnPlateau", {"factor": 0.7, "patience": 0, "threshold": 0.02, "eps": 0.01}, "SGD"),
    ("ReduceLROnPlateau", {"mode": "max", "factor": 0.8, "patience": 1, "min_lr": 0.05}, "SGD"),
]


def plain(value):
    """The value for JSON; what is not plain data becomes nothing."""
    if isinstance(value, float) and math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return value


warnings.simplefilter("ignore")
metrics = [1 / (1 + 0.05 * epoch) + 0.1 * math.sin(epoch) for epoch in range(EPOCHS)]
cases = []
for name, args, optimizer_name in CASES:
    parameter = torch.nn.Parameter(torch.zeros(1))
    optimizer = getattr(torch.optim, optimizer_name)([parameter], lr=0.1)
    group = optimizer.param_groups[0]
    scheduler = getattr(torch.optim.lr_scheduler, name)(optimizer, **args)
    rates, momenta = [], []
    for epoch in range(EPOCHS + 1):
        rates.append(group["lr"])
        momenta.append(group["betas"][0] if "betas" in group else group.get("momentum", 0))
        if epoch == SAVED_AFTER:
            state = {key: plain(value) for key, value in scheduler.state_dict().items()
                     if key not in ("milestones", "use_beta1")}
            saved = {"scheduler": state, "group": {
                key: value for key, value in group.items() if key in (
                    "initial_lr", "max_lr", "min_lr", "base_momentum", "max_momentum")}}
        if epoch < EPOCHS:
            optimizer.step()
            scheduler.step(*([metrics[epoch]] if name == "ReduceLROnPlateau" else []))
    cases.append({"name": name, "args": args, "optimizer": optimizer_name, "rates": rates,
                  "momenta": momenta if len(set(momenta)) > 1 else None, "saved": saved})
pathlib.Path(__file__).with_name("schedulers.json").write_text(json.dumps(
    {"savedAfter": SAVED_AFTER, "metrics": metrics, "cases": cases}) + "\n")
