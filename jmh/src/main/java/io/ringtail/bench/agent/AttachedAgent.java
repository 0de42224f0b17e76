package io.ringtail.bench.agent;

import com.sun.tools.attach.VirtualMachine;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The agent in this very process, with sink `none`. Its classes are in a loader of their own, where
 * no program is meant to get; its counters are read from there by reflection.
 *
 * <p>Threading: safe.
 */
final class AttachedAgent {
  private static final Path JAR =
      Path.of(System.getProperty("agent.jar", "javaagent/target/ringtail-javaagent.jar"))
          .toAbsolutePath();

  /** A ring that no burst fills, and no wait for company: what waits, waits for the consumer. */
  private static final String OPTIONS = "sink=none;bufferBytes=512MiB;overflow=shed;lingerMs=1";

  private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long PAUSE_NANOS = 50_000;

  private final Object telemetry;
  private final Method held;

  private AttachedAgent(Object telemetry) throws ReflectiveOperationException {
    this.telemetry = telemetry;
    this.held = telemetry.getClass().getMethod("held");
  }

  static AttachedAgent toThisProcess() {
    if (!Files.exists(JAR)) {
      throw new IllegalStateException(JAR + " is not there; -Dagent.jar=… tells where it is");
    }
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(ProcessHandle.current().pid()));
      machine.loadAgent(JAR.toString(), OPTIONS);
      machine.detach();
      return new AttachedAgent(telemetry());
    } catch (Exception e) {
      throw new IllegalStateException(JAR + " cannot be attached", e);
    }
  }

  /** Waits until the agent holds nothing. */
  void awaitEmpty() {
    long start = System.nanoTime();
    while (held() > 0) {
      if (System.nanoTime() - start > TIMEOUT_NANOS) {
        throw new IllegalStateException(held() + " events are still held after 30 s");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Throws if it captured more or less than {@code events}, or did not deliver one of them. */
  void requireAllDelivered(long events) {
    long captured = (long) ask("captured");
    long delivered = (long) ask("delivered");
    if (captured != events || delivered != events) {
      throw new IllegalStateException(
          "%d events were logged, %d captured, %d delivered; %s"
              .formatted(events, captured, delivered, ask("accounts")));
    }
  }

  private long held() {
    try {
      return (long) held.invoke(telemetry);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Object ask(String what) {
    try {
      return telemetry.getClass().getMethod(what).invoke(telemetry);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The counters of the agent's pipeline, which is started in the background. */
  private static Object telemetry() throws ReflectiveOperationException {
    Class<?> bridge = Class.forName("io.ringtail.boot.LogBridge", true, null);
    Field sink = bridge.getDeclaredField("sink");
    sink.setAccessible(true);
    ClassLoader agent = sink.get(null).getClass().getClassLoader();
    Method all = agent.loadClass("io.ringtail.pipeline.Telemetries").getMethod("all");
    long start = System.nanoTime();
    List<?> telemetries = (List<?>) all.invoke(null);
    while (telemetries.isEmpty() && System.nanoTime() - start < TIMEOUT_NANOS) {
      LockSupport.parkNanos(PAUSE_NANOS);
      telemetries = (List<?>) all.invoke(null);
    }
    if (telemetries.isEmpty()) {
      throw new IllegalStateException("the agent has not started a pipeline");
    }
    return telemetries.get(0);
  }
}
