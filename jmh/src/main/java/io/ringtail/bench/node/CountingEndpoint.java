package io.ringtail.bench.node;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * An endpoint that takes PutLogEvents, counts what is in it and throws it away; and answers as
 * kubelet at /pods. A process of its own: the sender's CPU is not to hold the receiver's.
 *
 * <p>Prints its port, then one line of figures for each line that it reads.
 */
public final class CountingEndpoint {
  private static final byte[] OK =
      "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: 2\r\n\r\n{}"
          .getBytes(ISO_8859_1);

  /** So many records are read by a JSON parser, too. */
  private static final int CHECK_EVERY = 1_000;

  private final JsonFactory json = new JsonFactory();
  private final byte[] pods;
  private final Map<String, StreamTally> streams = new HashMap<>();
  private final Histogram latencyMillis = new Histogram(3_600_000, 3);
  private final boolean live;
  private long bodyBytes;
  private long records;
  private long requests;
  private long broken;

  private CountingEndpoint(int pods, boolean live) {
    this.pods = NodeLayout.podList(pods).getBytes(UTF_8);
    this.live = live;
  }

  /** Arguments: how many pods there are, and whether records are dated now. */
  public static void main(String... arguments) throws IOException {
    CountingEndpoint endpoint =
        new CountingEndpoint(Integer.parseInt(arguments[0]), Boolean.parseBoolean(arguments[1]));
    try (ServerSocket server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress())) {
      System.out.println(server.getLocalPort());
      Thread acceptor = new Thread(() -> endpoint.accept(server), "acceptor");
      acceptor.setDaemon(true);
      acceptor.start();
      BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      while (in.readLine() != null) {
        System.out.println(endpoint.figures());
      }
    }
  }

  private void accept(ServerSocket server) {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread connection = new Thread(() -> serve(socket), "connection");
        connection.setDaemon(true);
        connection.start();
      }
    } catch (IOException e) {
      // The end of the process.
    }
  }

  private void serve(Socket socket) {
    byte[] buffer = new byte[4 << 20];
    try (socket;
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream()) {
      socket.setTcpNoDelay(true);
      int filled = 0;
      while (true) {
        int headEnd = headEnd(buffer, filled);
        while (headEnd < 0) {
          int read = in.read(buffer, filled, buffer.length - filled);
          if (read < 0) {
            return;
          }
          filled += read;
          headEnd = headEnd(buffer, filled);
        }
        String head = new String(buffer, 0, headEnd, ISO_8859_1);
        int end = headEnd + contentLength(head);
        while (filled < end) {
          int read = in.read(buffer, filled, buffer.length - filled);
          if (read < 0) {
            return;
          }
          filled += read;
        }
        if (head.startsWith("GET /pods")) {
          String answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ";
          out.write((answer + pods.length + "\r\n\r\n").getBytes(ISO_8859_1));
          out.write(pods);
        } else {
          if (head.contains("PutLogEvents")) {
            count(Arrays.copyOfRange(buffer, headEnd, end));
          }
          out.write(OK);
        }
        System.arraycopy(buffer, end, buffer, 0, filled - end);
        filled -= end;
      }
    } catch (IOException e) {
      // The sender is gone.
    }
  }

  private synchronized void count(byte[] body) {
    long now = System.currentTimeMillis();
    requests++;
    bodyBytes += body.length;
    PutBodyScan scan = new PutBodyScan(body, body.length);
    String stream = scan.stream();
    // A container's two outputs are each in order, not one with the other.
    StreamTally stdout = streams.computeIfAbsent(stream + " stdout", s -> new StreamTally());
    StreamTally stderr = streams.computeIfAbsent(stream + " stderr", s -> new StreamTally());
    stdout.beginRequest();
    stderr.beginRequest();
    while (scan.next()) {
      long time = scan.timeNanos();
      if (time == Long.MIN_VALUE || (records % CHECK_EVERY == 0 && !isJson(scan.json()))) {
        broken++;
      } else {
        (scan.isStderr() ? stderr : stdout).add(time);
        if (live) {
          latencyMillis.recordValue(Math.max(0, now - time / 1_000_000));
        }
      }
      records++;
    }
  }

  private boolean isJson(String text) {
    try (JsonParser parser = json.createParser(text)) {
      while (parser.nextToken() != null) {
        parser.getText();
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private synchronized String figures() {
    long distinct = 0;
    long reordered = 0;
    long kept = 0;
    for (StreamTally tally : streams.values()) {
      distinct += tally.distinct();
      reordered += tally.reordered();
      kept += tally.records();
    }
    return new Arrived(
            records,
            distinct,
            kept - distinct,
            reordered,
            broken,
            bodyBytes,
            requests,
            streams.size(),
            latencyMillis.getValueAtPercentile(50),
            latencyMillis.getValueAtPercentile(99),
            latencyMillis.getMaxValue())
        .toLine();
  }

  private static int headEnd(byte[] buffer, int filled) {
    for (int i = 3; i < filled; i++) {
      if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private static int contentLength(String head) {
    for (String line : head.split("\r\n", -1)) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        return Integer.parseInt(line.substring(15).strip());
      }
    }
    return 0;
  }
}
