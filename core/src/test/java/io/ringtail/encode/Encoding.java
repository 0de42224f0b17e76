package io.ringtail.encode;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ringtail.config.Format;
import io.ringtail.event.EventView;
import io.ringtail.event.RecordForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An encoder whose output is read back by a strict parser. */
final class Encoding {
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  final EventEncoder encoder;

  Encoding(Format format, int maxRecordBytes) {
    encoder = new EventEncoder(format, maxRecordBytes, RecordForm.JSON);
  }

  Encoding(Format format) {
    this(format, 1_048_550);
  }

  Encoding() {
    this(Format.RINGTAIL);
  }

  String text(EventView event) {
    try {
      RecordBuffer record = encoder.encode(event, 17);
      return new String(record.array(), 0, record.length(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode json(EventView event) {
    return parse(text(event));
  }

  static JsonNode parse(String text) {
    try {
      return STRICT.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> keys(JsonNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }
}
