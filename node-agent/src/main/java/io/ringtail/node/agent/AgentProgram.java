package io.ringtail.node.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.config.DeadLetterPlace;
import io.ringtail.node.cli.AgentRun;
import io.ringtail.node.cli.ProbeFile;
import io.ringtail.node.config.SinkConfig;
import io.ringtail.sink.ArchiveFactory;
import io.ringtail.sink.SinkCatalog;
import io.ringtail.sink.SinkFactory;
import io.ringtail.telemetry.Accounts;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import io.ringtail.telemetry.StderrNotices;
import io.ringtail.telemetry.Telemetry;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The agent as a process: from the command line to SIGTERM. */
public final class AgentProgram implements AgentRun {
  private static final int DONE = 0;
  private static final int FAILED = 1;

  @Override
  public int run(Request request) throws InterruptedException {
    Clock clock = Clock.SYSTEM;
    Notices notices = new HourlyNotices(new StderrNotices(), clock);
    SinkCatalog catalog = SinkCatalog.load(AgentProgram.class.getClassLoader());
    List<SinkConfig> sinks = request.config().sinks();
    List<SinkFactory> factories = catalog.findAll(sinks.stream().map(SinkConfig::type).toList());
    if (factories.size() < sinks.size()) {
      // Told by the command line, with the other problems of the configuration.
      notices.tell(
          Weight.ERROR,
          "sink",
          "a sink is not there; legal are " + catalog.names() + "; not started");
      return FAILED;
    }
    NodeAgent agent;
    try {
      agent =
          NodeAgent.start(
              request,
              factories,
              archive(catalog, request.config().agent().deadLetters()),
              notices,
              clock);
    } catch (IOException e) {
      notices.tell(Weight.ERROR, "start", e.getMessage() + "; not started");
      return FAILED;
    }
    ProbeFile.write(agent.httpPort(), new PrintWriter(System.err, true, UTF_8));
    notices.tell(
        Weight.INFO,
        "started",
        "node agent "
            + Version.current()
            + ": "
            + request.config().sources().size()
            + " sources to "
            + sinks.stream().map(SinkConfig::name).collect(Collectors.joining(", "))
            + (agent.httpPort() < 0 ? "" : ", HTTP on port " + agent.httpPort()));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(agent, notices), "ringtail-stop"));
    if (request.untilEof()) {
      agent.awaitEof();
      return DONE;
    }
    new CountDownLatch(1).await();
    return DONE;
  }

  /** What is wrong with the place is told by the command line. */
  private static @Nullable ArchiveFactory archive(
      SinkCatalog catalog, @Nullable DeadLetterPlace place) {
    return place instanceof DeadLetterPlace.InSink inSink && catalog.problemOf(inSink) == null
        ? catalog.findArchive(inSink.sink())
        : null;
  }

  private static void stop(NodeAgent agent, Notices notices) {
    agent.close();
    for (Telemetry telemetry : agent.telemetries()) {
      tellStop(telemetry, notices);
    }
  }

  private static void tellStop(Telemetry telemetry, Notices notices) {
    Accounts accounts = telemetry.accounts();
    notices.tell(
        Weight.INFO,
        "stopped " + telemetry.sink(),
        "stopped: "
            + telemetry.sink()
            + ": delivered "
            + accounts.delivered()
            + accounts.dropped().entrySet().stream()
                .map(entry -> ", " + entry.getKey().label() + " " + entry.getValue())
                .collect(Collectors.joining())
            + (accounts.held() == 0
                ? ""
                : ", " + accounts.held() + " without an answer, to be read again"));
  }
}
