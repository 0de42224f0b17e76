package io.ringtail.console.http;

import com.sun.net.httpserver.HttpExchange;
import io.ringtail.console.logs.RefusedException;
import io.ringtail.console.logs.ServiceError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request's body, read whole, within a bound, unpacked. Its array is used again after {@link
 * #release()}: a new one of a megabyte per request would keep the collector busy.
 */
final class RequestBody {
  /** A legal batch, with each byte written as a JSON escape of six, fits. */
  static final int MAX_BYTES = 8 * 1024 * 1024;

  private static final int FIRST_BYTES = 16 * 1024;

  private static final int SPARE_ARRAYS = 4;
  private static final int MAX_SPARE_BYTES = 2 * 1024 * 1024;
  private static final ArrayBlockingQueue<byte[]> SPARE = new ArrayBlockingQueue<>(SPARE_ARRAYS);

  private final byte[] bytes;
  private final int length;

  private RequestBody(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Gives the array back; to be called at most once, by the last who reads it. */
  void release() {
    if (bytes.length > FIRST_BYTES && bytes.length <= MAX_SPARE_BYTES) {
      SPARE.offer(bytes);
    }
  }

  private static byte[] array(int minBytes) {
    byte[] spare = minBytes > FIRST_BYTES ? SPARE.poll() : null;
    if (spare != null && spare.length >= minBytes) {
      return spare;
    }
    // A little more than asked for, so that it also holds the next body.
    return new byte[minBytes > FIRST_BYTES ? minBytes + minBytes / 8 : minBytes];
  }

  /** Throws {@link RefusedException} where it is too large, or packed in another way than gzip. */
  static RequestBody read(HttpExchange exchange) throws IOException {
    RequestBody raw =
        readAll(
            exchange.getRequestBody(),
            declaredLength(exchange.getRequestHeaders().getFirst("Content-Length")));
    String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
    if (encoding == null || encoding.equalsIgnoreCase("identity")) {
      return raw;
    }
    if (!encoding.equalsIgnoreCase("gzip")) {
      throw ServiceError.serialization(
              "Content-Encoding " + encoding + " is not supported: send gzip or none")
          .refused();
    }
    try (InputStream unpacked =
        new GZIPInputStream(new ByteArrayInputStream(raw.bytes, 0, raw.length))) {
      return readAll(unpacked, raw.length * 4L);
    } catch (IOException e) {
      throw ServiceError.serialization("The body is not valid gzip: " + e.getMessage()).refused();
    }
  }

  private static long declaredLength(@Nullable String header) {
    try {
      return header == null ? FIRST_BYTES : Long.parseLong(header);
    } catch (NumberFormatException e) {
      return FIRST_BYTES;
    }
  }

  private static RequestBody readAll(InputStream in, long expectedBytes) throws IOException {
    if (expectedBytes < 0) {
      throw ServiceError.serialization("Content-Length is negative").refused();
    }
    // One byte more than expected, so that the end is seen without growing.
    byte[] bytes = array((int) Math.min(expectedBytes, MAX_BYTES) + 1);
    int length = 0;
    for (int read = in.read(bytes);
        read >= 0;
        read = in.read(bytes, length, bytes.length - length)) {
      length += read;
      if (length > MAX_BYTES) {
        throw ServiceError.invalidParameter(
                "Request too large: more than " + MAX_BYTES + " bytes of body")
            .refused();
      }
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(length * 2L, MAX_BYTES + 1L));
      }
    }
    return new RequestBody(bytes, length);
  }
}
