"""Compare training steps and inference with PyTorch and JAX on one core.

Each row's programs stay alive and take turns on one core, one measurement a round, so that a change of
the machine's speed meets all alike. Reported are medians, and the median of the rounds' ratios. Writes
RESULTS-steps.md and steps.png beside this file.
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
# Of one sample of 3x32x32 in ModelConv: forward, and both gradients, without the savings of any kernel.
MEGAFLOP_A_STEP = 22.7

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--ours", default=str(HERE.parents[1] / ".build/release/training-step"))
parser.add_argument("--rounds", type=int, default=7)
parser.add_argument("--seconds", type=float, default=0.5)
parser.add_argument("--core", type=int, default=max(os.sched_getaffinity(0)))
parser.add_argument("--only", help="the rows whose name holds this")
options = parser.parse_args()

# Whatever the machine sets to work around its OpenBLAS must not slow a peer.
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith(("OPENBLAS_", "OMP_", "MKL_"))}
ENVIRONMENT.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")


class Program:
    """A program that measures once for each line that it is sent."""

    def __init__(self, command, cores=None):
        pinned = ["taskset", "-c", str(cores or options.core)] + [str(part) for part in command]
        self.process = subprocess.Popen(
            pinned, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=ENVIRONMENT
        )
        self.rates = []
        self.name = self.process.stdout.readline().strip()
        if not self.name:
            sys.exit(f"error: it did not start: {' '.join(pinned)}")

    def measure(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        self.rates.append(float(self.process.stdout.readline()))

    def end(self):
        self.process.stdin.close()
        self.process.wait()

    @property
    def median(self):
        return statistics.median(self.rates)


def ours(*arguments):
    return Program([options.ours, "--seconds", options.seconds, *arguments])


def torch(mode, *arguments):
    script = HERE / "torch_step.py"
    return Program([sys.executable, script, "--mode", mode, "--seconds", options.seconds, *arguments])


def jax(*arguments):
    return Program([sys.executable, HERE / "jax_step.py", "--seconds", options.seconds, *arguments])


def thread_row():
    """Ours with two threads on two cores against ours with one thread."""
    first, second = sorted(os.sched_getaffinity(0))[:2]
    common = [options.ours, "--seconds", options.seconds, "--size", "128", "--batch", "8"]
    one = Program(common)
    two = Program(common + ["--threads", "2"], cores=f"{first},{second}")
    for _ in range(options.rounds):
        one.measure()
        two.measure()
    one.end()
    two.end()
    return (
        f"Two threads on two cores, train 3x128x128, batch 8: {number(two.median)} samples/s against"
        f" {number(one.median)} with one, {ratio(two, one):.2f}x.\n"
    )


def ratio(a, b):
    """The median of the rounds' ratios."""
    return statistics.median(x / y for x, y in zip(a.rates, b.rates))


def row(name, arguments, peers):
    """Measure one row: ours, each peer, and OpenBLAS beside them."""
    print(f"{name} ...", file=sys.stderr, flush=True)
    programs = {"ours": ours(*arguments), "sgemm": ours("--sgemm")}
    for peer in peers:
        programs[peer] = jax(*arguments) if peer == "JAX jit" else torch(peer.split()[-1], *arguments)
    for _ in range(options.rounds):
        for program in programs.values():
            program.measure()
    for program in programs.values():
        program.end()
    return name, programs


TRAINING = ["PyTorch eager", "PyTorch channels-last", "PyTorch compile", "JAX jit"]
EAGER = ["PyTorch eager"]
ROWS = [
    ("train 3x32x32, batch 8", ["--batch", "8"], TRAINING),
    ("train 3x32x32, batch 32", ["--batch", "32"], TRAINING),
    ("train 3x128x128, batch 8", ["--size", "128", "--batch", "8"], TRAINING),
    ("train 10x64x64, batch 16", ["--channels", "10", "--size", "64", "--batch", "16"], TRAINING),
    ("train 3x256x256, batch 8", ["--size", "256", "--batch", "8"], EAGER),
    ("train ModelLinear 3x32x32, batch 8", ["--model", "ModelLinear", "--batch", "8"], EAGER),
    ("infer 3x32x32, batch 1", ["--inference", "--batch", "1"], EAGER),
    ("infer 3x32x32, batch 8", ["--inference", "--batch", "8"], EAGER),
    ("infer 3x32x32, batch 64", ["--inference", "--batch", "64"], EAGER),
]


def processor():
    for line in open("/proc/cpuinfo"):
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return "unknown processor"


def number(rate):
    return f"{rate:,.0f}"


def table(results):
    lines = [
        "| ModelConv unless said, one core | ours, samples/s | PyTorch eager | best peer | ours / eager | ours / best |"
        " share of the direct limit |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, programs in results:
        mine, sgemm = programs["ours"], programs["sgemm"]
        peers = {k: p for k, p in programs.items() if k not in ("ours", "sgemm")}
        best = max(peers, key=lambda k: peers[k].median)
        share = ""
        if name.startswith("train 3x32x32"):
            limit = [MEGAFLOP_A_STEP * 1e-3 * a / b for a, b in zip(mine.rates, sgemm.rates)]
            share = f"{100 * statistics.median(limit):.0f}%"
        lines.append(
            f"| {name} | {number(mine.median)} | {number(peers['PyTorch eager'].median)} |"
            f" {number(peers[best].median)} ({best}) | {ratio(mine, peers['PyTorch eager']):.1f}x |"
            f" {ratio(mine, peers[best]):.1f}x | {share} |"
        )
    return "\n".join(lines)


def plot(results, path):
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    kinds = ["ours"] + TRAINING
    figure, axis = pyplot.subplots(figsize=(9, 0.62 * len(results) + 1.4))
    height = 0.16
    for place, (name, programs) in enumerate(results):
        eager = programs["PyTorch eager"].median
        present = [kind for kind in kinds if kind in programs]
        for slot, kind in enumerate(present):
            axis.barh(
                place + (slot - (len(present) - 1) / 2) * height,
                programs[kind].median / eager,
                height,
                color=f"C{kinds.index(kind)}",
            )
    for kind in kinds:
        axis.barh(0, 0, color=f"C{kinds.index(kind)}", label="PulsarTrials" if kind == "ours" else kind)
    axis.set_yticks(range(len(results)), [name for name, _ in results])
    axis.invert_yaxis()
    axis.axvline(1, color="grey", linewidth=0.8)
    axis.set_xlabel("samples a second on one core, PyTorch eager = 1")
    axis.legend(fontsize=8, loc="lower right")
    axis.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(path, dpi=110)


results = [row(*parts) for parts in ROWS if not options.only or options.only in parts[0]]
names = sorted({p.name for _, programs in results for p in programs.values()})
text = (
    f"{table(results)}\n\nMedians of {options.rounds} rounds of {options.seconds} s in which the programs take turns on"
    f" one core; ratios are the medians of the rounds' ratios. {processor()}; {'; '.join(names)}. The direct limit is"
    f" {MEGAFLOP_A_STEP} MFLOP a sample at the rate of OpenBLAS's sgemm of 1024x1024 matrices; tiles and sparse"
    " gradients need fewer, so that more than 100% can be reached.\n"
)
if not options.only and len(os.sched_getaffinity(0)) > 1:
    text += "\n" + thread_row()
print(text)
if not options.only:
    (HERE / "RESULTS-steps.md").write_text(text)
    plot(results, HERE / "steps.png")
