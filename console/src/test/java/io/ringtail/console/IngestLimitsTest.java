package io.ringtail.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.RejectedLogEventsInfo;

final class IngestLimitsTest {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int MAX_MESSAGE_BYTES = 1_048_576 - 26;

  private final MovableClock clock = new MovableClock();
  private Console console;
  private CloudWatchLogsClient client;

  @BeforeEach
  void start() throws Exception {
    console = Console.start(ConsoleOptions.builder().clock(clock).build());
    client = Sdk.client(console.endpoint());
    Sdk.createStream(client);
  }

  @AfterEach
  void stop() {
    client.close();
    console.close();
  }

  private int stored() {
    return console.events(Sdk.GROUP, Sdk.STREAM).size();
  }

  private void refused(String words, InputLogEvent... events) {
    assertThatThrownBy(() -> Sdk.put(client, events))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining(words);
    assertThat(stored()).isZero();
  }

  @Test
  void takesOneMessageOfTheGreatestSizeAndNotOneByteMore() {
    refused("Log event too large: 1048577", Sdk.event(now(), "x".repeat(MAX_MESSAGE_BYTES + 1)));
    // Bytes count, not characters: two bytes each.
    refused("Log event too large", Sdk.event(now(), "é".repeat(MAX_MESSAGE_BYTES / 2 + 1)));

    Sdk.put(client, Sdk.event(now(), "é".repeat(MAX_MESSAGE_BYTES / 2)));

    assertThat(console.events(Sdk.GROUP, Sdk.STREAM).get(0).message())
        .isEqualTo("é".repeat(MAX_MESSAGE_BYTES / 2));
  }

  @Test
  void takesABatchOfTheGreatestSizeAndNotOneByteMore() {
    int half = 1_048_576 / 2 - 26;
    refused(
        "Upload too large: 1048577 bytes exceeds limit of 1048576",
        Sdk.event(now(), "x".repeat(half)),
        Sdk.event(now(), "y".repeat(half + 1)));

    Sdk.put(client, Sdk.event(now(), "x".repeat(half)), Sdk.event(now(), "y".repeat(half)));

    assertThat(stored()).isEqualTo(2);
  }

  @Test
  void takesTenThousandEventsAndNotOneMore() {
    assertThatThrownBy(() -> Sdk.put(client, Collections.nCopies(10_001, Sdk.event(now(), "x"))))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("less than or equal to 10000");

    Sdk.put(client, Collections.nCopies(10_000, Sdk.event(now(), "x")));

    assertThat(stored()).isEqualTo(10_000);
  }

  @Test
  void takesASpanOf24HoursAndNotOneMillisecondMore() {
    refused(
        "cannot span more than 24 hours", Sdk.event(now() - DAY - 1, "a"), Sdk.event(now(), "b"));

    Sdk.put(client, Sdk.event(now() - DAY, "a"), Sdk.event(now(), "b"));

    assertThat(stored()).isEqualTo(2);
  }

  @Test
  void refusesEventsOutOfOrderEmptyMessagesAndEmptyBatches() {
    refused("must be in chronological order", Sdk.event(now(), "a"), Sdk.event(now() - 1, "b"));
    refused("'logEvents.2.member.message'", Sdk.event(now(), "a"), Sdk.event(now(), ""));
    refused("'logEvents.1.member.timestamp'", Sdk.event(-1, "a"));
    refused("'logEvents'");
  }

  @Test
  void dropsEventsOlderThan14DaysAndSaysWhere() {
    long oldest = now() - 14 * DAY;

    PutLogEventsResponse response =
        Sdk.put(
            client,
            Sdk.event(oldest - 2, "too old"),
            Sdk.event(oldest - 1, "too old"),
            Sdk.event(oldest, "just in time"));

    assertThat(response.rejectedLogEventsInfo())
        .isEqualTo(RejectedLogEventsInfo.builder().tooOldLogEventEndIndex(2).build());
    assertThat(console.events(Sdk.GROUP, Sdk.STREAM))
        .extracting(event -> event.message())
        .containsExactly("just in time");
    assertThat(console.stats().rejectedEvents()).containsOnlyKeys("tooOld").containsValue(2L);
  }

  @Test
  void dropsEventsMoreThanTwoHoursAheadAndSaysWhere() {
    PutLogEventsResponse response =
        Sdk.put(
            client, Sdk.event(now() + 2 * HOUR, "in time"), Sdk.event(now() + 2 * HOUR + 1, "not"));

    assertThat(response.rejectedLogEventsInfo())
        .isEqualTo(RejectedLogEventsInfo.builder().tooNewLogEventStartIndex(1).build());
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void dropsEventsBeyondTheRetention() {
    client.putRetentionPolicy(r -> r.logGroupName(Sdk.GROUP).retentionInDays(3));

    PutLogEventsResponse response =
        Sdk.put(
            client, Sdk.event(now() - 3 * DAY - 1, "expired"), Sdk.event(now() - 3 * DAY, "kept"));

    assertThat(response.rejectedLogEventsInfo())
        .isEqualTo(RejectedLogEventsInfo.builder().expiredLogEventEndIndex(1).build());
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void answersSuccessEvenIfAllEventsAreDropped() {
    PutLogEventsResponse response = Sdk.put(client, Sdk.event(now() - 20 * DAY, "x"));

    assertThat(response.rejectedLogEventsInfo().tooOldLogEventEndIndex()).isEqualTo(1);
    assertThat(stored()).isZero();
  }

  @Test
  void ignoresSequenceTokensAndAnswersOne() {
    PutLogEventsResponse response =
        client.putLogEvents(
            r ->
                r.logGroupName(Sdk.GROUP)
                    .logStreamName(Sdk.STREAM)
                    .sequenceToken("whatever")
                    .logEvents(List.of(Sdk.event(now(), "x"))));

    assertThat(response.nextSequenceToken()).isNotBlank();
    assertThat(response.rejectedLogEventsInfo()).isNull();
    assertThat(stored()).isEqualTo(1);
  }

  private long now() {
    return clock.millis();
  }
}
