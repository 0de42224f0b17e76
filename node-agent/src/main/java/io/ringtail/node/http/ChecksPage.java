package io.ringtail.node.http;

import java.util.List;

/** Checks as JSON: each by its name, with its state and a sentence. */
final class ChecksPage {
  private ChecksPage() {}

  /** 503 if one of them has failed. */
  static HttpReply of(List<Check> checks) {
    boolean hasFailed = checks.stream().anyMatch(Check::hasFailed);
    byte[] body =
        JsonPage.of(
            json -> {
              json.writeStartObject();
              json.writeStringField("status", hasFailed ? "failed" : "ok");
              json.writeArrayFieldStart("checks");
              for (Check check : checks) {
                json.writeStartObject();
                json.writeStringField("name", check.name());
                json.writeStringField("state", check.state().label());
                json.writeStringField("sentence", check.sentence());
                json.writeEndObject();
              }
              json.writeEndArray();
              json.writeEndObject();
            });
    return HttpReply.of(hasFailed ? 503 : 200, HttpReply.JSON, body);
  }
}
