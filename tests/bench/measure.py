"""Times of commands, by hyperfine.

The machines are shared, and at times half as fast as a minute before. So the jobs take turns: a round is one run of
hyperfine over all of them, each once, and what is compared is what was measured in the same round. A ratio is the
median of the rounds' ratios; the median of one job's times by that of another's, measured a minute later, is not."""
import json
import os
import shlex
import statistics
import subprocess
import sys

CORE = os.environ.get("CORE", "0")
ROUNDS = int(os.environ.get("RUNS", "9"))


class Job:
    """A command with its times, in seconds, one a round."""
    failed = []  # names, of all jobs of this process

    def __init__(self, name, *command):
        self.name, self.command, self.times = name, shlex.join(command), []

    def label(self):
        return f"{self.name} (FAILED)" if self.name in Job.failed else self.name

    def median(self):
        return statistics.median(self.times)

    def spread(self):
        """How far the middle half of the times lies apart, as a part of the median."""
        if len(self.times) < 2:
            return 0
        low, _, high = statistics.quantiles(self.times, n=4, method="inclusive")
        return (high - low) / self.median()

    def times_as_fast_as(self, *others):
        """As one of the others, or as several of them one after the other."""
        return statistics.median(sum(theirs) / mine
                                 for mine, *theirs in zip(self.times, *(other.times for other in others)))

    def tell_failure(self, status):
        done = subprocess.run(shlex.split(self.command), capture_output=True, check=False)
        print(f"bench: '{self.name}' ended with status {status}: {self.command}\n"
              f"{done.stderr[-500:].decode(errors='replace')}", file=sys.stderr)
        Job.failed.append(self.name)


def shell(name, command):
    """A job of redirections and pipes. The shell costs a millisecond."""
    return Job(name, "bash", "-c", f"set -o pipefail; {command}")


def measure(jobs, work, rounds=ROUNDS, runs=1, empty=None, warm=True):
    """Runs all jobs in turns. `runs` is for jobs of milliseconds: the median of so many is the time of a round.
    The folder `empty` is emptied before every run, since to write over a file costs less than to write a new one."""
    for count in range(-1 if warm else 0, rounds):
        for job, result in zip(jobs, _round(jobs, work, runs, empty)):
            bad = [status for status in result["exit_codes"] if status != 0]
            if bad and job.name not in Job.failed:
                job.tell_failure(bad[0])
            if count >= 0:
                job.times.append(result["median"])


def _round(jobs, work, runs, empty):
    results = os.path.join(work, "times.json")
    # With --ignore-failure the rest is still measured; who failed stands in the results.
    command = ["taskset", "-c", CORE, "hyperfine", "-N", "--style", "none", "--runs", str(runs), "--ignore-failure",
               "--export-json", results]
    if empty:
        command += ["--prepare", shlex.join(["find", empty, "-mindepth", "1", "-delete"])]
    done = subprocess.run(command + [job.command for job in jobs], capture_output=True, text=True, check=False)
    if done.returncode != 0:  # a program that cannot be started, for one
        sys.exit(f"bench: hyperfine ended with status {done.returncode}: {done.stderr}")
    with open(results, encoding="utf-8") as file:
        return json.load(file)["results"]


def peak(report, *command):
    """The command, with what time says of its memory added to the file `report`. Python could ask for the memory of
    its children too, but that is never less than Python's own, which a child has before it becomes the command."""
    return ["/usr/bin/time", "-v", "-a", "-o", report, *command]


def read_peak(report):
    """The most of all runs, in bytes."""
    with open(report, encoding="utf-8") as file:
        return max(int(line.split(":")[1]) * 1024 for line in file if "Maximum resident set size" in line)
