"""Writes h5/*.h5, the dataset of make_dataset.py as h5py packs it, and files that are no such dataset."""

import csv
import pathlib

import h5py
import numpy as np

here = pathlib.Path(__file__).parent
folder = here / "h5"
folder.mkdir(exist_ok=True)
with open(here / "dataset/dataset.csv") as file:
    header, *rows = csv.reader(file)
names = [name.removeprefix("input:") for name in header if name.startswith("input:")]
maps = {
    name: np.array([np.load(here / "dataset" / pathlib.Path(row[column]).name) for row in rows])
    for column, name in enumerate(names)
}
labels = np.array([[float(x) for x in row[len(names):]] for row in rows])


def write(name, change=lambda file: None, columns=header, dtype="<f8", **options):
    with h5py.File(folder / name, "w") as file:
        file.attrs["columns"] = columns
        for map_name, values in maps.items():
            file.create_dataset(f"inputs/{map_name}", data=values.astype(dtype), **options)
        file["labels"] = labels
        change(file)


def replace(file, path, values):
    del file[path]
    file[path] = values


write("contiguous.h5")
write("big_endian.h5", dtype=">f8")
write("fixed_texts.h5", columns=np.array(header, "S"))
write("gzip.h5", chunks=(2, 5, 4), compression="gzip", shuffle=True)
write("chunked.h5", chunks=(1, 3, 3))
with h5py.File(folder / "user_block.h5", "w", userblock_size=512) as file:
    file.attrs["columns"] = header
    for map_name, values in maps.items():
        file[f"inputs/{map_name}"] = values
    file["labels"] = labels

write("bad_no_columns.h5", lambda file: file.attrs.pop("columns"))
write("bad_no_labels.h5", lambda file: file.pop("labels"))
write("bad_no_input.h5", lambda file: file.pop("inputs/second"))
write("bad_text.h5", lambda file: replace(file, "inputs/second", np.array([["ab"]], "S")))
write("bad_samples.h5", lambda file: replace(file, "inputs/second", np.zeros((2, 5, 4))))
write("bad_rank.h5", lambda file: replace(file, "inputs/second", np.zeros((3, 20))))
write("bad_shape.h5", lambda file: replace(file, "inputs/second", np.zeros((3, 4, 5))))
write("bad_label.h5", lambda file: replace(file, "labels", np.where(labels == labels[1, 0], np.nan, labels)))


def with_nan(file):
    file["inputs/second"][2, 4, 1] = np.nan


write("bad_nan.h5", with_nan)


write("bad_labels_1d.h5", lambda file: replace(file, "labels", labels[:, 0]))
write("bad_labels_scalar.h5", lambda file: replace(file, "labels", 1.0))
write("bad_labels_none.h5", lambda file: replace(file, "labels", labels[:0]))
write("bad_labels_width.h5", lambda file: replace(file, "labels", labels[:, :1]))


def unwritten(path, shape, **options):
    def change(file):
        del file[path]
        file.create_dataset(path, shape, "<f8", **options)

    return change


write("bad_labels_unwritten.h5", unwritten("labels", (2**40, labels.shape[1]), chunks=(1024, 1)))
write("bad_absurd.h5", unwritten("inputs/second", (3, 2**40, 2**40), chunks=(1, 1, 1)))
write("bad_unwritten.h5", unwritten("inputs/second", (3, 5, 4)))
write("bad_external.h5", unwritten("inputs/second", (3, 5, 4), external=[("other.bin", 0, 480)]))


def partly(file):
    unwritten("inputs/second", (3, 5, 4), chunks=(1, 5, 4), compression="gzip")(file)
    file["inputs/second"][:2] = 1


def virtual(file):
    del file["inputs/second"]
    layout = h5py.VirtualLayout((3, 5, 4), "<f8")
    layout[:] = h5py.VirtualSource("other.h5", "maps", (3, 5, 4))
    file.create_virtual_dataset("inputs/second", layout)


write("bad_partly.h5", partly)
write("bad_virtual.h5", virtual)
whole = (folder / "contiguous.h5").read_bytes()
(folder / "bad_cut_short.h5").write_bytes(whole[:-300])
(folder / "bad_foreign.h5").write_bytes(b"not HDF5 at all, and long enough to tell" * 20)

with h5py.File(folder / "large_piece.h5", "w") as file:
    file.attrs["columns"] = header
    sample, index = np.ogrid[:300, :1024]
    values = (sample % 7 + index % 5).astype("<f8").reshape(300, 32, 32)
    file.create_dataset("inputs/first", data=values, chunks=values.shape, compression="gzip")
    file["labels"] = np.arange(600.0).reshape(300, 2)
