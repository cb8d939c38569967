"""Writes png/*.png, small images of every kind, and png.json, their first channels as Pillow and NumPy see them."""

import json
import pathlib
import struct
import zlib

import numpy as np
from PIL import Image

folder = pathlib.Path(__file__).parent / "png"
folder.mkdir(exist_ok=True)
random = np.random.default_rng(3)
expected = {}


def save(name, image, channel, full_scale, **options):
    image.save(folder / f"{name}.png", **options)
    with Image.open(folder / f"{name}.png") as read:
        assert read.mode == image.mode, (name, read.mode)
    expected[name] = (np.asarray(channel, "f8") / full_scale).tolist()


grey = random.integers(0, 256, (3, 5), dtype="u1")
colour = random.integers(0, 256, (3, 5, 4), dtype="u1")
deep = random.integers(0, 65536, (3, 5), dtype="u2")
save("grey8", Image.fromarray(grey), grey, 255)
save("grey16", Image.fromarray(deep), deep, 65535)
save("rgb8", Image.fromarray(colour[..., :3]), colour[..., 0], 255)
save("rgba8", Image.fromarray(colour), colour[..., 0], 255)
save("grey_alpha8", Image.fromarray(colour[..., :2]), colour[..., 0], 255)
palette = Image.fromarray(colour[..., :3]).quantize(6)
save("palette", palette, np.asarray(palette.convert("RGB"))[..., 0], 255)
bits = Image.fromarray((grey > 127).astype("u1") * 255).convert("1")
save("grey1", bits, np.asarray(bits.convert("L")), 255)
# A gamma and a colour profile's hint do not change the numbers.
save("gamma", Image.fromarray(grey), grey, 255)
bytes_ = (folder / "gamma.png").read_bytes()


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


(folder / "gamma.png").write_bytes(bytes_[:33] + chunk(b"gAMA", struct.pack(">I", 100000)) + bytes_[33:])


def write(name, bit_depth, colour_type, rows, interlace=0, before=b""):
    """Pillow cannot write colours of 16 bits: the format itself, as in the PNG specification."""
    data = b"".join(b"\0" + row.tobytes() for row in rows)
    height, width = rows.shape[:2]
    header = struct.pack(">IIBBBBB", width, height, bit_depth, colour_type, 0, 0, interlace)
    (folder / f"{name}.png").write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + before + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b""))


deep_colour = random.integers(0, 65536, (3, 5, 4)).astype(">u2")
write("rgb16", 16, 2, deep_colour[..., :3])
write("rgba16", 16, 6, deep_colour)
for name in ["rgb16", "rgba16"]:
    expected[name] = (deep_colour[..., 0].astype("f8") / 65535).tolist()

# Indices 0 to 4 into a palette of four colours.
write("bad_palette", 8, 3, np.arange(15, dtype="u1").reshape(3, 5) % 5, before=chunk(b"PLTE", bytes(range(12))))
whole = (folder / "rgb8.png").read_bytes()
(folder / "bad_cut_short.png").write_bytes(whole[:-20])
damaged = bytearray(whole)
damaged[50] ^= 0xFF
(folder / "bad_damaged.png").write_bytes(damaged)
with open(folder.parent / "png.json", "w") as file:
    json.dump(expected, file)
