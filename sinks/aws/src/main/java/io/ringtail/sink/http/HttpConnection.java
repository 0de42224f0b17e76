package io.ringtail.sink.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection to one origin, made by its first request, and kept for others.
 *
 * <p>Threading: one request at a time; {@link #breakOff} from any thread.
 */
final class HttpConnection {
  /** Of an answer, to have its connection again: reading more takes longer than another one. */
  private static final int MAX_LEFT_BYTES = 64 * 1024;

  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** So much sooner than the host says. */
  private static final long KEPT_MARGIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Origin origin;
  private final HttpProxy proxy;
  private final HttpSettings settings;
  private final SocketOpening opening;
  private @Nullable SocketStreams streams;
  private boolean isReusable;
  private long keptNanos = KEPT_NANOS;

  HttpConnection(Origin origin, HttpProxy proxy, HttpSettings settings) {
    this.origin = origin;
    this.proxy = proxy;
    this.settings = settings;
    this.opening = new SocketOpening(origin, proxy, settings);
  }

  Origin origin() {
    return origin;
  }

  /**
   * @throws IOException if there is no answer, or not all of it
   */
  <T> T exchange(HttpRequest request, HttpAnswer.Reader<T> reader) throws IOException {
    isReusable = false;
    SocketStreams open = streams;
    if (open == null) {
      open = opening.open();
      streams = open;
    }
    SocketInput in = open.in();
    IOException refused = write(request, open.out());
    AnswerHead head = readHead(in, refused);
    InputStream framed = head.framedBody(request.method(), in);
    InputStream body = framed == null ? in : framed;
    T value = reader.read(new HttpAnswer(head.status(), head.headers(), body));
    isReusable =
        refused == null
            && framed != null
            && head.keepsConnection()
            && isReadToItsEnd(framed)
            && in.isDrained();
    Long told = head.keptNanos();
    keptNanos = told == null ? KEPT_NANOS : Math.min(KEPT_NANOS, told - KEPT_MARGIN_NANOS);
    return value;
  }

  /** After an exchange: whether another one may follow. */
  boolean isReusable() {
    return isReusable;
  }

  /** How long it may be idle. */
  long keptNanos() {
    return keptNanos;
  }

  /** Whether the host has not closed it meanwhile, as far as can be seen; takes a millisecond. */
  boolean isAlive() {
    SocketStreams open = streams;
    if (open == null) {
      return false;
    }
    try {
      open.socket().setSoTimeout(1);
      try {
        // Neither its end may come, nor an answer that nobody has asked for.
        open.in().read();
        return false;
      } catch (SocketTimeoutException e) {
        open.socket().setSoTimeout(settings.silenceMillis());
        return true;
      }
    } catch (IOException e) {
      return false;
    }
  }

  /** Lets whoever waits for it fail at once. */
  void breakOff() {
    opening.breakOff();
  }

  /** Of one that nobody uses: says goodbye, too, where TLS wants that. */
  void close() {
    SocketStreams open = streams;
    if (open == null) {
      opening.breakOff();
    } else {
      open.close();
    }
  }

  /**
   * @return why not all was taken: the host may have answered before, that it is too much for
   *     instance
   */
  private @Nullable IOException write(HttpRequest request, OutputStream out)
      throws ProtocolException {
    String head = RequestHead.of(request, origin, proxy);
    try {
      out.write(head.getBytes(ISO_8859_1));
      if (request.content() != null) {
        request.content().writeTo(out);
      }
      out.flush();
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  /** RFC 9112, 9.5: an answer is an answer, also where its request has not arrived as a whole. */
  private static AnswerHead readHead(SocketInput in, @Nullable IOException refused)
      throws IOException {
    try {
      return AnswerHead.read(in);
    } catch (IOException e) {
      if (refused == null) {
        throw e;
      }
      refused.addSuppressed(e);
      throw refused;
    }
  }

  private static boolean isReadToItsEnd(InputStream body) {
    byte[] rest = new byte[1024];
    try {
      int total = 0;
      for (int count = body.read(rest); total < MAX_LEFT_BYTES; count = body.read(rest)) {
        if (count < 0) {
          return true;
        }
        total += count;
      }
    } catch (IOException e) {
      // The answer has been read; only its connection is of no use.
    }
    return false;
  }
}
