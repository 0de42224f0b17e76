package io.ringtail.node.http;

import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.ringtail.node.http.AgentSnapshot.CheckpointStatus;
import io.ringtail.node.http.AgentSnapshot.ConfigStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Of the agent as a process; what all processes have keeps Prometheus' usual names. */
final class AgentMetrics {
  private AgentMetrics() {}

  static List<MetricSnapshot> of(AgentSnapshot now, double heartbeatSeconds, ProcessUsage usage) {
    CheckpointStatus checkpoints = now.checkpoints();
    ConfigStatus config = now.config();
    return List.of(
        InfoSnapshot.builder()
            .name("ringtail_build")
            .help("The agent's version.")
            .dataPoint(
                InfoDataPointSnapshot.builder().labels(Labels.of("version", now.version())).build())
            .build(),
        Metric.gauge(
            "ringtail_heartbeat_age_seconds",
            "Time since the reading thread turned.",
            heartbeatSeconds),
        Metric.gauge(
            "ringtail_checkpoint_up",
            "1 if checkpoints can be written, 0 if not.",
            Metric.flag(checkpoints.problem() == null)),
        Metric.gauge(
            "ringtail_checkpoint_last_write_timestamp_seconds",
            "When checkpoints were last written, in seconds since 1970; 0: never.",
            Metric.seconds(checkpoints.lastWrittenEpochMillis())),
        Metric.counter(
            "ringtail_config_reloads",
            "Changed configurations, by what became of them.",
            reloads(config)),
        Metric.gauge(
            "ringtail_config_up",
            "1 if the newest configuration is in force, 0 if it was refused.",
            Metric.flag(config.problem() == null)),
        Metric.counter(
            "process_cpu_seconds", "User and system CPU time of the agent.", usage.cpuSeconds()),
        Metric.gauge("process_resident_memory_bytes", "Resident memory.", usage.residentBytes()),
        Metric.gauge("process_open_fds", "Open file descriptors.", usage.openFiles()),
        Metric.gauge(
            "process_start_time_seconds",
            "When the agent started, in seconds since 1970.",
            Metric.seconds(now.startedEpochMillis())),
        Metric.gauge(
            "jvm_memory_used_bytes",
            "Memory that the JVM uses.",
            Map.of(Labels.of("area", "heap"), (double) usage.heapUsedBytes())),
        Metric.gauge(
            "jvm_memory_max_bytes",
            "Memory that the JVM may use.",
            Map.of(Labels.of("area", "heap"), (double) usage.heapMaxBytes())));
  }

  private static Map<Labels, Double> reloads(ConfigStatus config) {
    Map<Labels, Double> rows = new LinkedHashMap<>();
    rows.put(Labels.of("result", "taken"), (double) config.reloads());
    rows.put(Labels.of("result", "refused"), (double) config.failedReloads());
    return rows;
  }
}
