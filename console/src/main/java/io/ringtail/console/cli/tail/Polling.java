package io.ringtail.console.cli.tail;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads groups by FilterLogEvents, all of them as one, by time; new streams are in it by
 * themselves, new groups are looked for.
 *
 * <p>Threading: one thread, which may be interrupted.
 */
final class Polling {
  /**
   * @param sinceMillis before the start
   * @param groupsEveryMillis how often new groups are looked for
   */
  record Settings(
      GroupGlobs globs,
      long sinceMillis,
      boolean follow,
      Overlap overlap,
      long groupsEveryMillis) {}

  /** A poll and the event at which it has arrived. */
  private record Head(GroupTail.Poll poll, ArrivedEvent event) {}

  private final LogsApi api;
  private final Pace pace;
  private final InstantSource clock;
  private final Settings settings;
  private final Consumer<String> notices;
  private final Map<String, GroupTail> groups = new LinkedHashMap<>();
  private final long fromMillis;
  private long groupsSoughtMillis = Long.MIN_VALUE;
  private boolean toldNone;

  Polling(
      LogsApi api, Pace pace, InstantSource clock, Settings settings, Consumer<String> notices) {
    this.api = api;
    this.pace = pace;
    this.clock = clock;
    this.settings = settings;
    this.notices = notices;
    this.fromMillis = clock.millis() - settings.sinceMillis();
  }

  /** Until it is interrupted, or, where it does not follow, until all is read. */
  void run(EventSink sink) throws ServiceProblem, InterruptedException, IOException {
    do {
      findGroups();
      poll(sink);
      sink.flush();
      if (settings.follow()) {
        pace.rest();
      }
    } while (settings.follow());
  }

  private void findGroups() throws ServiceProblem, InterruptedException {
    long nowMillis = clock.millis();
    if (groupsSoughtMillis != Long.MIN_VALUE
        && nowMillis - groupsSoughtMillis < settings.groupsEveryMillis()) {
      return;
    }
    groupsSoughtMillis = nowMillis;
    for (LogsApi.Group group : pace.call(() -> settings.globs().find(api))) {
      groups.computeIfAbsent(
          group.name(), name -> new GroupTail(name, fromMillis, settings.overlap()));
    }
    if (groups.isEmpty() && !toldNone) {
      toldNone = true;
      notices.accept(
          "no log group matches "
              + settings.globs()
              + (settings.follow() ? "; waiting for one" : ""));
    }
  }

  private void poll(EventSink sink) throws ServiceProblem, InterruptedException, IOException {
    PriorityQueue<Head> heads =
        new PriorityQueue<>(Comparator.comparingLong((Head head) -> head.event().timeMillis()));
    for (GroupTail group : List.copyOf(groups.values())) {
      advance(group.begin(clock.millis()), heads);
    }
    for (Head head = heads.poll(); head != null; head = heads.poll()) {
      sink.accept(head.event());
      advance(head.poll(), heads);
    }
    for (GroupTail group : new ArrayList<>(groups.values())) {
      if (group.forget()) {
        notices.accept(
            group.group()
                + ": so much arrives that only events late by up to "
                + group.wideMillis() / 1_000
                + " s are waited for");
      }
    }
  }

  private void advance(GroupTail.Poll poll, PriorityQueue<Head> heads)
      throws ServiceProblem, InterruptedException {
    ArrivedEvent next = nextOrGone(poll);
    if (next != null) {
      heads.add(new Head(poll, next));
    }
  }

  private @Nullable ArrivedEvent nextOrGone(GroupTail.Poll poll)
      throws ServiceProblem, InterruptedException {
    try {
      return poll.next(api, pace);
    } catch (ServiceProblem problem) {
      if (problem.kind() != ServiceProblem.Kind.GONE) {
        throw problem;
      }
      groups.remove(poll.group());
      notices.accept(poll.group() + " has been deleted");
      return null;
    }
  }
}
