package io.ringtail.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

final class CatalogOperationsTest {
  private final MovableClock clock = new MovableClock();
  private Console console;
  private CloudWatchLogsClient client;

  @BeforeEach
  void start() throws Exception {
    console = Console.start(ConsoleOptions.builder().clock(clock).build());
    client = Sdk.client(console.endpoint());
  }

  @AfterEach
  void stop() {
    client.close();
    console.close();
  }

  private List<String> describeGroups(String prefix) {
    return client.describeLogGroups(r -> r.logGroupNamePrefix(prefix)).logGroups().stream()
        .map(LogGroup::logGroupName)
        .toList();
  }

  @Test
  void describesGroupsByPrefixWithTheirRetention() {
    client.createLogGroup(r -> r.logGroupName("/a/one"));
    client.createLogGroup(r -> r.logGroupName("/b/two"));
    client.putRetentionPolicy(r -> r.logGroupName("/a/one").retentionInDays(7));

    LogGroup group = client.describeLogGroups(r -> r.logGroupNamePrefix("/a")).logGroups().get(0);

    assertThat(group.retentionInDays()).isEqualTo(7);
    assertThat(group.creationTime()).isEqualTo(clock.millis());
    assertThat(group.arn()).endsWith(":log-group:/a/one:*");
    assertThat(describeGroups("/b")).containsExactly("/b/two");
    assertThat(client.describeLogGroups(r -> r.logGroupNamePattern("TW")).logGroups()).hasSize(1);
  }

  @Test
  void pagesThroughGroupsAndStreams() {
    IntStream.range(0, 7).forEach(i -> client.createLogGroup(r -> r.logGroupName("g" + i)));
    IntStream.range(0, 60)
        .forEach(i -> client.createLogStream(r -> r.logGroupName("g0").logStreamName("s" + i)));

    assertThat(client.describeLogGroupsPaginator(r -> r.limit(3)).logGroups())
        .extracting(LogGroup::logGroupName)
        .containsExactly("g0", "g1", "g2", "g3", "g4", "g5", "g6");
    assertThat(client.describeLogStreams(r -> r.logGroupName("g0")).logStreams()).hasSize(50);
    assertThat(client.describeLogStreamsPaginator(r -> r.logGroupName("g0")).logStreams())
        .extracting(LogStream::logStreamName)
        .hasSize(60)
        .doesNotHaveDuplicates();
  }

  @Test
  void ordersStreamsByLastEvent() {
    Sdk.createStream(client);
    client.createLogStream(r -> r.logGroupName(Sdk.GROUP).logStreamName("a-later"));
    client.createLogStream(r -> r.logGroupName(Sdk.GROUP).logStreamName("z-empty"));
    Sdk.put(client, Sdk.event(clock.millis() - 5, "x"), Sdk.event(clock.millis(), "y"));
    client.putLogEvents(
        r ->
            r.logGroupName(Sdk.GROUP)
                .logStreamName("a-later")
                .logEvents(Sdk.event(clock.millis() + 1, "z")));

    List<LogStream> streams =
        client
            .describeLogStreams(
                r -> r.logGroupName(Sdk.GROUP).orderBy(OrderBy.LAST_EVENT_TIME).descending(true))
            .logStreams();

    assertThat(streams)
        .extracting(LogStream::logStreamName)
        .containsExactly("a-later", Sdk.STREAM, "z-empty");
    assertThat(streams.get(1).firstEventTimestamp()).isEqualTo(clock.millis() - 5);
    assertThat(streams.get(1).lastEventTimestamp()).isEqualTo(clock.millis());
    assertThat(streams.get(1).lastIngestionTime()).isEqualTo(clock.millis());
    assertThat(streams.get(2).lastEventTimestamp()).isNull();
    assertThatThrownBy(
            () ->
                client.describeLogStreams(
                    r ->
                        r.logGroupName(Sdk.GROUP)
                            .orderBy(OrderBy.LAST_EVENT_TIME)
                            .logStreamNamePrefix("a")))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void refusesWhatExistsAndWhatDoesNot() {
    Sdk.createStream(client);

    assertThatThrownBy(() -> client.createLogGroup(r -> r.logGroupName(Sdk.GROUP)))
        .isInstanceOf(ResourceAlreadyExistsException.class)
        .hasMessageContaining("The specified log group already exists");
    assertThatThrownBy(
            () -> client.createLogStream(r -> r.logGroupName(Sdk.GROUP).logStreamName(Sdk.STREAM)))
        .isInstanceOf(ResourceAlreadyExistsException.class);
    assertThatThrownBy(() -> client.createLogStream(r -> r.logGroupName("none").logStreamName("s")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("The specified log group does not exist.");
    assertThatThrownBy(
            () -> client.getLogEvents(r -> r.logGroupName(Sdk.GROUP).logStreamName("none")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("The specified log stream does not exist.");
    assertThatThrownBy(
            () -> client.putRetentionPolicy(r -> r.logGroupName("none").retentionInDays(7)))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space", "with:colon", "with*star", "ümlaut", "", "500+13"})
  void refusesIllegalGroupNames(String name) {
    String tried = name.equals("500+13") ? "g".repeat(513) : name;

    assertThatThrownBy(() -> client.createLogGroup(r -> r.logGroupName(tried)))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void takesTheLongestNamesAndRefusesColonAndStarInStreams() {
    client.createLogGroup(r -> r.logGroupName("g".repeat(512)));
    client.createLogGroup(r -> r.logGroupName("aZ09_/.#-"));
    client.createLogStream(r -> r.logGroupName("aZ09_/.#-").logStreamName("s".repeat(512)));
    client.createLogStream(r -> r.logGroupName("aZ09_/.#-").logStreamName("with space, ü [x]"));

    for (String illegal : List.of("a:b", "a*b", "s".repeat(513))) {
      assertThatThrownBy(
              () -> client.createLogStream(r -> r.logGroupName("aZ09_/.#-").logStreamName(illegal)))
          .isInstanceOf(InvalidParameterException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, -1, 31, 3654})
  void refusesIllegalRetentions(int days) {
    client.createLogGroup(r -> r.logGroupName("g"));

    assertThatThrownBy(
            () -> client.putRetentionPolicy(r -> r.logGroupName("g").retentionInDays(days)))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("3653");
  }

  @Test
  void refusesForeignTokensAndLimits() {
    Sdk.createStream(client);

    assertThatThrownBy(() -> client.describeLogGroups(r -> r.limit(51)))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> client.describeLogGroups(r -> r.nextToken("?!")))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(
            () ->
                client.getLogEvents(
                    r -> r.logGroupName(Sdk.GROUP).logStreamName(Sdk.STREAM).nextToken("f/x/s")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("The specified nextToken is invalid.");
  }
}
