package io.ringtail.console.livetail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * A message of {@code application/vnd.amazon.eventstream}: lengths, headers, payload, checksums.
 *
 * @see <a href="https://smithy.io/2.0/aws/amazon-eventstream.html">Amazon event stream</a>
 */
final class EventStreamMessage {
  private static final int PRELUDE_BYTES = 12;
  private static final int CHECKSUM_BYTES = 4;
  private static final byte STRING = 7;

  private EventStreamMessage() {}

  static byte[] event(String type, byte[] json) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(":message-type", "event");
    headers.put(":event-type", type);
    headers.put(":content-type", "application/json");
    return encode(headers, json);
  }

  static byte[] exception(String type, byte[] json) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(":message-type", "exception");
    headers.put(":exception-type", type);
    headers.put(":content-type", "application/json");
    return encode(headers, json);
  }

  private static byte[] encode(Map<String, String> headers, byte[] payload) {
    int headerBytes = 0;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      headerBytes += 1 + utf8(header.getKey()).length + 1 + 2 + utf8(header.getValue()).length;
    }
    int total = PRELUDE_BYTES + headerBytes + payload.length + CHECKSUM_BYTES;
    ByteBuffer message = ByteBuffer.allocate(total);
    message.putInt(total).putInt(headerBytes);
    message.putInt(checksum(message));
    headers.forEach(
        (name, value) -> {
          message.put((byte) utf8(name).length).put(utf8(name)).put(STRING);
          message.putShort((short) utf8(value).length).put(utf8(value));
        });
    message.put(payload);
    message.putInt(checksum(message));
    return message.array();
  }

  /** Of all that was put in so far. */
  private static int checksum(ByteBuffer message) {
    CRC32 crc = new CRC32();
    crc.update(message.duplicate().flip());
    return (int) crc.getValue();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
