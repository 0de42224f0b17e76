package io.ringtail.agent.ship;

import io.ringtail.agent.AgentOptions;
import io.ringtail.agent.capture.ReaderContext;
import io.ringtail.agent.hook.Aside;
import io.ringtail.agent.jdk.OwnRights;
import io.ringtail.config.ConfigProblem;
import io.ringtail.config.ConfigReader;
import io.ringtail.config.ConfigReading;
import io.ringtail.config.RingtailConfig;
import io.ringtail.metadata.Surroundings;
import io.ringtail.pipeline.Pipeline;
import io.ringtail.pipeline.PipelineContext;
import io.ringtail.pipeline.SharedPipelines;
import io.ringtail.sink.DelegatingSinkFactory;
import io.ringtail.sink.JsonLines;
import io.ringtail.sink.RingtailThread;
import io.ringtail.sink.Sink;
import io.ringtail.sink.SinkCatalog;
import io.ringtail.sink.SinkChoice;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import io.ringtail.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The agent's pipeline, made when the first framework shows up and not before: a program that logs
 * nothing pays for none of it.
 *
 * <p>Threading: safe. The lock is taken once per framework and loader, never per event.
 */
public final class Shipping implements Supplier<ReaderContext> {
  /** At the end of the process: after the last of what was printed has been read, in place 0. */
  private static final int PLACE_AT_END = 1;

  private final AgentOptions options;
  private final Notices notices;
  private final StatusLines status;
  private final ProcessEnd end;
  private final StartGate gate = new StartGate();
  private volatile @Nullable ReaderContext context;

  /** None of the sinks that were asked for is there. */
  private volatile boolean leadsNowhere;

  /** How often the start was asked for; no lock, which the start itself holds for its time. */
  private final AtomicInteger asked = new AtomicInteger();

  public Shipping(AgentOptions options, Notices notices, StatusLines status, ProcessEnd end) {
    this.options = options;
    this.notices = notices;
    this.status = status;
    this.end = end;
  }

  /** Starts the pipeline on a thread of ours: an event is going to come. */
  public void prepare() {
    if (begins()) {
      new RingtailThread("start", () -> Aside.start(this::startInBackground)).start();
    }
  }

  /** The same on the calling thread, which is one of ours. */
  public void prepareHere() {
    if (begins()) {
      startInBackground();
    }
  }

  /** Whether the pipeline's start is the caller's to do. */
  private boolean begins() {
    return asked.getAndIncrement() == 0;
  }

  public void onLogManager() {
    gate.onLogManager(System.nanoTime());
  }

  /** The pipeline, running; started now if it is not. Does no I/O but for a line on stderr. */
  @Override
  public ReaderContext get() {
    ReaderContext running = context;
    return running == null ? start() : running;
  }

  /** Null unless the pipeline runs, and leads to where it was told. */
  public @Nullable ReaderContext running() {
    return leadsNowhere ? null : context;
  }

  private void startInBackground() {
    try {
      get();
    } catch (Throwable e) {
      notices.tell(Weight.ERROR, "start", "starting failed, events are not captured: " + e);
    } finally {
      gate.onFirstEvent(System.nanoTime());
    }
  }

  private synchronized ReaderContext start() {
    ReaderContext running = context;
    if (running != null) {
      return running;
    }
    Surroundings surroundings = Surroundings.ofThisProcess();
    ConfigReading reading = ConfigReader.read(surroundings, options.pipelineArguments());
    RingtailConfig config = reading.config();
    SinkChoice choice = choice(reading);
    PipelineContext process =
        new PipelineContext(
            surroundings, notices, Clock.SYSTEM, JsonLines.toStdout(), choice.archive());
    Pipeline pipeline = start(config, choice.sinks(), process);
    status.tellStart(config);
    ReaderContext fresh = new ReaderContext(pipeline);
    context = fresh;
    return fresh;
  }

  private Pipeline start(RingtailConfig config, List<SinkFactory> sinks, PipelineContext process) {
    Pipeline pipeline = Pipeline.start(config, sinks, process);
    try {
      end.add(PLACE_AT_END, () -> OwnRights.call(() -> end(pipeline)));
    } catch (Throwable e) {
      status.debug("no place after the shutdown hooks, using one of them: " + e);
      pipeline.close();
      Pipeline shared = SharedPipelines.acquire(config, sinks, process).pipeline();
      openGateAtShutdown();
      return shared;
    }
    return pipeline;
  }

  private void openGateAtShutdown() {
    // The pipelines' own hook drains them; it waits for the gate, and for other hooks that log.
    Thread hook = new Thread(null, gate::openNow, "ringtail-gate", 0, false);
    hook.setContextClassLoader(Shipping.class.getClassLoader());
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      gate.openNow();
    }
  }

  private Pipeline end(Pipeline pipeline) {
    gate.openNow();
    pipeline.hurry();
    pipeline.close();
    for (Telemetry telemetry : pipeline.telemetries()) {
      status.tellStop(telemetry);
    }
    return pipeline;
  }

  private SinkChoice choice(ConfigReading reading) {
    ClassLoader loader = Shipping.class.getClassLoader();
    String path = options.extensions();
    List<String> extensionProblems = new ArrayList<>();
    SinkCatalog catalog =
        path == null ? OwnSinks.in(loader) : Extensions.in(path, loader, extensionProblems);
    SinkChoice choice = SinkChoice.of(reading.config(), catalog, "events go nowhere");
    List<String> problems = new ArrayList<>(options.problems());
    for (ConfigProblem problem : reading.problems()) {
      problems.add(problem.message());
    }
    problems.addAll(extensionProblems);
    problems.addAll(choice.problems());
    tellProblems(problems);
    List<SinkFactory> sinks = new ArrayList<>();
    for (SinkFactory sink : choice.sinks()) {
      sinks.add(new DelegatingSinkFactory(sink, each -> openGated(sink, each)));
    }
    leadsNowhere = sinks.isEmpty();
    return new SinkChoice(
        sinks.isEmpty() ? catalog.findAll(List.of("none")) : sinks, List.of(), choice.archive());
  }

  /** No earlier than the gate allows. */
  private Sink openGated(SinkFactory factory, SinkContext process) throws Exception {
    gate.await();
    return factory.open(process);
  }

  private void tellProblems(List<String> lines) {
    if (!lines.isEmpty()) {
      String heading = lines.size() == 1 ? "1 problem" : lines.size() + " problems";
      notices.tell(
          Weight.WARNING,
          "configuration",
          heading + " in the configuration:\n  " + String.join("\n  ", lines));
    }
  }
}
