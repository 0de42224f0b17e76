package com.example.shop.driver;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.shop.ShopApplication;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(
    classes = ShopApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"server.address=127.0.0.1", "shop.stock-check.period=PT0.2S"})
class DriverTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);

  @Test
  void getsEveryKindOfAnswerAndWritesItDown(
      @Value("${local.server.port}") int port, @TempDir Path folder) throws Exception {
    Path ledger = folder.resolve("ledger");

    int exitCode = drive("http://127.0.0.1:" + port, "--requests", "200", "--ledger", "" + ledger);

    assertThat(exitCode).as(printed()).isZero();
    assertThat(printed()).contains("200 requests", "status 201", "status 400", "status 402");
    assertThat(Files.readAllLines(ledger))
        .hasSize(200)
        .allMatch(line -> line.matches("[0-9a-f-]{36}\t\\d{3}\t[A-Z]+"));
  }

  @Test
  void saysThatNoShopIsThere() throws Exception {
    assertThat(drive("http://127.0.0.1:" + unusedPort(), "--wait", "1")).isEqualTo(1);
    assertThat(printed()).contains("no shop at");
  }

  @Test
  void refusesAWrongCommandLine() throws Exception {
    assertThat(drive("ftp://shop")).isEqualTo(2);
    assertThat(printed()).contains("ftp://shop", "usage:");
  }

  private int drive(String url, String... more) throws InterruptedException {
    String[] args = new String[more.length + 4];
    args[0] = "--url";
    args[1] = url;
    args[2] = "--rate";
    args[3] = "200";
    System.arraycopy(more, 0, args, 4, more.length);
    return Driver.run(args, print, print);
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
