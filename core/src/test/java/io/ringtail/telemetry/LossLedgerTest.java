package io.ringtail.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.event.Level;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LossLedgerTest {
  private final LossLedger ledger = new LossLedger();

  @Test
  void tellsNothingWhereNothingWasLost() {
    assertThat(ledger.drain()).isNull();
  }

  @Test
  void tellsHowManyWhyAtWhichLevelsAndWhen() {
    ledger.drop(DropReason.SHED, Level.INFO, 2_000);
    ledger.drop(DropReason.SHED, Level.DEBUG, 1_000);
    ledger.drop(DropReason.TOO_OLD, Level.ERROR, 3_000);

    Losses losses = Objects.requireNonNull(ledger.drain());

    assertThat(losses)
        .isEqualTo(
            new Losses(
                Map.of(DropReason.SHED, 2L, DropReason.TOO_OLD, 1L),
                Map.of("ERROR", 1L, "INFO", 1L, "DEBUG", 1L),
                1_000,
                3_000));
    assertThat(losses.byLevel().keySet()).containsExactly("ERROR", "INFO", "DEBUG");
    assertThat(losses.total()).isEqualTo(3);
    assertThat(losses.unnumbered()).isEqualTo(2);
    assertThat(ledger.drain()).isNull();
    assertThat(ledger.dropped()).isEqualTo(3);
  }

  @Test
  void hasNewsFromADropToTheNextReport() {
    assertThat(ledger.hasNews()).isFalse();
    ledger.drop(DropReason.SHED, Level.INFO, 2_000);
    assertThat(ledger.hasNews()).isTrue();
    ledger.drain();
    assertThat(ledger.hasNews()).isFalse();
    ledger.drop(DropReason.SHED, Level.INFO, 1_000);
    assertThat(ledger.hasNews()).isTrue();
  }

  @Test
  void countsItsOwnRecordsWithoutTellingThem() {
    ledger.dropUntold(DropReason.REFUSED);

    assertThat(ledger.drain()).isNull();
    assertThat(ledger.dropped(DropReason.REFUSED)).isEqualTo(1);
  }

  @Test
  void dropsThatRaceWithDrainsAreToldOnceAndWithinTheirTimes() throws Exception {
    int droppers = 4;
    int each = 200_000;
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < droppers; t++) {
      int own = t;
      threads.add(
          new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  ledger.drop(DropReason.values()[i % 4], Level.values()[own], 1_000 + i % 100);
                }
              }));
    }
    threads.forEach(Thread::start);
    Map<DropReason, Long> told = new EnumMap<>(DropReason.class);
    boolean running = true;
    while (running) {
      running = threads.stream().anyMatch(Thread::isAlive);
      Losses losses = ledger.hasNews() ? ledger.drain() : null;
      if (losses != null) {
        losses.byReason().forEach((reason, count) -> told.merge(reason, count, Long::sum));
        assertThat(losses.firstMillis()).isBetween(1_000L, losses.lastMillis());
        assertThat(losses.lastMillis()).isBetween(1_000L, 1_099L);
        assertThat(losses.byLevel().values().stream().mapToLong(Long::longValue).sum())
            .isEqualTo(losses.total());
      }
    }

    assertThat(told.values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo((long) droppers * each)
        .isEqualTo(ledger.dropped());
  }
}
