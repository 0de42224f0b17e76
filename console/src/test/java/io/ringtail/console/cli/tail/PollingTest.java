package io.ringtail.console.cli.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Against a service in memory, with a clock that moves only while it is slept. */
final class PollingTest {
  private static final long START = 1_000_000;
  private static final long INTERVAL = 1_000;

  private final FakeLogs logs = new FakeLogs();
  private final List<String> shown = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private final List<Long> sleeps = new ArrayList<>();
  private final Queue<Runnable> betweenPolls = new ArrayDeque<>();
  private long nowMillis = START;

  private final EventSink sink =
      new EventSink() {
        @Override
        public void accept(ArrivedEvent event) {
          shown.add(event.message());
        }

        @Override
        public void flush() {}
      };

  /** What happens in the world until the next poll; then it is over. */
  private void sleep(long millis) throws InterruptedException {
    sleeps.add(millis);
    nowMillis += millis;
    if (millis == pace.presentMillis()) {
      Runnable next = betweenPolls.poll();
      if (next == null) {
        throw new InterruptedException("the end");
      }
      next.run();
    }
  }

  private final Pace pace = new Pace(INTERVAL, 100, new Random(1), this::sleep, notices::add);

  private void follow(String... globs) {
    Polling polling = polling(true, globs);
    assertThatThrownBy(() -> polling.run(sink)).isInstanceOf(InterruptedException.class);
  }

  private Polling polling(boolean follow, String... globs) {
    return new Polling(
        logs,
        pace,
        () -> Instant.ofEpochMilli(nowMillis),
        new Polling.Settings(
            new GroupGlobs(List.of(globs)),
            60_000,
            follow,
            new Overlap(2_000, 60_000, 5_000),
            3_000),
        notices::add);
  }

  @Test
  void showsWhatIsThereByTimeAcrossGroupsAndPages() throws Exception {
    for (int i = 0; i < 10; i++) {
      logs.add(i % 2 == 0 ? "/a/x" : "/a/y", START - 500 + i, "m" + i);
    }
    logs.add("/a/x", START - 61_000, "too old");
    logs.add("/b", START, "another group");

    polling(false, "/a/*").run(sink);

    assertThat(shown).containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9");
  }

  @Test
  void repeatsNothingAndMissesNothingAcrossPolls() {
    List<String> expected = new ArrayList<>();
    for (int poll = 0; poll < 40; poll++) {
      int of = poll;
      betweenPolls.add(
          () -> {
            for (int i = 0; i < 7; i++) {
              String message = of + "/" + i;
              expected.add(message);
              logs.add("/a", nowMillis - i * 100L, message);
            }
          });
    }
    logs.add("/a", START, "first");
    expected.add("first");

    follow("/a");

    assertThat(shown).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void anEventThatArrivesLateIsShownOnce() {
    logs.add("/a", START, "first");
    betweenPolls.add(() -> {});
    // Later than what every poll looks back, within what one in a while does.
    betweenPolls.add(() -> logs.add("/a", nowMillis - 30_000, "late"));
    for (int i = 0; i < 12; i++) {
      betweenPolls.add(() -> {});
    }

    follow("/a");

    assertThat(shown).containsExactly("first", "late");
    // Most polls look back a little only.
    assertThat(logs.starts.stream().filter(start -> start > nowMillis - 20_000).count())
        .isGreaterThan(8);
  }

  @Test
  void goesOnWhereItWasAfterALongOutage() {
    logs.add("/a", START, "before");
    betweenPolls.add(
        () -> {
          logs.failNext(ServiceProblem.Kind.UNAVAILABLE, 30);
          logs.add("/a", nowMillis + 10, "during");
        });
    betweenPolls.add(() -> {});

    follow("/a");

    assertThat(shown).containsExactly("before", "during");
    assertThat(nowMillis - START).isGreaterThan(60_000);
    assertThat(notices)
        .containsExactly(
            "asked for; trying again", "the service answers again; nothing is left out");
  }

  @Test
  void throttlesMakeItAskLessOftenAndThenMoreOftenAgain() {
    logs.add("/a", START, "x");
    logs.failNext(ServiceProblem.Kind.THROTTLED, 4);
    for (int i = 0; i < 60; i++) {
      betweenPolls.add(() -> {});
    }

    follow("/a");

    assertThat(shown).containsExactly("x");
    assertThat(sleeps.stream().mapToLong(each -> each).max().orElse(0)).isGreaterThan(10_000);
    assertThat(pace.presentMillis()).isEqualTo(INTERVAL);
    assertThat(notices).containsExactly("throttled by the service; asking less often");
    // Jitter: backoffs are no multiples of each other.
    assertThat(sleeps.get(0)).isBetween(1L, 250L);
  }

  @Test
  void newGroupsJoinAndDeletedOnesLeave() {
    logs.add("/a/1", START, "one");
    betweenPolls.add(() -> logs.add("/a/2", nowMillis, "two"));
    for (int i = 0; i < 4; i++) {
      betweenPolls.add(() -> {});
    }
    betweenPolls.add(() -> logs.events.remove("/a/1"));
    betweenPolls.add(() -> logs.add("/a/2", nowMillis, "three"));

    follow("/a/*");

    assertThat(shown).containsExactly("one", "two", "three");
    assertThat(notices).containsExactly("/a/1 has been deleted");
  }

  @Test
  void refusalsAndAnAddressWhereNobodyIsEndIt() {
    logs.add("/a", START, "x");
    logs.failNext(ServiceProblem.Kind.REFUSED, 1);
    assertThatThrownBy(() -> polling(true, "/a").run(sink)).isInstanceOf(ServiceProblem.class);

    LogsApi nobody =
        new LogsApi() {
          @Override
          public Page filter(String group, long startMillis, @Nullable String token)
              throws ServiceProblem {
            throw refused();
          }

          @Override
          public List<Group> groups(String prefix) throws ServiceProblem {
            throw refused();
          }

          private ServiceProblem refused() {
            return new ServiceProblem(
                ServiceProblem.Kind.UNAVAILABLE, "refused", new ConnectException("refused"));
          }

          @Override
          public void close() {}
        };
    assertThatThrownBy(() -> pace.call(() -> nobody.groups(""))).isInstanceOf(ServiceProblem.class);
  }

  @Test
  void remembersOnlyWhatCanComeAgain() throws Exception {
    GroupTail tail = new GroupTail("/a", 0, new Overlap(2_000, 60_000, 5_000));
    for (int i = 0; i < 1_000; i++) {
      logs.add("/a", START - i * 1_000L, "m" + i);
    }
    GroupTail.Poll poll = tail.begin(START);
    int count = 0;
    while (poll.next(logs, pace) != null) {
      count++;
    }
    tail.forget();

    assertThat(count).isEqualTo(1_000);
    assertThat(tail.remembered()).isEqualTo(61);
  }
}
