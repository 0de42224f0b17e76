package io.ringtail.sink.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringtail.testing.aws.AwsReply;
import io.ringtail.testing.aws.AwsRequest;
import io.ringtail.testing.aws.AwsServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** Stands before an emulator that never fails, and lets requests fail as Kinesis does. */
final class FaultyKinesis implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * How data begins, in base64, that this endpoint does not like; Kinesis refuses no such thing.
   */
  private static final String POISON =
      Base64.getEncoder().encodeToString("{\"poison\":1".getBytes(UTF_8)).substring(0, 12);

  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicInteger requests = new AtomicInteger();
  private final URI behind;
  private final AwsServer server;
  private volatile IntFunction<Fault> faults = request -> Fault.NONE;
  private volatile Predicate<JsonNode> refused = record -> false;

  /** What happens to a request. */
  enum Fault {
    NONE,
    /** The stream has too much: nothing is taken. */
    THROTTLED,
    /** HTTP 500: nothing is taken. */
    UNAVAILABLE,
    /** The connection breaks before anything is taken. */
    RESET,
    /** All is taken, and the connection breaks before the answer. */
    ANSWER_LOST,
    /** Those that {@link #refuse} names are not taken. */
    PARTIAL,
    /** Too many requests: nothing is taken. */
    TOO_MANY_REQUESTS,
    DENIED,
    /** No answer while this stands here. */
    HANG
  }

  FaultyKinesis(URI behind) {
    this.behind = behind;
    this.server = new AwsServer(this::answer);
  }

  URI uri() {
    return server.uri();
  }

  /**
   * @param byRequest the fault of the first, the second... request
   */
  void fail(IntFunction<Fault> byRequest) {
    faults = byRequest;
  }

  void refuse(Predicate<JsonNode> records) {
    refused = records;
  }

  int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    closed.countDown();
    server.close();
  }

  private void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private AwsReply answer(AwsRequest request) {
    return switch (faults.apply(requests.getAndIncrement())) {
      case NONE ->
          request.body().contains(POISON)
              ? AwsReply.error(400, "InvalidArgumentException", "not to our liking")
              : forward(request, request.body());
      case THROTTLED ->
          AwsReply.error(400, "ProvisionedThroughputExceededException", "Rate exceeded for stream");
      case UNAVAILABLE -> AwsReply.error(500, "InternalFailure", "");
      case RESET -> AwsReply.RESET;
      case ANSWER_LOST -> {
        forward(request, request.body());
        yield AwsReply.RESET;
      }
      case PARTIAL -> partial(request);
      case TOO_MANY_REQUESTS -> AwsReply.error(400, "LimitExceededException", "Rate exceeded");
      case DENIED -> AwsReply.error(400, "AccessDeniedException", "kinesis:PutRecords");
      case HANG -> {
        awaitClose();
        yield AwsReply.RESET;
      }
    };
  }

  private AwsReply partial(AwsRequest request) {
    try {
      ObjectNode body = (ObjectNode) JSON.readTree(request.body());
      ArrayNode all = (ArrayNode) body.get("Records");
      ArrayNode kept = JSON.createArrayNode();
      boolean[] isRefused = new boolean[all.size()];
      for (int i = 0; i < all.size(); i++) {
        isRefused[i] = refused.test(all.get(i));
        if (!isRefused[i]) {
          kept.add(all.get(i));
        }
      }
      JsonNode taken = JSON.createObjectNode();
      if (!kept.isEmpty()) {
        body.set("Records", kept);
        AwsReply reply = forward(request, body.toString());
        if (reply.status() != 200) {
          return reply;
        }
        taken = JSON.readTree(reply.body());
      }
      ArrayNode merged = JSON.createArrayNode();
      int next = 0;
      for (boolean one : isRefused) {
        if (one) {
          merged
              .addObject()
              .put("ErrorCode", "ProvisionedThroughputExceededException")
              .put("ErrorMessage", "Rate exceeded for shard shardId-000000000000 in stream logs");
        } else {
          merged.add(taken.path("Records").get(next++));
        }
      }
      ObjectNode answer = JSON.createObjectNode().put("FailedRecordCount", all.size() - next);
      answer.set("Records", merged);
      return AwsReply.ok(answer.toString());
    } catch (JsonProcessingException e) {
      return AwsReply.error(400, "SerializationException", "");
    }
  }

  private AwsReply forward(AwsRequest request, String body) {
    HttpRequest behindRequest =
        HttpRequest.newBuilder(behind)
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "Kinesis_20131202." + request.operation())
            .header("X-Amz-Date", request.amzDate())
            .header("Authorization", request.authorization())
            .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8))
            .build();
    try {
      var response = client.send(behindRequest, BodyHandlers.ofString(UTF_8));
      return new AwsReply(response.statusCode(), "", response.body());
    } catch (IOException e) {
      return AwsReply.RESET;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return AwsReply.RESET;
    }
  }
}
