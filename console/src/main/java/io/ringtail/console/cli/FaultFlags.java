package io.ringtail.console.cli;

import io.ringtail.console.fault.Fault;
import io.ringtail.console.fault.FaultJson;
import io.ringtail.console.fault.FaultKind;
import io.ringtail.console.logs.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The faults of the command line. They can be changed later at /_ringtail/faults. */
final class FaultFlags {
  @Option(
      names = "--throttle-rate",
      paramLabel = "0..1",
      description = "Share of PutLogEvents answered with ThrottlingException")
  private double throttleRate;

  @Option(
      names = "--throttle-per-second",
      paramLabel = "N",
      description = "Answer ThrottlingException beyond so many PutLogEvents per second")
  private int throttlePerSecond;

  @Option(
      names = "--unavailable-rate",
      paramLabel = "0..1",
      description = "Share of requests answered with ServiceUnavailableException (503)")
  private double unavailableRate;

  @Option(
      names = "--internal-failure-rate",
      paramLabel = "0..1",
      description = "Share of requests answered with InternalFailure (500)")
  private double internalFailureRate;

  @Option(
      names = "--latency-millis",
      paramLabel = "MS",
      description = "Delay each answer by so much")
  private long latencyMillis;

  @Option(
      names = "--latency-jitter-millis",
      paramLabel = "MS",
      description = "and by up to so much more")
  private long latencyJitterMillis;

  @Option(
      names = "--hang-rate",
      paramLabel = "0..1",
      description = "Share of requests that are read and never answered")
  private double hangRate;

  @Option(
      names = "--drop-before-rate",
      paramLabel = "0..1",
      description = "Share of connections closed before the request is carried out")
  private double dropBeforeRate;

  @Option(
      names = "--drop-after-rate",
      paramLabel = "0..1",
      description = "Share of connections closed after it is carried out, instead of an answer")
  private double dropAfterRate;

  @Option(names = "--access-denied", description = "Answer AccessDeniedException")
  private boolean accessDenied;

  @Option(names = "--expired-credentials", description = "Answer ExpiredTokenException")
  private boolean expiredCredentials;

  @Option(
      names = "--fault-operations",
      paramLabel = "NAME",
      split = ",",
      description = "Faults strike these operations only, e.g. PutLogEvents,CreateLogStream")
  private List<String> operations = List.of();

  @Option(
      names = "--fault-seed",
      paramLabel = "N",
      description = "The same seed and order of requests give the same faults. Default: 0")
  private long seed;

  long seed() {
    return seed;
  }

  /** Throws {@link IllegalArgumentException} that names what is illegal. */
  List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    if (throttleRate != 0 || throttlePerSecond != 0) {
      // A limit alone strikes all that goes beyond it.
      double rate = throttleRate == 0 ? 1 : throttleRate;
      faults.add(
          new Fault(
              FaultKind.THROTTLE,
              rate,
              throttlePerSecond,
              0,
              0,
              Set.of(Operation.PUT_LOG_EVENTS),
              Set.of()));
    }
    addRate(faults, FaultKind.SERVICE_UNAVAILABLE, unavailableRate);
    addRate(faults, FaultKind.INTERNAL_FAILURE, internalFailureRate);
    addRate(faults, FaultKind.HANG, hangRate);
    addRate(faults, FaultKind.DROP_BEFORE_STORE, dropBeforeRate);
    addRate(faults, FaultKind.DROP_AFTER_STORE, dropAfterRate);
    addRate(faults, FaultKind.ACCESS_DENIED, accessDenied ? 1 : 0);
    addRate(faults, FaultKind.EXPIRED_CREDENTIALS, expiredCredentials ? 1 : 0);
    if (latencyMillis != 0 || latencyJitterMillis != 0) {
      faults.add(Fault.latency(latencyMillis, latencyJitterMillis));
    }
    if (operations.isEmpty()) {
      return faults;
    }
    Operation[] only = operations.stream().map(FaultJson::operation).toArray(Operation[]::new);
    return faults.stream().map(fault -> fault.on(only)).toList();
  }

  private static void addRate(List<Fault> faults, FaultKind kind, double rate) {
    if (rate != 0) {
      faults.add(Fault.of(kind, rate));
    }
  }
}
