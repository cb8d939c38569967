"""Trains a ModelConv in PyTorch and by `train-nn` from the same start, and compares all losses.

Run: python compare_training.py TRAIN_NN DATASET [--epochs 50] [--lr 0.0001] [--tolerance 0.001]
     [--inputs 9 10 11] [--labels 15 16]
DATASET is a folder such as make-example writes. Prints the largest relative difference of any
reported loss, and exits with 1 when it is above the tolerance.
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
parser.add_argument("--epochs", type=int, default=50)
parser.add_argument("--lr", type=float, default=1e-4)
parser.add_argument("--tolerance", type=float, default=1e-3)
parser.add_argument("--inputs", type=int, nargs="+", default=[9, 10, 11])
parser.add_argument("--labels", type=int, nargs="+", default=[15, 16])
options = parser.parse_args()

config = example_configuration(
    options.dataset, options.inputs, options.labels, epochs=options.epochs, lr=options.lr
)
with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    training = Training(config)
    training.save(folder / "start.pth")
    expected = training.run(options.epochs)
    results, _ = train(
        options.program, config, folder / "ours", "--trained_model", folder / "start.pth"
    )
difference = largest_difference(results, expected)
first, last = (expected["valid_results"][f"{epoch:05}"]["loss"] for epoch in (1, options.epochs))
print(
    f"{options.epochs} epochs, validation loss {first:.4g} to {last:.4g}: "
    f"largest relative difference {difference:.2e}"
)
sys.exit(difference > options.tolerance)
