"""Writes pruning.json, for OptunaPruningTests.swift.

Every report that trials made to a pruner and what it decided, one after another or several trials side by
side; values are rounded, so that equals occur. Made with Optuna 4.9.
"""

import json
import math
import pathlib
import warnings

import numpy as np
import optuna
from optuna.pruners import HyperbandPruner, MedianPruner, SuccessiveHalvingPruner
from optuna.trial import TrialState

warnings.simplefilter("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)


def trace(pruner, arguments, direction="minimize", trials=40, steps=30, together=1, stride=1, seed=0):
    """Events in the order they happened: [trial, step, value or null, pruned] and [trial, state]."""
    rng = np.random.default_rng(seed)
    # Hyperband's brackets depend on the study's name.
    study = optuna.create_study(study_name="search", direction=direction, pruner=pruner(**arguments))
    events = []
    running = []
    while trials or running:
        while trials and len(running) < together:
            trial = study.ask()
            level = rng.random()
            count = int(rng.integers(1, steps + 1)) if rng.random() < 0.2 else steps
            fails = rng.random() < 0.1
            curve = [round(level + rng.random() / 5 + 1 / k, 2) for k in range(1, count + 1)]
            first = int(rng.integers(0, 3))
            running.append((trial, fails, [(first + k * stride, v) for k, v in enumerate(curve)]))
            trials -= 1
        place = int(rng.integers(len(running)))
        trial, fails, curve = running[place]
        if curve:
            step, value = curve.pop(0)
            if rng.random() < 0.02:
                value = math.nan
            value = value if direction == "minimize" else -value
            trial.report(value, step)
            pruned = bool(trial.should_prune())
            events.append([trial.number, step, None if math.isnan(value) else value, pruned])
            if not pruned:
                continue
            study.tell(trial, state=TrialState.PRUNED)
        elif fails:
            study.tell(trial, state=TrialState.FAIL)
            events.append([trial.number, "failed"])
        else:
            study.tell(trial, rng.random())
            events.append([trial.number, "complete"])
        running.pop(place)
    return {
        "type": pruner.__name__, "arguments": arguments, "direction": direction, "events": events}


halving, median, hyperband = SuccessiveHalvingPruner, MedianPruner, HyperbandPruner
traces = [
    trace(halving, {}, seed=1),
    trace(halving, {}, seed=2, steps=350, trials=25, direction="maximize"),
    trace(halving, {"min_resource": 1, "reduction_factor": 2}, seed=3),
    trace(halving, {"min_resource": 2, "reduction_factor": 3, "min_early_stopping_rate": 1}, seed=4),
    trace(halving, {"min_resource": 2, "reduction_factor": 2, "bootstrap_count": 3}, seed=5),
    trace(halving, {"min_resource": 1, "reduction_factor": 2}, seed=6, stride=7),
    trace(halving, {"min_resource": 1}, seed=7, together=8, trials=60),
    trace(halving, {"min_resource": 2, "reduction_factor": 2}, "maximize", seed=8, together=5),
    trace(halving, {"min_resource": 1, "reduction_factor": 2}, seed=9, together=6, stride=5),
    trace(median, {}, seed=10),
    trace(median, {}, "maximize", seed=11),
    trace(median, {"n_startup_trials": 0}, seed=12, together=4),
    trace(median, {"n_warmup_steps": 5, "interval_steps": 4, "n_min_trials": 3}, seed=13),
    trace(median, {"interval_steps": 3, "n_startup_trials": 2}, seed=14, stride=2),
    trace(hyperband, {}, seed=15, trials=60),
    trace(hyperband, {"max_resource": 27}, seed=16, trials=60, together=4),
    trace(hyperband, {"min_resource": 2, "max_resource": 30, "reduction_factor": 2, "bootstrap_count": 2},
          "maximize", seed=17, trials=60),
    trace(hyperband, {"max_resource": 243, "reduction_factor": 3}, seed=18, trials=80),
    # Numbers whose products and sums no machine's integer holds.
    trace(hyperband, {"max_resource": 2**63 - 1024, "reduction_factor": 2}, seed=19, trials=60, steps=12),
    trace(hyperband, {"max_resource": 2**62, "reduction_factor": 2}, seed=20, trials=60, steps=20),
    trace(hyperband, {"max_resource": 2**63 - 1024, "reduction_factor": 2**63 - 1024}, seed=21, steps=12),
    trace(halving, {"min_resource": 1, "reduction_factor": 2**62, "min_early_stopping_rate": 1}, seed=22,
          steps=12),
]
for entry in traces:
    pruned = sum(event[-1] is True for event in entry["events"])
    print(entry["type"], entry["arguments"], len(entry["events"]), "events,", pruned, "pruned")
pathlib.Path(__file__).with_name("pruning.json").write_text(json.dumps(traces) + "\n")
