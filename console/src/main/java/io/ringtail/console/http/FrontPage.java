package io.ringtail.console.http;

import io.ringtail.console.stats.ConsoleStats;
import io.ringtail.console.store.EventStore;
import io.ringtail.console.store.LogGroup;
import java.util.function.Supplier;

/** What {@code GET /} says. */
final class FrontPage {
  private static final int MAX_GROUPS = 100;

  private final EventStore store;
  private final Supplier<ConsoleStats> stats;

  FrontPage(EventStore store, Supplier<ConsoleStats> stats) {
    this.store = store;
    this.stats = stats;
  }

  String text(String endpoint) {
    ConsoleStats now = stats.get();
    StringBuilder page = new StringBuilder();
    page.append(
        """
        Ringtail console: a local CloudWatch Logs endpoint.

        events    %,d accepted, %,d held, %,d evicted, rejected %s
        bytes     %,d of %,d
        faults    %s

        """
            .formatted(
                now.acceptedEvents(),
                now.store().heldEvents(),
                now.store().evictedEvents(),
                now.rejectedEvents(),
                now.store().heldBytes(),
                now.store().maxBytes(),
                now.faults()));
    page.append("log groups (").append(store.groups().size()).append(")\n");
    store.groups().stream().limit(MAX_GROUPS).forEach(group -> append(group, page));
    return page.append(help(endpoint)).toString();
  }

  private static void append(LogGroup group, StringBuilder page) {
    page.append("  ")
        .append(group.name())
        .append("  ")
        .append(group.streams().size())
        .append(" streams, ")
        .append(group.storedBytes())
        .append(" bytes\n");
  }

  private static String help(String endpoint) {
    return """

        Send to it:
          export AWS_ENDPOINT_URL_CLOUDWATCH_LOGS=%1$s AWS_REGION=us-east-1
          (any credentials: AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local)

        Look at events:
          aws logs tail GROUP --since 1h --follow
          aws logs filter-log-events --log-group-name GROUP --filter-pattern '{ $.level = "ERROR" }'
          curl -s %1$s/ -H 'Content-Type: application/x-amz-json-1.1' \\
            -H 'X-Amz-Target: Logs_20140328.FilterLogEvents' -d '{"logGroupName":"GROUP"}'

        Counts, faults, starting over:
          curl -s %1$s/_ringtail/stats
          curl -s -X PUT %1$s/_ringtail/faults -d '{"throttle":{"rate":0.2}}'
          curl -s -X DELETE %1$s/_ringtail/faults
          curl -s -X POST %1$s/_ringtail/reset
        """
        .formatted(endpoint);
  }
}
