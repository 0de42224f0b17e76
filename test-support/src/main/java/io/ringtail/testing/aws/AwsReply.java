package io.ringtail.testing.aws;

/**
 * What an endpoint answers.
 *
 * @param status of HTTP; 0: the connection is broken off without an answer
 * @param errorType the header x-amzn-ErrorType; empty for none
 * @param body JSON
 */
public record AwsReply(int status, String errorType, String body) {
  /** No answer at all. */
  public static final AwsReply RESET = new AwsReply(0, "", "");

  public static AwsReply ok(String body) {
    return new AwsReply(200, "", body);
  }

  /** An error as services of AWS JSON 1.1 answer it. */
  public static AwsReply error(int status, String type, String message) {
    String quoted = message.replace("\\", "\\\\").replace("\"", "\\\"");
    return new AwsReply(
        status, type, "{\"__type\":\"" + type + "\",\"message\":\"" + quoted + "\"}");
  }
}
