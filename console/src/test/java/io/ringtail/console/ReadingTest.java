package io.ringtail.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

final class ReadingTest {
  private final MovableClock clock = new MovableClock();
  private Console console;
  private CloudWatchLogsClient client;
  private long t;

  @BeforeEach
  void start() throws Exception {
    console = Console.start(ConsoleOptions.builder().clock(clock).build());
    client = Sdk.client(console.endpoint());
    Sdk.createStream(client);
    t = clock.millis();
  }

  @AfterEach
  void stop() {
    client.close();
    console.close();
  }

  private GetLogEventsRequest.Builder get() {
    return GetLogEventsRequest.builder().logGroupName(Sdk.GROUP).logStreamName(Sdk.STREAM);
  }

  private static List<String> messages(GetLogEventsResponse response) {
    return response.events().stream().map(OutputLogEvent::message).toList();
  }

  private void putNumbered(int from, int to) {
    Sdk.put(client, IntStream.range(from, to).mapToObj(i -> Sdk.event(t + i, "m" + i)).toList());
  }

  @Test
  void pagesForwardUntilTheTokenStaysTheSame() {
    putNumbered(0, 7);

    GetLogEventsResponse page = client.getLogEvents(get().limit(3).startFromHead(true).build());
    List<String> all = new ArrayList<>(messages(page));
    String token = page.nextForwardToken();
    for (boolean more = true; more; ) {
      page = client.getLogEvents(get().limit(3).startFromHead(true).nextToken(token).build());
      all.addAll(messages(page));
      more = !page.nextForwardToken().equals(token);
      token = page.nextForwardToken();
    }

    assertThat(all).containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6");
    putNumbered(7, 8);
    assertThat(messages(client.getLogEvents(get().startFromHead(true).nextToken(token).build())))
        .containsExactly("m7");
  }

  @Test
  void answersTheLatestEventsUnlessToldToStartFromTheHeadAndPagesBackward() {
    putNumbered(0, 7);

    GetLogEventsResponse last = client.getLogEvents(get().limit(3).build());
    GetLogEventsResponse before =
        client.getLogEvents(get().limit(3).nextToken(last.nextBackwardToken()).build());
    GetLogEventsResponse again =
        client.getLogEvents(get().limit(3).nextToken(before.nextForwardToken()).build());
    GetLogEventsResponse first =
        client.getLogEvents(get().limit(3).nextToken(before.nextBackwardToken()).build());
    GetLogEventsResponse end =
        client.getLogEvents(get().limit(3).nextToken(first.nextBackwardToken()).build());

    assertThat(messages(last)).containsExactly("m4", "m5", "m6");
    assertThat(messages(before)).containsExactly("m1", "m2", "m3");
    assertThat(messages(again)).containsExactly("m4", "m5", "m6");
    assertThat(messages(first)).containsExactly("m0");
    assertThat(messages(end)).isEmpty();
    assertThat(end.nextBackwardToken()).isEqualTo(first.nextBackwardToken());
  }

  @Test
  void workWithThePaginatorsOfTheSdk() {
    putNumbered(0, 25);

    assertThat(client.getLogEventsPaginator(get().limit(4).startFromHead(true).build()).events())
        .hasSize(25);
    assertThat(client.filterLogEventsPaginator(r -> r.logGroupName(Sdk.GROUP).limit(4)).events())
        .extracting(FilteredLogEvent::message)
        .containsExactlyElementsOf(IntStream.range(0, 25).mapToObj(i -> "m" + i).toList());
  }

  @Test
  void readsOverlappingBatchesByTimestampThenArrival() {
    Sdk.put(client, Sdk.event(t, "a0"), Sdk.event(t + 10, "a10"), Sdk.event(t + 20, "a20"));
    Sdk.put(client, Sdk.event(t + 5, "b5"), Sdk.event(t + 10, "b10"));
    Sdk.put(client, Sdk.event(t - 1, "c-1"), Sdk.event(t + 20, "c20"));

    List<String> expected = List.of("c-1", "a0", "b5", "a10", "b10", "a20", "c20");
    assertThat(messages(client.getLogEvents(get().startFromHead(true).build())))
        .isEqualTo(expected);
    assertThat(messages(client.getLogEvents(get().build()))).isEqualTo(expected);
    assertThat(console.events(Sdk.GROUP, Sdk.STREAM))
        .extracting(event -> event.message())
        .isEqualTo(expected);
    assertThat(client.getLogEventsPaginator(get().limit(1).startFromHead(true).build()).events())
        .extracting(OutputLogEvent::message)
        .containsExactlyElementsOf(expected);
  }

