package io.ringtail.sink.cloudwatch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.batch.RecordBatch;

/** The JSON of the four operations that we use. */
final class Requests {
  private static final byte[] GROUP = ascii("{\"logGroupName\":\"");
  private static final byte[] STREAM = ascii("\",\"logStreamName\":\"");
  private static final byte[] EVENTS = ascii("\",\"logEvents\":[{\"timestamp\":");
  private static final byte[] MESSAGE = ascii(",\"message\":\"");
  private static final byte[] NEXT_EVENT = ascii("\"},{\"timestamp\":");
  private static final byte[] EVENTS_END = ascii("\"}]}");
  private static final byte[] DAYS = ascii("\",\"retentionInDays\":");
  private static final byte[] STRING_END = ascii("\"}");
  private static final byte[] END = ascii("}");

  private Requests() {}

  /** PutLogEvents with the records {@code from} to {@code to} (exclusive), one at least. */
  static void putLogEvents(RequestBody body, LogNames names, RecordBatch batch, int from, int to) {
    head(body, names);
    byte[] bytes = batch.array();
    for (int i = from; i < to; i++) {
      body.raw(i == from ? EVENTS : NEXT_EVENT).decimal(batch.timeMillis(i)).raw(MESSAGE);
      body.escaped(bytes, batch.offset(i), batch.length(i));
    }
    body.raw(EVENTS_END);
  }

  static void createLogStream(RequestBody body, LogNames names) {
    head(body, names).raw(STRING_END);
  }

  static void createLogGroup(RequestBody body, LogNames names) {
    text(body.raw(GROUP), names.group()).raw(STRING_END);
  }

  static void putRetentionPolicy(RequestBody body, LogNames names, int days) {
    text(body.raw(GROUP), names.group()).raw(DAYS).decimal(days).raw(END);
  }

  private static RequestBody head(RequestBody body, LogNames names) {
    return text(text(body.raw(GROUP), names.group()).raw(STREAM), names.stream());
  }

  private static RequestBody text(RequestBody body, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return body.escaped(bytes, 0, bytes.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
