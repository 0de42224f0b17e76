package io.ringtail.bench.receiver;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads what a receiver holds, page by page with GetLogEvents, or line by line from a file. */
public final class ReadBack {
  private static final JsonFactory JSON = new JsonFactory();

  private ReadBack() {}

  /** Adds all events of a stream. */
  public static void stream(ConsoleClient console, String group, String stream, Arrivals arrivals)
      throws IOException {
    String names = "\"logGroupName\":\"" + group + "\",\"logStreamName\":\"" + stream + "\"";
    String token = page(console, "{" + names + ",\"startFromHead\":true}", arrivals);
    while (true) {
      String next = page(console, "{" + names + ",\"nextToken\":\"" + token + "\"}", arrivals);
      if (next.equals(token)) {
        return;
      }
      token = next;
    }
  }

  /** Adds all lines of a file. */
  public static void file(Path file, Arrivals arrivals) throws IOException {
    if (Files.exists(file)) {
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          arrivals.add(line);
        }
      }
    }
  }

  /** The token of the page that follows. */
  private static String page(ConsoleClient console, String request, Arrivals arrivals)
      throws IOException {
    String next = null;
    try (JsonParser json = JSON.createParser(console.call("GetLogEvents", request))) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.VALUE_STRING) {
          next = value(json, arrivals, next);
        }
      }
    }
    if (next == null) {
      throw new IOException("GetLogEvents answered without nextForwardToken");
    }
    return next;
  }

  private static @Nullable String value(JsonParser json, Arrivals arrivals, @Nullable String next)
      throws IOException {
    switch (json.currentName()) {
      case "message" -> arrivals.add(json.getText());
      case "nextForwardToken" -> {
        return json.getText();
      }
      default -> {}
    }
    return next;
  }
}
