package io.ringtail.console.cli.tail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Groups in memory, small pages, and failures on request. */
final class FakeLogs implements LogsApi {
  static final int PAGE = 3;

  final Map<String, List<ArrivedEvent>> events = new LinkedHashMap<>();
  final List<Long> starts = new ArrayList<>();
  private int number;
  private final List<ServiceProblem.Kind> failures = new ArrayList<>();

  void add(String group, long timeMillis, String message) {
    events
        .computeIfAbsent(group, name -> new ArrayList<>())
        .add(new ArrivedEvent("id" + number++, group, "s", timeMillis, timeMillis, message));
  }

  void failNext(ServiceProblem.Kind kind, int times) {
    for (int i = 0; i < times; i++) {
      failures.add(kind);
    }
  }

  @Override
  public Page filter(String group, long startMillis, @Nullable String token) throws ServiceProblem {
    fail();
    if (!events.containsKey(group)) {
      throw new ServiceProblem(ServiceProblem.Kind.GONE, group, null);
    }
    starts.add(startMillis);
    List<ArrivedEvent> sorted =
        events.get(group).stream()
            .filter(event -> event.timeMillis() >= startMillis)
            .sorted(Comparator.comparingLong(ArrivedEvent::timeMillis))
            .toList();
    int from = token == null ? 0 : Integer.parseInt(token);
    int to = Math.min(from + PAGE, sorted.size());
    return new Page(sorted.subList(from, to), to < sorted.size() ? String.valueOf(to) : null);
  }

  @Override
  public List<Group> groups(String prefix) throws ServiceProblem {
    fail();
    return events.keySet().stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> new Group(name, "arn:" + name))
        .toList();
  }

  private void fail() throws ServiceProblem {
    if (!failures.isEmpty()) {
      throw new ServiceProblem(failures.remove(0), "asked for", null);
    }
  }

  @Override
  public void close() {}
}
