"""Writes tpe.json, for OptunaDensityTests.swift, HyperbandSamplingTests.swift and
ParameterImportancesTests.swift, and tpe_steps.json, for OptunaDensityTests.swift.

Splits, weights and densities of the tree-structured Parzen estimator and importances by PED-ANOVA, from
histories drawn at random and from studies with Hyperband. Made with Optuna 4.9 and NumPy 2.4.
"""

import json
import math
import pathlib
import warnings

import numpy as np
import optuna
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.importance import PedAnovaImportanceEvaluator, get_param_importances
from optuna.pruners import HyperbandPruner
from optuna.samplers import TPESampler
from optuna.samplers._tpe import sampler as tpe
from optuna.samplers._tpe.sampler import _split_trials, default_gamma
from optuna.trial import TrialState, create_trial

warnings.simplefilter("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)

# NumPy leaves open which of equal observations comes first when it sorts them; here the earlier trial.
unstable_argsort = np.argsort
np.argsort = lambda a, *args, **kwargs: unstable_argsort(a, *args, **{**kwargs, "kind": "stable"})

SPACE = {
    "choice": CategoricalDistribution(["a", 4, True, None]),
    "float": FloatDistribution(-2.0, 3.0),
    "int": IntDistribution(1, 40),
    "log": FloatDistribution(1e-5, 0.1, log=True),
    "logInt": IntDistribution(1, 256, log=True),
    "single": IntDistribution(7, 7),
    "stepped": FloatDistribution(0.0, 1.0, step=0.1),
}


def described(distribution):
    if isinstance(distribution, CategoricalDistribution):
        return {"type": "categorical", "choices": list(distribution.choices)}
    kind = "int" if isinstance(distribution, IntDistribution) else "float"
    entry = {"type": kind, "low": distribution.low, "high": distribution.high, "log": distribution.log}
    if distribution.step is not None:
        entry["step"] = distribution.step
    return entry


def finite(value):
    return value if value is not None and math.isfinite(value) else None


def draw(rng, distribution, focus):
    """A number of the internal representation, near the lower end with `focus` below 1."""
    u = rng.random() * focus
    if isinstance(distribution, CategoricalDistribution):
        return float(int(u * len(distribution.choices)))
    low, high, step = distribution.low, distribution.high, distribution.step
    half = 0 if step is None else step / 2
    if distribution.log:
        number = math.exp(math.log(low - half) + u * (math.log(high + half) - math.log(low - half)))
    else:
        number = low - half + u * (high - low + 2 * half)
    if step is not None:
        number = low + round((number - low) / step) * step
    return float(min(max(number, low), high))


def make_trial(rng, state):
    focus = 0.1 if rng.random() < 0.4 else 1.0
    internal = {name: draw(rng, distribution, focus) for name, distribution in SPACE.items()}
    params = {name: SPACE[name].to_external_repr(number) for name, number in internal.items()}
    value = round(math.fsum(abs(math.log1p(abs(number))) for number in internal.values()) + rng.random(), 1)
    steps = sorted(rng.choice(20, size=rng.integers(0, 6), replace=False).tolist())
    reports = {step: round(value + rng.random(), 1) for step in steps}
    if steps and rng.random() < 0.1:
        reports[steps[-1]] = math.nan
    trial = create_trial(
        state=state, params=params, distributions=SPACE, intermediate_values=reports,
        value=value if state == TrialState.COMPLETE else None)
    record = {
        "point": list(internal.values()), "state": state.name.lower(), "value": finite(trial.value),
        "steps": steps, "reports": [finite(reports[step]) for step in steps]}
    return trial, record


def case(seed, count, direction, running=0, **arguments):
    rng = np.random.default_rng(seed)
    study = optuna.create_study(direction=direction)
    records = []
    states = [TrialState.COMPLETE] * 6 + [TrialState.PRUNED] * 2 + [TrialState.FAIL]
    for index in range(count):
        ends = index < count - running
        state = states[rng.integers(len(states))] if ends else TrialState.RUNNING
        trial, record = make_trial(rng, state)
        study.add_trial(trial)
        records.append(record)
    sampler = TPESampler(constant_liar=running > 0, **arguments)
    wanted = [TrialState.COMPLETE, TrialState.PRUNED] + [TrialState.RUNNING] * (running > 0)
    trials = study.get_trials(states=wanted)
    ended = sum(trial.state != TrialState.RUNNING for trial in trials)
    below, above = _split_trials(study, trials, default_gamma(ended), False)
    return described_case(rng, study, sampler, records, below, above, running > 0, arguments)


def described_case(rng, study, sampler, records, below, above, constant_liar, arguments):
    """What the sampler makes of the trials that it holds for good and of the others."""
    candidates = [
        [draw(rng, distribution, 1.0 if k % 2 else 0.1) for distribution in SPACE.values()]
        for k in range(12)]

    def densities(names):
        space = {name: SPACE[name] for name in names}
        columns = {
            name: np.array([point[list(SPACE).index(name)] for point in candidates]) for name in names}
        good = sampler._build_parzen_estimator(study, space, below, handle_below=True)
        bad = sampler._build_parzen_estimator(study, space, above, handle_below=False)
        return {
            "dimensions": [list(SPACE).index(name) for name in names],
            "weights": [
                good._mixture_distribution.weights.tolist(), bad._mixture_distribution.weights.tolist()],
            "below": good.log_pdf(columns).tolist(), "above": bad.log_pdf(columns).tolist(),
            "score": sampler._compute_acquisition_func(columns, good, bad).tolist()}

    varied = [name for name in SPACE if not SPACE[name].single()]
    groups = [varied] if arguments.get("multivariate") else [[name] for name in varied]
    evaluator = PedAnovaImportanceEvaluator()
    shares = get_param_importances(study, evaluator=evaluator)
    raw = evaluator.evaluate(study)
    return {
        "direction": study.direction.name.lower(), "arguments": arguments, "constantLiar": constant_liar,
        "records": records, "below": [trial.number for trial in below], "candidates": candidates,
        "densities": [densities(names) for names in groups],
        "importances": [shares[name] for name in SPACE], "divergences": [raw[name] for name in SPACE]}


def point(trial):
    return [float(SPACE[name].to_internal_repr(trial.params[name])) for name in SPACE]


def recorded(trial):
    """A study's trial as `make_trial` describes it."""
    value = trial.value if trial.state == TrialState.COMPLETE else None
    return {
        "point": point(trial),
        "state": trial.state.name.lower(), "value": finite(value),
        "steps": list(trial.intermediate_values),
        "reports": [finite(report) for report in trial.intermediate_values.values()]}


def hyperband_case(seed, count, direction, max_resource, together=1, **arguments):
    """A study with Hyperband as one more trial is asked for, and how the sampler split its trials then.

    Those are trials of all brackets: Optuna hands the sampler a study whose `get_trials` has those of one
    bracket, but since Optuna 3.2 the sampler calls `_get_trials`, which has all.
    """
    rng = np.random.default_rng(seed)
    sampler = TPESampler(seed=seed, constant_liar=together > 1, **arguments)
    pruner = HyperbandPruner(max_resource=max_resource)
    # The brackets depend on the study's name.
    study = optuna.create_study(
        study_name="search", direction=direction, sampler=sampler, pruner=pruner)
    splits = []

    def split_trials(*given):
        splits.append(_split_trials(*given))
        return splits[-1]

    tpe._split_trials = split_trials
    running = []
    while True:
        while len(running) < together:
            splits.clear()
            trial = study.ask(SPACE)
            if trial.number == count:
                break
            level = math.fsum(math.log1p(abs(number)) for number in point(trial))
            curve = [round(level + rng.random() + 3 / k, 1) for k in range(1, 28)]
            running.append((trial, rng.random() < 0.1, list(enumerate(curve))))
        if trial.number == count:
            break
        place = int(rng.integers(len(running)))
        one, fails, curve = running[place]
        if curve:
            step, value = curve.pop(0)
            one.report(math.nan if rng.random() < 0.01 else value if direction == "minimize" else -value, step)
            if not one.should_prune():
                continue
            study.tell(one, state=TrialState.PRUNED)
        elif fails:
            study.tell(one, state=TrialState.FAIL)
        else:
            study.tell(one, round(level + rng.random(), 1))
        running.pop(place)
    tpe._split_trials = _split_trials

    trials = study.get_trials(deepcopy=False)
    brackets = [pruner._get_bracket_id(study, one) for one in trials]
    below, above = splits[-1]
    learnt = {one.number for one in below + above}
    counted = [one for one in trials[:-1] if one.state.is_finished() or together > 1]
    assert learnt == {one.number for one in counted if one.state != TrialState.FAIL}
    assert len({brackets[number] for number in learnt}) == pruner._n_brackets > 1
    described = described_case(
        rng, study, sampler, [recorded(one) for one in trials[:-1]], below, above, together > 1, arguments)
    return {**described, "maxResource": max_resource, "brackets": brackets}


def write(name, output):
    pathlib.Path(__file__).with_name(name).write_text(json.dumps(output) + "\n")


write("tpe.json", {
    "space": {name: described(distribution) for name, distribution in SPACE.items()},
    "cases": [
        case(1, 12, "minimize"),
        case(2, 40, "maximize"),
        case(3, 400, "minimize"),
        case(4, 60, "minimize", running=9),
        case(5, 12, "minimize", multivariate=True),
        case(6, 80, "maximize", multivariate=True),
        case(7, 400, "minimize", multivariate=True),
        case(8, 60, "minimize", prior_weight=0.3, consider_magic_clip=False),
        case(9, 60, "minimize", consider_endpoints=True),
        case(10, 200, "minimize", multivariate=True, prior_weight=2.5),
        hyperband_case(11, 60, "minimize", 27),
        hyperband_case(12, 80, "maximize", "auto"),
        hyperband_case(13, 70, "minimize", 27, together=6),
        hyperband_case(14, 90, "minimize", "auto", multivariate=True),
    ]})

# Dimensions with more values than are looked up in tables.
SPACE = {
    "choice": CategoricalDistribution(["a", 4, True, None]),
    "epochs": IntDistribution(1, 2000),
    "logHuge": IntDistribution(1, 100_000, log=True),
    "logMany": IntDistribution(1, 1500, log=True),
    "stepped": FloatDistribution(0.0, 512.0, step=0.25),
    "steps": IntDistribution(100, 1_000_000, step=100),
}
write("tpe_steps.json", {
    "space": {name: described(distribution) for name, distribution in SPACE.items()},
    "cases": [
        case(21, 14, "minimize"),
        case(22, 160, "maximize"),
        case(23, 2000, "minimize"),
        case(24, 14, "minimize", multivariate=True),
        case(25, 160, "maximize", multivariate=True),
        case(26, 2000, "minimize", multivariate=True),
        case(27, 200, "minimize", consider_magic_clip=False),
        case(28, 200, "minimize", consider_endpoints=True),
    ]})
