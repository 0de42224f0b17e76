package io.ringtail.node.record.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.encode.JsonWriter;
import io.ringtail.event.RecordForm;

/**
 * A JSON value that stands in many records, ready to be copied.
 *
 * <p>Threading: safe.
 */
public final class PreparedJson {
  private final String json;
  private final byte[] formed;
  private final int jsonBytes;

  private PreparedJson(String json, RecordForm form) {
    byte[] utf8 = json.getBytes(UTF_8);
    this.json = json;
    this.formed = form.of(utf8);
    this.jsonBytes = utf8.length;
  }

  /**
   * @param json a JSON value, valid and without blanks
   */
  public static PreparedJson of(String json, RecordForm form) {
    return new PreparedJson(json, form);
  }

  /** The value as JSON. */
  public String json() {
    return json;
  }

  /** Writes it as the value of the member whose name was written last. */
  public void writeTo(JsonWriter writer) {
    writer.raw(formed, jsonBytes);
  }
}
