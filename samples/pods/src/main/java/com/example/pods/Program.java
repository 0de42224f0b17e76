package com.example.pods;

import java.util.List;

/** A program in a container, known by what it prints. Every entry says its number, from 0 on. */
enum Program {
  NGINX("nginx", "web") {
    @Override
    Entry entry(int number) {
      if (number % 25 == 24) {
        return Entry.stderr(
            "2026/11/20 22:00:01 [error] 29#29: *%d open() \"/usr/share/nginx/html/favicon.ico\" failed (2: No such file or directory), entry=%d"
                .formatted(number, number));
      }
      return Entry.stdout(
          "10.0.%d.%d - - [20/Nov/2026:22:00:01 +0000] \"GET /products/%d?entry=%d HTTP/1.1\" %d %d \"-\" \"curl/8.5.0\""
              .formatted(
                  number % 4,
                  number % 250,
                  number % 90,
                  number,
                  number % 10 == 0 ? 404 : 200,
                  300 + number % 977));
    }
  },

  PYTHON("report", "worker") {
    @Override
    Entry entry(int number) {
      if (number % 40 == 39) {
        return Entry.stderr(
            "ERROR:report.worker:entry=" + number + " cannot be priced",
            "Traceback (most recent call last):",
            "  File \"/app/worker.py\", line 41, in run",
            "    price = table[order.sku]",
            "            ~~~~~^^^^^^^^^^^",
            "KeyError: 'sku-" + number + "'");
      }
      return Entry.stdout("INFO:report.worker:entry=" + number + " rows=" + (number * 37 % 1_000));
    }
  },

  GO("gateway", "proxy") {
    @Override
    Entry entry(int number) {
      if (number % 100 == 99) {
        return Entry.stderr(
            "panic: runtime error: index out of range ["
                + number
                + "] with length 3, entry="
                + number,
            "",
            "goroutine 17 [running]:",
            "main.(*Router).pick(0xc0000b4000, 0x7)",
            "\t/src/router.go:58 +0x1d",
            "created by main.serve in goroutine 1",
            "\t/src/main.go:31 +0x85");
      }
      return Entry.stdout(
          "{\"time\":\"2026-11-20T22:00:01Z\",\"level\":\"INFO\",\"msg\":\"proxied\",\"entry\":%d,\"upstream\":\"shop:8080\",\"took_ms\":%d}"
              .formatted(number, number % 130));
    }
  };

  private final String pod;
  private final String container;

  Program(String pod, String container) {
    this.pod = pod;
    this.container = container;
  }

  abstract Entry entry(int number);

  String pod() {
    return pod + "-5b9c8d7f66-x2x20";
  }

  String container() {
    return container;
  }

  /**
   * One log entry.
   *
   * @param stream to which it is printed
   * @param lines more than one for a stack trace
   */
  record Entry(String stream, List<String> lines) {
    Entry {
      lines = List.copyOf(lines);
    }

    static Entry stdout(String line) {
      return new Entry("stdout", List.of(line));
    }

    static Entry stderr(String... lines) {
      return new Entry("stderr", List.of(lines));
    }

    /** As it is to arrive: one event. */
    String text() {
      return String.join("\n", lines);
    }
  }
}
