package io.ringtail.sink.cloudwatch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.sink.Outcome;
import io.ringtail.sink.RetryCause;
import io.ringtail.sink.cloudwatch.ScriptedLogs.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens below HTTP, and with several sends at once. */
@Timeout(30)
class ConnectionTest {

  @Test
  void nobodyListeningIsUnavailable() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try (SinkUnderTest tested = new SinkUnderTest(URI.create("http://127.0.0.1:" + port))) {
      assertThat(tested.send(Batches.of("a")))
          .allSatisfy(
              outcome ->
                  assertThat(outcome)
                      .isInstanceOfSatisfying(
                          Outcome.RetryLater.class,
                          later -> assertThat(later.cause()).isEqualTo(RetryCause.UNAVAILABLE)));
    }
  }

  @Test
  void closeBreaksOffASendThatHangs() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    try (ScriptedLogs logs =
            new ScriptedLogs(
                call -> {
                  asked.countDown();
                  await(done);
                  return ScriptedLogs.OK;
                });
        SinkUnderTest tested = new SinkUnderTest(logs.uri())) {
      CompletableFuture<List<Outcome>> send =
          CompletableFuture.supplyAsync(() -> tested.send(Batches.of("a")));
      asked.await();
      long start = System.nanoTime();
      tested.sink.close();

      assertThat(send.get(8, TimeUnit.SECONDS)).hasOnlyElementsOfType(Outcome.RetryLater.class);
      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(8);
      done.countDown();
    }
  }

  @Test
  void closeBreaksOffASendWhosePeerDoesNotRead() throws Exception {
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      deaf.setReceiveBufferSize(4096);
      try (SinkUnderTest tested =
          new SinkUnderTest(URI.create("http://127.0.0.1:" + deaf.getLocalPort()))) {
        Batches batches = new Batches(Batches.DESTINATION);
        // More than the buffers of two sockets hold.
        byte[] message = "\"".repeat(1_000_000).getBytes(US_ASCII);
        batches.add(message, System.currentTimeMillis());
        CompletableFuture<List<Outcome>> send =
            CompletableFuture.supplyAsync(() -> tested.send(batches.seal().get(0)));
        try (Socket accepted = deaf.accept()) {
          assertThat(accepted.getInputStream().read()).isPositive();
          tested.sink.close();

          assertThat(send.get(8, TimeUnit.SECONDS)).hasOnlyElementsOfType(Outcome.RetryLater.class);
        }
      }
    }
  }

  @Test
  void aConnectionThatHasGoneStaleCostsNothing() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        SinkUnderTest tested =
            new SinkUnderTest(URI.create("http://127.0.0.1:" + server.getLocalPort()))) {
      AtomicInteger connections = new AtomicInteger();
      Thread answering = new Thread(() -> answerOneRequestEach(server, connections));
      answering.setDaemon(true);
      answering.start();

      for (int i = 0; i < 5; i++) {
        assertThat(tested.send(Batches.of("m"))).containsOnly(Outcome.ACCEPTED);
      }
      assertThat(connections.get()).isGreaterThanOrEqualTo(5);
    }
  }

  @Test
  void ofManySendsThatMissTheStreamOneCreatesIt() throws Exception {
    AtomicBoolean exists = new AtomicBoolean();
    try (ScriptedLogs logs =
            new ScriptedLogs(
                call -> {
                  if (call.operation().equals("CreateLogStream")) {
                    exists.set(true);
                  }
                  return exists.get()
                      ? ScriptedLogs.OK
                      : Reply.error(
                          "ResourceNotFoundException", "The specified log stream does not exist.");
                });
        SinkUnderTest tested = new SinkUnderTest(logs.uri())) {
      ExecutorService senders = Executors.newFixedThreadPool(5);
      List<Future<List<Outcome>>> sends =
          senders.invokeAll(java.util.Collections.nCopies(5, () -> tested.send(Batches.of("a"))));
      for (Future<List<Outcome>> send : sends) {
        assertThat(send.get()).containsOnly(Outcome.ACCEPTED);
      }
      senders.shutdownNow();

      assertThat(logs.operations()).filteredOn("CreateLogStream"::equals).hasSizeLessThan(5);
    }
  }

  /** Says nothing about closing, and closes after one answer. */
  private static void answerOneRequestEach(ServerSocket server, AtomicInteger connections) {
    while (true) {
      try (Socket socket = server.accept()) {
        connections.incrementAndGet();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[8192];
        String read = "";
        while (!read.endsWith("]}")) {
          read += new String(buffer, 0, in.read(buffer), US_ASCII);
        }
        socket
            .getOutputStream()
            .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(US_ASCII));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
