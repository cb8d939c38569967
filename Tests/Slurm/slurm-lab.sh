#!/bin/bash
# A real Slurm cluster of several nodes inside this machine, to try batch scripts on.
#
#   slurm-lab.sh up [NODES]     start munged, slurmctld and a slurmd per node (2 nodes of 4 cores)
#   slurm-lab.sh run ARGS...    sbatch ARGS..., wait for the end, print the job's output and state;
#                               exits with the job's exit code
#   slurm-lab.sh on CMD...      run a command on the controller, such as squeue or scancel
#   slurm-lab.sh down           end all of it and remove what it has written
#
# Needs root and: apt-get install slurm-wlm munge iproute2 procps. The cluster lives in namespaces
# of its own (processes, network, host names), so nothing else on the machine sees it. State is in
# the folder SLURM_LAB, by default slurm-lab in TMPDIR.
set -euo pipefail

lab=${SLURM_LAB:-${TMPDIR:-/tmp}/slurm-lab}
export SLURM_CONF=$lab/slurm.conf

fail() {
  echo "slurm-lab.sh: $2" >&2
  exit "$1"
}

configure() {
  local nodes=$1 memory node
  memory=$(slurmd -C | sed -n 's/.*RealMemory=\([0-9]*\).*/\1/p')
  {
    echo "127.0.0.1 localhost"
    echo "10.77.0.254 controller"
    for node in $(seq "$nodes"); do echo "10.77.0.$node n$node"; done
  } > "$lab/hosts"
  (umask 077 && head -c 128 /dev/urandom > "$lab/munge.key")
  cat > "$SLURM_CONF" <<END
ClusterName=lab
SlurmctldHost=controller
SlurmUser=root
AuthInfo=socket=$lab/munge.socket,cred_expire=5
StateSaveLocation=$lab/state
SlurmdSpoolDir=$lab/%n/spool
TmpFS=$lab/%n/tmp
SlurmctldPidFile=$lab/slurmctld.pid
SlurmdPidFile=$lab/%n/slurmd.pid
SlurmctldLogFile=$lab/slurmctld.log
SlurmdLogFile=$lab/%n/slurmd.log
SlurmdParameters=config_overrides
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdTimeout=10
ReturnToService=2
RequeueExit=100
NodeName=n[1-$nodes] CPUs=4 RealMemory=$memory
PartitionName=lab Nodes=ALL Default=YES MaxTime=60
END
}

# The first process of the cluster's namespaces: when it ends, the kernel ends all the others.
serve() {
  local nodes=$1 node holder
  mount --bind "$lab/hosts" /etc/hosts
  mount -t tmpfs tmpfs /dev/shm
  hostname controller
  ip link set lo up
  ip link add bridge0 type bridge
  ip addr add 10.77.0.254/24 dev bridge0
  ip link set bridge0 up
  munged --foreground --force --key-file="$lab/munge.key" --socket="$lab/munge.socket" \
    --pid-file="$lab/munge.pid" --log-file="$lab/munge.log" --seed-file="$lab/munge.seed" &
  until [ -S "$lab/munge.socket" ]; do sleep 0.1; done
  slurmctld -D &
  for node in $(seq "$nodes"); do
    mkdir -p "$lab/n$node/spool" "$lab/n$node/tmp"
    unshare --net --uts -- "$0" node "n$node" &
    holder=$!
    until [ "$(nsenter -t $holder -u hostname)" = "n$node" ]; do sleep 0.1; done
    ip link add "port$node" type veth peer name eth0 netns "$holder"
    ip link set "port$node" master bridge0 up
    nsenter -t $holder -n ip link set lo up
    nsenter -t $holder -n ip link set eth0 up
    nsenter -t $holder -n ip addr add "10.77.0.$node/24" dev eth0
  done
  wait
}

# A node: waits for its network, then is slurmd.
node() {
  hostname "$1"
  until ip -4 addr show dev eth0 2> /dev/null | grep -q inet; do sleep 0.1; done
  exec slurmd -D -N "$1"
}

up() {
  local nodes=${1:-2} tool
  [ "$(id -u)" = 0 ] || fail 77 "needs root"
  for tool in munged slurmctld slurmd ip pgrep; do
    command -v $tool > /dev/null ||
      fail 69 "$tool is missing: apt-get install slurm-wlm munge iproute2 procps"
  done
  [ ! -e "$lab" ] || fail 73 "$lab exists: 'slurm-lab.sh down' first"
  mkdir -m 755 -p "$lab/state"
  configure "$nodes"
  setsid unshare --fork --kill-child --pid --mount-proc --net --uts --mount -- \
    "$0" serve "$nodes" > "$lab/serve.log" 2>&1 < /dev/null &
  echo $! > "$lab/unshare.pid"
  for _ in $(seq 100); do
    if [ "$(on sinfo -h -N -t idle -o %N 2> /dev/null | wc -l)" = "$nodes" ]; then
      on sinfo
      return
    fi
    sleep 0.2
  done
  fail 70 "the nodes did not come up; see the logs in $lab"
}

# The number of the process that all others of the cluster end with.
first() {
  [ -f "$lab/unshare.pid" ] && pgrep -P "$(cat "$lab/unshare.pid")"
}

on() {
  local process
  process=$(first) || fail 69 "no cluster in $lab: 'slurm-lab.sh up' first"
  nsenter -t "$process" --pid --net --uts --mount --wd="$PWD" -- "$@"
}

run() {
  local job status code signal
  # Open MPI asks root twice.
  export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
  export OMPI_MCA_orte_tmpdir_base=$lab
  job=$(on sbatch --parsable --output="$lab/job-%j.log" "$@")
  echo "job $job" >&2
  while :; do
    status=$(on scontrol show job "$job")
    grep -q -E 'JobState=(PENDING|CONFIGURING|RUNNING|COMPLETING)' <<< "$status" || break
    sleep 0.5
  done
  cat "$lab/job-$job.log"
  grep -o -E '\b(JobState|Reason|ExitCode|RunTime|NumTasks|NodeList)=[^(]\S*' <<< "$status" |
    xargs echo "job $job:"
  read -r code signal < <(sed -n 's/.*ExitCode=\([0-9]*\):\([0-9]*\).*/\1 \2/p' <<< "$status")
  exit $((signal > 0 ? 128 + signal : code))
}

down() {
  local process
  if process=$(first); then
    kill -KILL "$process"
    while [ -e "/proc/$process" ]; do sleep 0.1; done
  fi
  rm -rf "$lab"
}

case ${1:-} in
up | on | run | down | serve | node) "$@" ;;
*)
  sed -n '2,13s/^# \{0,1\}//p' "$0"
  exit 64
  ;;
esac
