package io.ringtail.testing.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * PutRecordBatch of Data Firehose as its document says, and nothing besides: signatures are
 * checked, unknown members refused, limits kept to the byte. What it has taken can be read back as
 * its objects in S3 would hold it.
 *
 * <p>Threading: safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecordBatch.html">PutRecordBatch</a>
 */
public final class FirehoseEndpoint implements AutoCloseable {
  public static final String ACCESS_KEY_ID = "AKIDFIREHOSE";
  public static final String SECRET_ACCESS_KEY = "firehose/secret+key";

  private static final int MAX_RECORDS = 500;
  private static final int MAX_RECORD_BYTES = 1_000 * 1_024;
  private static final int MAX_REQUEST_BYTES = 4 * 1_024 * 1_024;
  private static final String TARGET = "Firehose_20150804.PutRecordBatch";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Map<String, List<byte[]>> streams = new ConcurrentHashMap<>();
  private final SignatureCheck signatures =
      new SignatureCheck(ACCESS_KEY_ID, SECRET_ACCESS_KEY, "firehose");
  private final AwsServer server;
  private volatile Function<AwsRequest, @Nullable AwsReply> before = request -> null;
  private volatile Function<AwsRequest, @Nullable AwsReply> after = request -> null;
  private volatile IntPredicate refuses = record -> false;

  public FirehoseEndpoint() {
    this(0);
  }

  /**
   * @param port 0 for any
   */
  public FirehoseEndpoint(int port) {
    server = new AwsServer(port, this::answer);
  }

  public URI uri() {
    return server.uri();
  }

  public void createStream(String name) {
    streams.put(name, new ArrayList<>());
  }

  /** Answers in place of the service, where {@code fault} has an answer: nothing is taken then. */
  public void before(Function<AwsRequest, @Nullable AwsReply> fault) {
    before = fault;
  }

  /** The same for requests that the service has taken: the answer is another. */
  public void after(Function<AwsRequest, @Nullable AwsReply> fault) {
    after = fault;
  }

  /** Which records of each request, by index, are not taken since the stream has too much. */
  public void refuse(IntPredicate records) {
    refuses = records;
  }

  /** The data of all records that {@code stream} has taken. */
  public List<byte[]> records(String stream) {
    List<byte[]> taken = streams.getOrDefault(stream, List.of());
    synchronized (taken) {
      return List.copyOf(taken);
    }
  }

  /** All of it in a row. */
  public byte[] object(String stream) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    records(stream).forEach(all::writeBytes);
    return all.toByteArray();
  }

  @Override
  public void close() {
    server.close();
  }

  private AwsReply answer(HttpExchange exchange, AwsRequest request) {
    AwsReply fault = before.apply(request);
    if (fault != null) {
      return fault;
    }
    String unsigned = signatures.errorOf(exchange, request.body().getBytes(UTF_8));
    if (unsigned != null) {
      return AwsReply.error(400, unsigned, "The request is not signed as it must be.");
    }
    String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
    String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
    if (!exchange.getRequestMethod().equals("POST")
        || !target.equals(TARGET)
        || !type.equals("application/x-amz-json-1.1")) {
      return AwsReply.error(400, "UnknownOperationException", "");
    }
    try {
      AwsReply reply = put(request.body());
      AwsReply other = reply.status() == 200 ? after.apply(request) : null;
      return other == null ? reply : other;
    } catch (RefusedException e) {
      return AwsReply.error(400, e.type, String.valueOf(e.getMessage()));
    }
  }

  private AwsReply put(String body) throws RefusedException {
    JsonNode request = read(body);
    onlyMembers(request, Set.of("DeliveryStreamName", "Records"));
    String name = request.path("DeliveryStreamName").textValue();
    if (name == null || !name.matches("[a-zA-Z0-9_.-]{1,64}")) {
      throw new RefusedException(
          "ValidationException",
          "1 validation error detected: Value '"
              + name
              + "' at 'deliveryStreamName' failed to satisfy constraint");
    }
    JsonNode records = request.path("Records");
    if (!records.isArray() || records.isEmpty() || records.size() > MAX_RECORDS) {
      throw new RefusedException(
          "ValidationException",
          "1 validation error detected: Value at 'records' failed to satisfy constraint: Member"
              + " must have length less than or equal to 500");
    }
    List<byte[]> data = decode(records);
    List<byte[]> taken = streams.get(name);
    if (taken == null) {
      throw new RefusedException(
          "ResourceNotFoundException",
          "Firehose " + name + " under account 123456789012 not found.");
    }
    return take(data, taken);
  }

  private AwsReply take(List<byte[]> data, List<byte[]> taken) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode responses = JSON.createArrayNode();
    int failed = 0;
    synchronized (taken) {
      for (int i = 0; i < data.size(); i++) {
        if (refuses.test(i)) {
          failed++;
          responses
              .addObject()
              .put("ErrorCode", "ServiceUnavailableException")
              .put("ErrorMessage", "Slow down.");
        } else {
          taken.add(data.get(i));
          responses.addObject().put("RecordId", "id-" + taken.size());
        }
      }
    }
    answer.put("FailedPutCount", failed).put("Encrypted", false);
    answer.set("RequestResponses", responses);
    return AwsReply.ok(answer.toString());
  }

  private static JsonNode read(String body) throws RefusedException {
    try {
      JsonNode request = JSON.readTree(body);
      if (request.isObject()) {
        return request;
      }
    } catch (JsonProcessingException e) {
      // Told below.
    }
    throw new RefusedException("SerializationException", "");
  }

  private static List<byte[]> decode(JsonNode records) throws RefusedException {
    List<byte[]> data = new ArrayList<>();
    long sum = 0;
    for (JsonNode record : records) {
      onlyMembers(record, Set.of("Data"));
      byte[] bytes = bytes(record.path("Data"));
      if (bytes.length > MAX_RECORD_BYTES) {
        throw new RefusedException(
            "InvalidArgumentException",
            "Records are too large: " + bytes.length + " bytes, at most " + MAX_RECORD_BYTES);
      }
      sum += bytes.length;
      data.add(bytes);
    }
    if (sum > MAX_REQUEST_BYTES) {
      throw new RefusedException(
          "InvalidArgumentException",
          "Records size exceeds " + MAX_REQUEST_BYTES + " bytes: " + sum);
    }
    return data;
  }

  private static byte[] bytes(JsonNode data) throws RefusedException {
    String text = data.textValue();
    try {
      // The decoder takes text without padding; the service's model does not speak of such.
      if (text != null && text.length() % 4 == 0) {
        return Base64.getDecoder().decode(text);
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new RefusedException("SerializationException", "");
  }

  private static void onlyMembers(JsonNode object, Set<String> known) throws RefusedException {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new RefusedException("SerializationException", "unknown member " + name);
      }
    }
  }

  private static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final String type;

    RefusedException(String type, String message) {
      super(message);
      this.type = type;
    }
  }
}
