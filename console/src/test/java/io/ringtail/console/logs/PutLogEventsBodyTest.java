package io.ringtail.console.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.console.json.RandomJson;
import io.ringtail.console.store.EventBuffer;
import io.ringtail.console.store.PackedEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PutLogEventsBodyTest {
  private static List<String> events(String json) throws IOException {
    EventBuffer buffer = new EventBuffer();
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    PutLogEventsBody parsed = PutLogEventsBody.parse(body, body.length, buffer);
    List<String> events = new ArrayList<>();
    events.add(parsed.logGroupName() + ' ' + parsed.logStreamName());
    for (PackedEvents block : buffer.pack(0, buffer.count())) {
      for (int i = 0; i < block.count(); i++) {
        events.add(block.timestampMillis(i) + " " + block.message(i));
      }
    }
    return events;
  }

  private static String result(String json) {
    try {
      return events(json).toString();
    } catch (IOException | RefusedException e) {
      return "refused";
    }
  }

  /** Another parameter makes the library read it. */
  @Test
  void whatIsUsualIsReadAsTheLibraryReadsIt() {
    RandomJson random = new RandomJson(3);
    int refused = 0;
    for (int i = 0; i < 2_000; i++) {
      StringBuilder body = new StringBuilder("{\"logGroupName\":\"/g\\u0067\", \"logEvents\":[");
      for (int n = 0; n < 3; n++) {
        String message =
            random.object().replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\s", "\\\\n");
        body.append(n == 0 ? "" : ",");
        body.append(
            n % 2 == 0
                ? "{\"timestamp\":"
                    + (1_700_000_000_000L + n)
                    + ",\"message\":\""
                    + message
                    + "\\ud83d\"}"
                : " { \"message\" : \"" + message + "日\" , \"timestamp\" : " + n + " } ");
      }
      String json = body.append("],\"logStreamName\":\"s\"}").toString();
      String usual = i % 2 == 0 ? json : random.spoiled(json);
      String other = "{\"x\":null," + usual.substring(1);
      // Spoiled in its first bytes, the other one is another body.
      if (usual.startsWith("{\"log")) {
        assertThat(result(usual)).as(usual).isEqualTo(result(other));
        refused += result(usual).equals("refused") ? 1 : 0;
      }
    }
    assertThat(refused).isBetween(100, 900);
  }

  @Test
  void theLastOfSeveralMessagesCounts() throws Exception {
    assertThat(
            events(
                "{\"logGroupName\":\"g\",\"logStreamName\":\"s\",\"logEvents\":["
                    + "{\"timestamp\":1,\"message\":\"a\"},"
                    + "{\"timestamp\":2,\"message\":\"b\",\"message\":\"c\"}]}"))
        .containsExactly("g s", "1 a", "2 c");
  }
}