  @Test
  void endTimeIsExclusiveForGetAndInclusiveForFilter() {
    putNumbered(0, 5);

    assertThat(messages(client.getLogEvents(get().startTime(t + 1).endTime(t + 3).build())))
        .containsExactly("m1", "m2");
    assertThat(
            client
                .filterLogEvents(r -> r.logGroupName(Sdk.GROUP).startTime(t + 1).endTime(t + 3))
                .events())
        .extracting(FilteredLogEvent::message)
        .containsExactly("m1", "m2", "m3");
  }

  @Test
  void endsAPageAtOneMegabyte() {
    String large = "x".repeat(600_000);
    Sdk.put(client, Sdk.event(t, large));
    Sdk.put(client, Sdk.event(t + 1, large));

    assertThat(client.getLogEvents(get().startFromHead(true).build()).events()).hasSize(1);
    assertThat(client.getLogEventsPaginator(get().startFromHead(true).build()).events()).hasSize(2);
  }

  @Test
  void filtersOverStreamsInTimeOrder() {
    client.createLogStream(r -> r.logGroupName(Sdk.GROUP).logStreamName("other"));
    putNumbered(0, 3);
    client.putLogEvents(
        r -> r.logGroupName(Sdk.GROUP).logStreamName("other").logEvents(Sdk.event(t + 1, "o1")));

    List<FilteredLogEvent> all = client.filterLogEvents(r -> r.logGroupName(Sdk.GROUP)).events();
    assertThat(all).extracting(FilteredLogEvent::message).containsExactly("m0", "m1", "o1", "m2");
    assertThat(all).extracting(FilteredLogEvent::eventId).doesNotHaveDuplicates().isSorted();
    assertThat(
            client
                .filterLogEvents(r -> r.logGroupName(Sdk.GROUP).logStreamNamePrefix("ot"))
                .events())
        .hasSize(1);
    assertThat(
            client
                .filterLogEvents(r -> r.logGroupName(Sdk.GROUP).logStreamNames(Sdk.STREAM))
                .events())
        .hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\'',
      value = {
        "ERROR                                            ; 1",
        "\"order 17\"                                     ; 1 3",
        "order refused                                    ; 1",
        "?WARN ?refused                                   ; 1 2",
        "order -refused                                   ; 3",
        "?WARN order                                      ; 1 3",
        "?nowhere -order                                  ; 2 4",
        "-order                                           ; 2 4",
        "{ $.level = \"ERROR\" }                          ; 1",
        "{ $.level != \"ERROR\" }                         ; 2 3",
        "{ $.level = \"*R*\" }                            ; 1 2",
        "{ $.kv.orderId >= 17 && $.level = INFO }         ; 3",
        "{ ($.kv.orderId > 17) || ($.level = \"WARN\") }  ; 2",
        "{ $.tags[1] = \"b\" }                            ; 3",
        "{ $.kv.orderId NOT EXISTS }                      ; 2",
        "{ $.ok IS TRUE }                                 ; 3",
      })
  void understandsFilterPatterns(String pattern, String numbers) {
    Sdk.put(
        client,
        Sdk.event(
            t + 1,
            "{\"level\":\"ERROR\",\"message\":\"order 17 refused\",\"kv\":{\"orderId\":17}}"),
        Sdk.event(t + 2, "{\"level\":\"WARN\",\"message\":\"slow\"}"),
        Sdk.event(
            t + 3,
            "{\"level\":\"INFO\",\"message\":\"order 17 ok\",\"kv\":{\"orderId\":17.0},"
                + "\"tags\":[\"a\",\"b\"],\"ok\":true}"),
        Sdk.event(t + 4, "plain text, {not json"));

    List<String> found =
        client
            .filterLogEvents(r -> r.logGroupName(Sdk.GROUP).filterPattern(pattern))
            .events()
            .stream()
            .map(event -> String.valueOf(event.timestamp() - t))
            .toList();

    assertThat(String.join(" ", found)).isEqualTo(numbers);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[ip, user]",
        "%ERR.*%",
        "{ $.level = }",
        "{ $.level ~ 3 }",
        "{ level = 3 }",
        "{ $.level = %x% }",
        "{ $.a = 1 ",
        "{ $.a > \"x\" }",
        "\"open",
        "a=b",
        "?",
        "{ ($.a = 1 }"
      })
  void refusesPatternsThatItDoesNotUnderstand(String pattern) {
    assertThatThrownBy(
            () -> client.filterLogEvents(r -> r.logGroupName(Sdk.GROUP).filterPattern(pattern)))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("Invalid filter pattern");
  }

  @Test
  void keepsEveryCharacter() {
    String odd = "tab\t quote\" back\\ nul\u0000 é € 😀 \u2028 line\nend";

    Sdk.put(client, Sdk.event(t, odd));

    assertThat(messages(client.getLogEvents(get().build()))).containsExactly(odd);
  }
}
