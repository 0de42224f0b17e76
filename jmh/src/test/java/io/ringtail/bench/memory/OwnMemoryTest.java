package io.ringtail.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.batch.BatchAssembler;
import io.ringtail.batch.Destination;
import io.ringtail.batch.RecordBatch;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

final class OwnMemoryTest {
  private static final int MANY = 20_000;

  // Fields of every size, over two classes, as the JVM lays them out.
  @SuppressWarnings("UnusedVariable")
  private static class Base {
    private byte first;
    private long second;
  }

  @SuppressWarnings("UnusedVariable")
  private static final class Sized extends Base {
    private boolean third;
    private final Object fourth = "";
    private int fifth;
    private double sixth;
    private char seventh;
  }

  @Test
  void takesTheSizesThatTheJvmTakes() throws Exception {
    Object[] alive = new Object[MANY];
    Arrays.setAll(alive, i -> new Sized());
    long histogramBytes = liveBytes(Sized.class);

    assertThat(new ShallowSizes().ofInstance(Sized.class) * alive.length).isEqualTo(histogramBytes);
    assertThat(new ShallowSizes().ofArray(new byte[1_000])).isBetween(1_008L, 1_024L);
  }

  @Test
  void countsWhatOursHold() {
    Destination destination = new Destination("g".repeat(10_000), "s".repeat(20_000));

    Retained retained = OwnMemory.of(destination);

    assertThat(retained.unreadable()).isEmpty();
    assertThat(retained.ownInstances()).containsOnly(Map.entry(Destination.class.getName(), 1L));
    assertThat(retained.bytes()).isBetween(30_000L, 30_200L);
    assertThat(retained.bytesByOwner()).containsOnlyKeys(Destination.class.getName());
  }

  @Test
  void countsWhatIsSharedOnce() {
    String shared = "x".repeat(10_000);

    assertThat(OwnMemory.of(new Destination(shared, shared)).bytes()).isLessThan(10_200);
  }

  @Test
  void followsLambdasAndCollections() {
    byte[] held = new byte[50_000];
    List<Object> list = Collections.synchronizedList(Arrays.asList(held, new Destination("", "")));
    BatchAssembler assembler =
        new BatchAssembler(new Nothing(list), () -> new Destination("", ""), 1);

    Retained retained = OwnMemory.of(assembler);

    assertThat(retained.unreadable()).isEmpty();
    // The pool is the benchmark's, and so is what it holds.
    assertThat(retained.bytes()).isLessThan(1_000);
    assertThat(OwnMemory.of(list).bytes()).isGreaterThan(50_000);
  }

  @Test
  void doesNotFollowThreadsClassesAndWeakReferences() {
    Object[] root = {
      new WeakReference<>(new byte[50_000]), new byte[1_000], Thread.currentThread(), getClass()
    };

    assertThat(OwnMemory.of(root).bytes()).isBetween(1_000L, 1_300L);
  }

  private record Nothing(List<Object> held) implements io.ringtail.batch.BatchPool {
    @Override
    public @org.jspecify.annotations.Nullable RecordBatch tryTake() {
      return null;
    }

    @Override
    public void submit(RecordBatch batch) {}
  }

  private static long liveBytes(Class<?> type) throws Exception {
    String histogram =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    return histogram
        .lines()
        .map(line -> line.strip().split("\\s+", -1))
        .filter(columns -> columns.length >= 4 && columns[3].equals(type.getName()))
        .mapToLong(columns -> Long.parseLong(columns[2]))
        .sum();
  }
}
