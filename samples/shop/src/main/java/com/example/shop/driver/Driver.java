package com.example.shop.driver;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Customers of the shop: browses, orders, and gets things wrong, at a given rate. Needs nothing but
 * a JDK: {@code java -cp samples/shop/target/classes com.example.shop.driver.Driver}.
 *
 * <p>Ends with 0, with 1 if the shop could not be reached or a request got no answer, with 2 if the
 * command line is wrong, with 3 if the shop answered with a status that nobody expected.
 */
public final class Driver {
  private static final int MAX_IN_FLIGHT = 64;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final Semaphore free = new Semaphore(MAX_IN_FLIGHT);
  private final Queue<Visit> visits = new ConcurrentLinkedQueue<>();
  private final URI shop;
  private final Random random;

  private Driver(URI shop, long seed) {
    this.shop = shop;
    this.random = new Random(seed);
  }

  public static void main(String[] args) throws InterruptedException {
    System.exit(run(args, System.out, System.err));
  }

  static int run(String[] args, PrintStream out, PrintStream err) throws InterruptedException {
    DriverOptions options;
    try {
      options = DriverOptions.parse(args);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage() + "\n" + DriverOptions.USAGE);
      return 2;
    }
    Driver driver = new Driver(options.url(), options.seed());
    if (!driver.reached(options.waitSeconds())) {
      err.println("no shop at " + options.url() + " within " + options.waitSeconds() + " s");
      return 1;
    }
    driver.drive(options.requests(), options.ratePerSecond());
    options.ledger().ifPresent(driver::writeLedger);
    return driver.report(out);
  }

  private boolean reached(int seconds) throws InterruptedException {
    long endNanos = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    HttpRequest probe =
        HttpRequest.newBuilder(shop.resolve("/products")).timeout(Duration.ofSeconds(5)).build();
    do {
      try {
        http.send(probe, BodyHandlers.discarding());
        return true;
      } catch (IOException e) {
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      }
    } while (System.nanoTime() < endNanos);
    return false;
  }

  /** Sends by the clock, not by the answers: a slow shop does not get fewer customers. */
  private void drive(int requests, int ratePerSecond) throws InterruptedException {
    long startNanos = System.nanoTime();
    for (int i = 0; i < requests; i++) {
      long dueNanos = startNanos + i * 1_000_000_000L / ratePerSecond;
      for (long now = System.nanoTime(); now < dueNanos; now = System.nanoTime()) {
        LockSupport.parkNanos(dueNanos - now);
      }
      free.acquire();
      send(Act.any(random));
    }
    free.acquire(MAX_IN_FLIGHT);
  }

  private void send(Act act) {
    String requestId = UUID.randomUUID().toString();
    var unused =
        http.sendAsync(act.request(shop, requestId, random), BodyHandlers.discarding())
            .handle((answer, failure) -> failure == null ? answer.statusCode() : Visit.NO_ANSWER)
            .thenAccept(status -> visits.add(new Visit(requestId, act, status)))
            .whenComplete((done, failure) -> free.release());
  }

  private void writeLedger(Path file) {
    try {
      Files.write(file, visits.stream().map(Visit::ledgerLine).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int report(PrintStream out) {
    Map<Integer, Integer> byStatus = new TreeMap<>();
    visits.forEach(visit -> byStatus.merge(visit.status(), 1, Integer::sum));
    out.println(visits.size() + " requests");
    byStatus.forEach(
        (status, count) ->
            out.printf(
                "  %s %6d%n", status == Visit.NO_ANSWER ? "no answer" : "status " + status, count));
    visits.stream()
        .filter(visit -> !visit.isExpected())
        .limit(10)
        .forEach(visit -> out.println("  unexpected: " + visit));
    if (byStatus.containsKey(Visit.NO_ANSWER)) {
      return 1;
    }
    return visits.stream().allMatch(Visit::isExpected) ? 0 : 3;
  }
}
