"""Time ModelConv's training steps in JAX, compiled, on one core, on random maps in memory.

Warms up, prints a line, then measures once for each line of the standard input and prints samples/s.
"""

import argparse
import functools
import os
import sys
import time

os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import jax
import jax.numpy as jnp
import numpy as np

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--channels", type=int, default=3)
parser.add_argument("--size", type=int, default=32)
parser.add_argument("--batch", type=int, default=8)
parser.add_argument("--seconds", type=float, default=0.5)
options = parser.parse_args()

side = ((options.size - 2) // 2 - 2) // 2
random = np.random.default_rng(1)


def array(*shape, scale=1.0):
    return jnp.asarray(random.uniform(-scale, scale, shape), jnp.float32)


parameters = {
    "conv1": array(3, 3, options.channels, 32, scale=0.2),
    "bias1": array(32, scale=0.2),
    "conv2": array(3, 3, 32, 64, scale=0.06),
    "bias2": array(64, scale=0.06),
    "fc1": array(64 * side * side, 64, scale=0.02),
    "bias3": array(64, scale=0.02),
    "fc2": array(64, 2, scale=0.1),
    "bias4": array(2, scale=0.1),
}
maps = array(options.batch, options.size, options.size, options.channels)
target = array(options.batch, 2)


def block(x, weight, bias):
    x = jax.lax.conv_general_dilated(x, weight, (1, 1), "VALID", dimension_numbers=("NHWC", "HWIO", "NHWC"))
    return jax.lax.reduce_window(jnp.maximum(x + bias, 0), -jnp.inf, jax.lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")


def loss(p, x, y):
    x = block(block(x, p["conv1"], p["bias1"]), p["conv2"], p["bias2"])
    x = jnp.maximum(x.reshape(options.batch, -1) @ p["fc1"] + p["bias3"], 0)
    return jnp.sum(jnp.mean((x @ p["fc2"] + p["bias4"] - y) ** 2, axis=0))


# The state's memory is reused, and channels are last: both are faster here than the defaults.
@functools.partial(jax.jit, donate_argnums=0)
def step(state, x, y):
    p, m, v, t = state
    gradient = jax.grad(loss)(p, x, y)
    t = t + 1
    m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, gradient)
    v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, v, gradient)
    p = jax.tree.map(
        lambda p, m, v: p - 1e-5 * (m / (1 - 0.9**t)) / (jnp.sqrt(v / (1 - 0.999**t)) + 1e-8), p, m, v
    )
    return p, m, v, t


state = (
    parameters,
    jax.tree.map(jnp.zeros_like, parameters),
    jax.tree.map(jnp.zeros_like, parameters),
    jnp.float32(0),
)


def measure(seconds):
    global state
    start = time.perf_counter()
    count = 0
    while True:
        state = step(state, maps, target)
        jax.block_until_ready(state)
        count += options.batch
        elapsed = time.perf_counter() - start
        if elapsed >= seconds:
            return count / elapsed


for _ in range(5):
    state = step(state, maps, target)
measure(options.seconds)
print(f"JAX {jax.__version__}, jit", flush=True)
for _ in sys.stdin:
    print(measure(options.seconds), flush=True)
