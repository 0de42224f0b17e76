package io.ringtail.bench.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Destinations that answer at once, and tell apart what they have got. */
enum LocalService {
  KINESIS("Data\":\"") {
    private static final String TAKEN =
        "{\"SequenceNumber\":\"49543463076548007577105092703039560359975228518395012686\","
            + "\"ShardId\":\"shardId-000000000000\"}";

    @Override
    Map<String, String> properties(String url) {
      return Map.of("aws.endpointUrlKinesis", url, "ringtail.kinesis.stream", "bench");
    }

    @Override
    String answer(String body, Tally tally) {
      return "{\"FailedRecordCount\":0,\"Records\":[" + taken(body, tally, TAKEN) + "]}";
    }
  },

  FIREHOSE("Data\":\"") {
    private static final String TAKEN =
        "{\"RecordId\":\"" + "CyQdRvYMo4GfZ6BYcgXZ7u1pZ4Ij3pPl".repeat(7) + "\"}";

    @Override
    Map<String, String> properties(String url) {
      return Map.of("aws.endpointUrlFirehose", url, "ringtail.firehose.stream", "bench");
    }

    @Override
    String answer(String body, Tally tally) {
      return "{\"FailedPutCount\":0,\"RequestResponses\":[" + taken(body, tally, TAKEN) + "]}";
    }
  },

  S3("") {
    @Override
    Map<String, String> properties(String url) {
      // Up to 16 MiB an object is one PUT.
      return Map.of(
          "aws.endpointUrlS3",
          url,
          "ringtail.s3.bucket",
          "bench",
          "ringtail.s3.object.bytes",
          System.getProperty("ringtail.s3.object.bytes", "16MiB"));
    }

    @Override
    String answer(HttpExchange exchange, byte[] body, Tally tally) throws IOException {
      String checksum = exchange.getRequestHeaders().getFirst(CHECKSUM);
      if (checksum != null) {
        exchange.getResponseHeaders().set(CHECKSUM, checksum);
      }
      exchange.getResponseHeaders().set("ETag", "\"bench\"");
      boolean compressed = body.length > 0 && body[0] == 0x1f;
      try (InputStream raw = new ByteArrayInputStream(body);
          InputStream in = compressed ? new GZIPInputStream(raw) : raw) {
        addLines(in, tally);
      }
      return "";
    }

    /** A block at a time: an object of 16 MiB holds hundreds of them. */
    private static void addLines(InputStream in, Tally tally) throws IOException {
      byte[] block = new byte[MAX_LINES_BYTES];
      int used = 0;
      for (int count = in.readNBytes(block, 0, block.length);
          count > 0;
          count = in.readNBytes(block, used, block.length - used)) {
        int end = used + count;
        int lines = end;
        while (lines > 0 && block[lines - 1] != '\n') {
          lines--;
        }
        tally.add(Arrays.copyOf(block, lines));
        used = end - lines;
        System.arraycopy(block, lines, block, 0, used);
      }
      tally.add(Arrays.copyOf(block, used));
    }

    @Override
    String answer(String body, Tally tally) {
      throw new IllegalStateException("objects are bytes");
    }
  },

  OPENSEARCH("") {
    private static final String TAKEN = "{\"index\":{\"status\":201}}";

    @Override
    Map<String, String> properties(String url) {
      return Map.of("ringtail.opensearch.url", url);
    }

    @Override
    String answer(String body, Tally tally) {
      tally.add(body.getBytes(UTF_8));
      int documents = (int) body.chars().filter(c -> c == '\n').count() / 2;
      return "{\"errors\":false,\"items\":["
          + String.join(",", Collections.nCopies(documents, TAKEN))
          + "]}";
    }
  };

  private static final String CHECKSUM = "x-amz-checksum-crc32c";

  private static final int MAX_LINES_BYTES = 1 << 20;

  private final String dataBegin;

  LocalService(String dataBegin) {
    this.dataBegin = dataBegin;
  }

  /** What makes the sink send to {@code url}: system properties. */
  abstract Map<String, String> properties(String url);

  /** Takes all events in {@code body}, and sets what the answer's headers need. */
  String answer(HttpExchange exchange, byte[] body, Tally tally) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
    return answer(new String(body, UTF_8), tally);
  }

  /** The same, where a request is text. */
  abstract String answer(String body, Tally tally);

  /** The same for each entry. */
  String taken(String body, Tally tally, String answer) {
    int entries = 0;
    int at = body.indexOf(dataBegin);
    while (at >= 0) {
      int begin = at + dataBegin.length();
      int end = body.indexOf('"', begin);
      tally.add(Base64.getDecoder().decode(body.substring(begin, end).getBytes(US_ASCII)));
      entries++;
      at = body.indexOf(dataBegin, end);
    }
    return String.join(",", Collections.nCopies(entries, answer));
  }
}
