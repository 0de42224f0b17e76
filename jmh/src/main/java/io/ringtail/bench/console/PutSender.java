package io.ringtail.bench.console;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/**
 * Sends PutLogEvents over one connection, with as little CPU as can be: the console is measured.
 *
 * <p>Threading: one thread.
 */
final class PutSender implements AutoCloseable {
  static final String GROUP = "/aws/containerinsights/bench/application";

  private static final byte[] GROUP_NAME =
      Body.ascii("{\"logGroupName\":\"" + GROUP + "\",\"logStreamName\":\"");
  private static final byte[] LOG_EVENTS = Body.ascii("\",\"logEvents\":[");
  private static final byte[] FIRST_EVENT = Body.ascii("{\"timestamp\":");
  private static final byte[] NEXT_EVENT = Body.ascii(",{\"timestamp\":");
  private static final byte[] MESSAGE = Body.ascii(",\"message\":\"");
  private static final byte[] EVENT_END = Body.ascii("\"}");
  private static final byte[] END = Body.ascii("]}");

  private final Body body = new Body();
  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;
  private final String host;

  PutSender(URI endpoint) throws IOException {
    this.socket = new Socket();
    socket.connect(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
    socket.setTcpNoDelay(true);
    this.out = socket.getOutputStream();
    this.in = new BufferedInputStream(socket.getInputStream());
    this.host = endpoint.getHost() + ":" + endpoint.getPort();
  }

  static String stream(int pod) {
    return EventLines.namespace(pod) + "/" + EventLines.podName(pod) + "/app";
  }

  void create(int pod) throws IOException {
    send("CreateLogGroup", "{\"logGroupName\":\"" + GROUP + "\"}");
    send(
        "CreateLogStream",
        "{\"logGroupName\":\"" + GROUP + "\",\"logStreamName\":\"" + stream(pod) + "\"}");
  }

  /** A batch of events that begin at {@code millis}, {@code perMillis} a millisecond. */
  void put(int pod, EventLines lines, long millis, int count, int perMillis) throws IOException {
    body.clear();
    body.add(GROUP_NAME).add(Body.ascii(stream(pod))).add(LOG_EVENTS);
    for (int i = 0; i < count; i++) {
      long time = millis + i / perMillis;
      body.add(i == 0 ? FIRST_EVENT : NEXT_EVENT).decimal(time).add(MESSAGE);
      lines.append(time, body);
      body.add(EVENT_END);
    }
    body.add(END);
    if (send("PutLogEvents") != 200) {
      throw new IOException("the console has refused a batch");
    }
  }

  private int send(String operation, String json) throws IOException {
    body.clear();
    body.add(Body.ascii(json));
    return send(operation);
  }

  private int send(String operation) throws IOException {
    String head =
        "POST / HTTP/1.1\r\nHost: "
            + host
            + "\r\nX-Amz-Target: Logs_20140328."
            + operation
            + "\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n";
    out.write(Body.ascii(head));
    body.writeTo(out);
    out.flush();
    return answer();
  }

  private int answer() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring("content-length:".length()).trim());
      }
    }
    in.skipNBytes(length);
    return status;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the console has closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
