package io.ringtail.console.cli.tail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations of CloudWatch Logs that polling needs. */
interface LogsApi extends AutoCloseable {
  /**
   * Events of a group in the order of their times.
   *
   * @param nextToken null at the end
   */
  record Page(List<ArrivedEvent> events, @Nullable String nextToken) {
    public Page {
      events = List.copyOf(events);
    }
  }

  /** A group's name and how a live tail calls it. */
  record Group(String name, String arn) {}

  Page filter(String group, long startMillis, @Nullable String token) throws ServiceProblem;

  /** All groups whose names begin so. */
  List<Group> groups(String prefix) throws ServiceProblem;

  @Override
  void close();
}
