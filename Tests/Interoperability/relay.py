"""Hands a model on between this package and PyTorch, with training in each.

Run: python relay.py TRAIN_NN DATASET [--epochs 5] [--tolerance 0.0001]
     [--inputs 9 10 11] [--labels 15 16]
Four legs of so many epochs: `train-nn` from its own initial weights, PyTorch, `train-nn`, PyTorch.
All losses after the first leg must be those of PyTorch going on alone from the end of that leg, and
each leg must go on below the loss that the leg before it began with. Prints the largest relative
difference, and exits with 1 when it is above the tolerance.
"""

import argparse
import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True
from program import example_configuration, train  # noqa: E402
from reference import Training, largest_difference  # noqa: E402

parser = argparse.ArgumentParser()
parser.add_argument("program")
parser.add_argument("dataset")
parser.add_argument("--epochs", type=int, default=5)
parser.add_argument("--tolerance", type=float, default=1e-4)
parser.add_argument("--inputs", type=int, nargs="+", default=[9, 10, 11])
parser.add_argument("--labels", type=int, nargs="+", default=[15, 16])
options = parser.parse_args()


def configuration(leg):
    config = example_configuration(options.dataset, options.inputs, options.labels, lr=1e-3)
    # The rate changes in the middle of the second leg and of the third.
    config["lr_scheduler"]["args"]["step_size"] = options.epochs + options.epochs // 2
    config["trainer"]["epochs"] = config["trainer"]["save_period"] = leg * options.epochs
    return config


def ours(leg, *start):
    results, models = train(options.program, configuration(leg), folder / f"leg{leg}", *start)
    return results, models / f"checkpoint_trial1_epoch{leg * options.epochs}.pth"


def torchs(leg, start):
    training = Training(configuration(leg))
    training.load(start)
    results = training.run(leg * options.epochs)
    end = folder / f"leg{leg}.pth"
    training.save(end)
    return results, end


with tempfile.TemporaryDirectory() as temporary:
    folder = pathlib.Path(temporary)
    first, end = ours(1)
    alone, _ = torchs(4, end)
    second, end = torchs(2, end)
    third, end = ours(3, "--trained_model", end)
    fourth, end = torchs(4, end)

legs = [first, second, third, fourth]
together = {name: {**second[name], **third[name], **fourth[name]} for name in first}
difference = largest_difference(together, alone)
for before, after in zip(legs, legs[1:]):
    first_loss, *_, last_loss = [row["loss"] for row in before["train_eval_results"].values()]
    next_loss = list(after["train_eval_results"].values())[0]["loss"]
    print(f"training loss {first_loss:.5g} to {last_loss:.5g}, handed on {next_loss:.5g}")
    if next_loss > first_loss:
        sys.exit("the loss does not go on where it was")
print(f"4 legs of {options.epochs} epochs: largest relative difference {difference:.2e}")
sys.exit(difference > options.tolerance)
