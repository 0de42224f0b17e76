package io.ringtail.encode;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ringtail.event.RecordForm;

/** A piece of JSON that is always the same, ready to be copied in each form. */
public final class Fixed {
  private static final RecordForm[] FORMS = RecordForm.values();

  private final byte[][] formed = new byte[FORMS.length][];
  private final int jsonBytes;

  private Fixed(byte[] json) {
    jsonBytes = json.length;
    for (RecordForm form : FORMS) {
      formed[form.ordinal()] = form.of(json);
    }
  }

  /** ASCII, as it stands in JSON. */
  public static Fixed of(String json) {
    return new Fixed(json.getBytes(US_ASCII));
  }

  /** A member's name, with the comma before and the colon after it. Nothing in it to escape. */
  public static Fixed name(String name) {
    return of(",\"" + name + "\":");
  }

  /** A string. Nothing in it to escape. */
  public static Fixed string(String text) {
    return of('"' + text + '"');
  }

  public byte[] in(RecordForm form) {
    return formed[form.ordinal()];
  }

  /** How many bytes only this form needs. */
  public int addedBytes(RecordForm form) {
    return formed[form.ordinal()].length - jsonBytes;
  }
}
