#!/usr/bin/env bash
# The main job on an example dataset: `make demo` runs this with the folder of the built programs.
set -euo pipefail
bin=$1
data=data/example_generator_magrot
if [ ! -e $data/dataset_train.csv ]; then
  "$bin/make-example" $data --samples 200 --seed 1
fi

# The configuration as its authors documented it trains for long on what it validates on. Options put other
# values in place of its own: standardized maps, a larger step, samples that training does not see.
echo
set -x
mpirun -n 2 "$bin/train-distributed" Configs/config_train_cnn.json --save_dir demo \
  --standardize 1 --lr 1e-4 --dataset_validation $data/dataset_valid.csv
{ set +x; } 2> /dev/null
logs=$(ls -d demo/logs/Convolution/*/ | tail -n 1)
logs=${logs%/}
model=demo/models/Convolution/$(basename "$logs")/best_model.pth

echo
set -x
"$bin/infer-nn" --configuration Configs/config_train_cnn.json --trained_model "$model" \
  --standardize 1 --save_dir demo
{ set +x; } 2> /dev/null

echo
echo "How good the best model is:      $logs/summary.json"
sed 's/^/  /' "$logs/summary.json"
echo "What it was chosen from:         $logs/trials.csv"
echo "Its losses, epoch by epoch:      $logs/valid_results.json"
echo "The model, for PyTorch as well:  $model"
