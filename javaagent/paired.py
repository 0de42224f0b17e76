"""Programs of the tests in JVMs of their own, in turn with and without agents: same machine, same minute.

Needs Linux, and javaagent/target as `package` leaves it.
"""

import dataclasses
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
FRAMEWORKS = HERE / "target/frameworks"
RINGTAIL = HERE / "target/ringtail-javaagent.jar"


def newest(pattern):
    """The one of a folder of versions that sorts last."""
    found = sorted(FRAMEWORKS.glob(pattern))
    if not found:
        sys.exit(f"no {FRAMEWORKS / pattern}: run ./mvnw -q -B -pl javaagent -am package -DskipTests first")
    return found[-1]


def program(main, *arguments):
    """With Logback where it is one that logs."""
    class_path = str(HERE / "target/test-classes")
    if main != "SilentProgram":
        class_path += f":{newest('logback-*')}/*"
    return ["-cp", class_path, f"com.example.{main}", *arguments]


def empty_agent(folder):
    """A jar with an agent that does nothing: what the JVM itself takes for having one."""
    jar = pathlib.Path(folder) / "empty.jar"
    with zipfile.ZipFile(jar, "w") as file:
        manifest = "Premain-Class: com.example.EmptyAgent\nCan-Retransform-Classes: true\n"
        file.writestr("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n" + manifest)
        name = "com/example/EmptyAgent.class"
        file.write(HERE / "target/test-classes" / name, name)
    return jar


@dataclasses.dataclass
class Subject:
    """What is attached to the program: a jar or nothing, and what that reads."""

    name: str
    agent: pathlib.Path = None
    environment: dict = dataclasses.field(default_factory=dict)
    megabytes: float = 0

    def __post_init__(self):
        self.megabytes = self.agent.stat().st_size / 1e6 if self.agent else 0


@dataclasses.dataclass
class Run:
    wall: float
    cpu: float
    rss: float
    stdout: str
    stderr: str


def run(java, subject, command, expected=0):
    """One process from its start to its end: wall and CPU in ms, peak RSS in MB."""
    flags = ["-Xmx64m", "-XX:+UseSerialGC"] + ([f"-javaagent:{subject.agent}"] if subject.agent else [])
    prefixes = ("RINGTAIL_", "OTEL_", "JAVA_", "JDK_JAVA_", "AWS_")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(prefixes)}
    environment.update(CLUSTER_NAME="test", **subject.environment)
    with tempfile.TemporaryFile("w+") as stdout, tempfile.TemporaryFile("w+") as stderr:
        started = time.perf_counter()
        process = subprocess.Popen([java, *flags, *command], env=environment, stdout=stdout, stderr=stderr)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        stdout.seek(0), stderr.seek(0)
        texts = stdout.read(), stderr.read()
    if status != expected:
        sys.exit(f"{subject.name}: {' '.join(command)} ended with status {status}\n{texts[1]}")
    return Run(wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024, *texts)


def compare(title, java, subjects, command, runs, check=lambda subject, run: None):
    """Medians of each subject, and of its differences to the first one in the same round."""
    for subject in subjects:
        check(subject, run(java, subject, command))
    rounds = [[run(java, subject, command) for subject in subjects] for _ in range(runs)]
    print(f"\n{title}, {version(java)}, {runs} rounds")
    print(f"  {'':18} {'wall ms':>8} {'added':>8} {'CPU ms':>8} {'added':>8} {'RSS MB':>8} {'added':>8}")
    for index, subject in enumerate(subjects):
        columns = []
        for what in ("wall", "cpu", "rss"):
            values = [getattr(each[index], what) for each in rounds]
            added = [getattr(each[index], what) - getattr(each[0], what) for each in rounds]
            columns += [f"{statistics.median(values):8.1f}", f"{statistics.median(added):+8.1f}" if index else " " * 8]
        print(f"  {subject.name:18} {' '.join(columns)}", flush=True)


def version(java):
    text = subprocess.run([java, "-version"], capture_output=True, text=True, check=True).stderr
    return "Java " + re.search(r'"([^"]+)"', text).group(1)


def javas(homes):
    """The `java` of each home; that of the path without any."""
    return [str(pathlib.Path(home) / "bin/java") for home in homes] or ["java"]
