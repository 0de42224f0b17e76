package io.ringtail.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringtail.console.cli.tail.StreamingClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LiveTailSessionLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LiveTailSessionStart;
import software.amazon.awssdk.services.cloudwatchlogs.model.LiveTailSessionUpdate;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatchlogs.model.StartLiveTailRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.StartLiveTailResponseHandler;

/** StartLiveTail by the SDK's own asynchronous client, which decodes the event stream. */
@Timeout(60)
final class LiveTailTest {
  private static final String ARN = "arn:aws:logs:us-east-1:000000000000:log-group:" + Sdk.GROUP;

  private final Console console;
  private final CloudWatchLogsClient client;
  private final CloudWatchLogsAsyncClient streaming;
  private final List<LiveTailSessionStart> starts = new CopyOnWriteArrayList<>();
  private final List<LiveTailSessionUpdate> updates = new CopyOnWriteArrayList<>();
  private final List<CompletableFuture<Void>> sessions = new ArrayList<>();

  LiveTailTest() throws Exception {
    console = Console.start(ConsoleOptions.defaults());
    client = Sdk.client(console.endpoint());
    streaming = StreamingClient.of(console.endpoint());
  }

  @BeforeEach
  void createStream() {
    Sdk.createStream(client);
  }

  @AfterEach
  void stop() {
    sessions.forEach(session -> session.cancel(true));
    streaming.close();
    client.close();
    console.close();
  }

  private CompletableFuture<Void> tail(StartLiveTailRequest request) {
    CompletableFuture<Void> session =
        streaming.startLiveTail(
            request,
            StartLiveTailResponseHandler.builder()
                .subscriber(
                    StartLiveTailResponseHandler.Visitor.builder()
                        .onSessionStart(starts::add)
                        .onSessionUpdate(updates::add)
                        .build())
                .build());
    sessions.add(session);
    return session;
  }

  private void begin(StartLiveTailRequest request) {
    CompletableFuture<Void> unused = tail(request);
  }

  private static StartLiveTailRequest.Builder request() {
    return StartLiveTailRequest.builder().logGroupIdentifiers(ARN);
  }

  private List<LiveTailSessionLogEvent> events() {
    return updates.stream().flatMap(update -> update.sessionResults().stream()).toList();
  }

  @Test
  void sendsWhatIsPutAfterItsStart() {
    Sdk.put(client, Sdk.event(System.currentTimeMillis(), "before"));
    begin(request().build());
    await().until(() -> starts.size() == 1);
    long now = System.currentTimeMillis();
    Sdk.put(client, Sdk.event(now, "one \u00e9 \"q\""), Sdk.event(now, "two"));
    await().until(() -> events().size() == 2);

    LiveTailSessionLogEvent event = events().get(0);
    assertThat(event.message()).isEqualTo("one \u00e9 \"q\"");
    assertThat(event.timestamp()).isEqualTo(now);
    assertThat(event.logStreamName()).isEqualTo(Sdk.STREAM);
    assertThat(event.logGroupIdentifier()).isEqualTo("000000000000:" + Sdk.GROUP);
    assertThat(event.ingestionTime()).isGreaterThanOrEqualTo(now);
    assertThat(starts.get(0).logGroupIdentifiers()).containsExactly(ARN);
    assertThat(starts.get(0).sessionId()).isNotBlank();
    // A second without events has an update, too.
    int before = updates.size();
    await().until(() -> updates.size() > before);
    assertThat(updates.get(updates.size() - 1).sessionMetadata().sampled()).isFalse();
  }

  @Test
  void takesSamplesWhereMoreThanFiveHundredComeAtOnce() {
    begin(request().build());
    await().until(() -> starts.size() == 1);
    long now = System.currentTimeMillis();
    List<InputLogEvent> many =
        IntStream.range(0, 3_000).mapToObj(i -> Sdk.event(now, "m" + i)).toList();
    Sdk.put(client, many);
    await().until(() -> !events().isEmpty());

    LiveTailSessionUpdate update =
        updates.stream()
            .filter(each -> each.hasSessionResults() && !each.sessionResults().isEmpty())
            .findFirst()
            .orElseThrow();
    assertThat(update.sessionMetadata().sampled()).isTrue();
    assertThat(update.sessionResults()).hasSize(500);
    // From all of them, in their order.
    List<Integer> numbers =
        update.sessionResults().stream()
            .map(each -> Integer.parseInt(each.message().substring(1)))
            .toList();
    assertThat(numbers).isSorted().doesNotHaveDuplicates();
    assertThat(numbers.get(499)).isGreaterThan(2_000);
  }

  @Test
  void filtersByPatternAndByStream() {
    begin(request().logEventFilterPattern("good").logStreamNamePrefixes("pod/").build());
    client.createLogStream(r -> r.logGroupName(Sdk.GROUP).logStreamName("other"));
    await().until(() -> starts.size() == 1);
    long now = System.currentTimeMillis();
    client.putLogEvents(
        r ->
            r.logGroupName(Sdk.GROUP)
                .logStreamName("other")
                .logEvents(Sdk.event(now, "good, elsewhere")));
    Sdk.put(client, Sdk.event(now, "bad"), Sdk.event(now, "good"));
    await().until(() -> !events().isEmpty());

    assertThat(events()).extracting(LiveTailSessionLogEvent::message).containsExactly("good");
  }

  @Test
  void refusesWhatTheServiceRefuses() {
    assertThatThrownBy(() -> tail(request().logGroupIdentifiers(ARN + "x").build()).join())
        .hasCauseInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> tail(request().logGroupIdentifiers(Sdk.GROUP).build()).join())
        .hasCauseInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> tail(request().logGroupIdentifiers(ARN + ":*").build()).join())
        .hasCauseInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(
            () -> tail(request().logStreamNames("a").logStreamNamePrefixes("b").build()).join())
        .hasCauseInstanceOf(InvalidParameterException.class);
  }

  @Test
  void aSessionBeyondTheQuotaIsRefusedUntilOneEnds() {
    for (int i = 0; i < 15; i++) {
      begin(request().build());
    }
    await().until(() -> starts.size() == 15);
    assertThatThrownBy(() -> tail(request().build()).join())
        .hasCauseInstanceOf(LimitExceededException.class);
    sessions.get(0).cancel(true);
    await()
        .until(
            () -> {
              CompletableFuture<Void> again = tail(request().build());
              await().until(() -> again.isDone() || starts.size() > 15);
              return !again.isDone();
            });
  }
}
