#!/usr/bin/env bash
# Trains on an emulated Nehalem, which has no AVX, and on a Haswell, which has AVX2: old-processor.sh BIN.
set -euo pipefail
bin=$(cd "$1" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$bin/make-example" data --samples 20 --seed 1 > /dev/null
cat > cfg.json << 'EOF'
{
  "name": "old", "trials": 1, "seed": 1, "convergence": {},
  "arch": {"type": "ModelConv", "args": {"input_shape": [3, 32, 32], "num_parameters": 2}},
  "weights_initializer": {"type": "InitializerKaiming", "args": {}},
  "training_data_loader": {"type": "LoaderMultichannelArray", "args": {
    "dataset_path": "data/dataset_train.csv", "batch_size": 8, "filter_inputs": [9, 10, 11],
    "filter_labels": [15, 16], "standardize": true}},
  "optimizer": {"type": "Adam", "args": {"lr": 0.0001}},
  "loss": {"type": "LossMSE", "args": {}}, "metric": {"type": "MetricAccuracyMSE", "args": {}},
  "trainer": {"epochs": 2, "save_dir": "output", "verbosity": 1}
}
EOF
for processor in "Nehalem portable" "Haswell AVX2"; do
  read -r name level <<< "$processor"
  qemu-x86_64 -cpu "$name" "$bin/train-nn" --configuration cfg.json > log.txt 2> warnings.txt || { cat log.txt warnings.txt; exit 1; }
  grep -q "$level kernels" log.txt || { cat log.txt; echo "error: $name does not run the $level kernels" >&2; exit 1; }
  echo "$name: trained with the $level kernels"
done
