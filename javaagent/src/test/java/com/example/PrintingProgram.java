package com.example;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** Prints, in the way that its argument names, and logs nothing. */
public final class PrintingProgram {
  public static final int THREADS = 8;
  public static final int TRACES_PER_THREAD = 40;
  public static final int LINES_PER_THREAD = 200;

  private PrintingProgram() {}

  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    switch (arguments[0]) {
      case "all-ways" -> allWays();
      case "traces" -> traces();
      case "mixed-lines" -> mixedLines();
      case "binary" -> binary();
      case "wrapped" -> wrapped();
      case "bypassed" -> bypassed();
      case "uncaught" -> throw new IllegalStateException("not\ncaught", new IOException("reset"));
      case "hook" -> hook();
      case "late-hook" -> {
        // A daemon, as a hook is that a pool's thread has made: nothing of it says what it is.
        Thread hook = new Thread(PrintingProgram::printLate, "pool-1");
        hook.setDaemon(true);
        Runtime.getRuntime().addShutdownHook(hook);
        System.out.println("from main");
      }
      case "long-line" -> longLine();
      case "closed" -> closed();
      case "named-like-ours" -> {
        Thread thread = new Thread(() -> System.out.println("on it"), "ringtail-watcher");
        thread.start();
        thread.join();
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void allWays() throws IOException {
    PrintStream out = System.out;
    out.println("grüße, €, 😀");
    out.print(true);
    out.print(' ');
    out.print(17);
    out.print(18L);
    out.print(1.5f);
    out.print(2.5d);
    out.print(new char[] {'x', 'y'});
    out.print((Object) null);
    out.println();
    for (char each : "char by char 😀".toCharArray()) {
      out.print(each);
    }
    out.println('!');
    out.printf("%s and %d%n", "printf", 3).append("app").append('e').append("-nd-", 1, 3).println();
    out.write("by bytes\n".getBytes(StandardCharsets.UTF_8));
    for (byte each : "byte by byte é\n".getBytes(StandardCharsets.UTF_8)) {
      out.write(each);
    }
    out.println();
    out.println("two\r\nlines");
    System.err.println("an error: " + out.checkError());
    out.write("not flushed by us".getBytes(StandardCharsets.UTF_8), 0, 3);
    out.print(" - no end");
  }

  private static void traces() throws InterruptedException {
    onThreads(
        number -> {
          for (int i = 0; i < TRACES_PER_THREAD; i++) {
            IllegalStateException failure =
                new IllegalStateException(
                    "failure " + number + "/" + i + "\nsecond line", new IOException("a\nb"));
            failure.addSuppressed(new IOException("suppressed"));
            failure.printStackTrace(i % 2 == 0 ? System.out : System.err);
          }
        });
  }

  private static void mixedLines() throws InterruptedException {
    onThreads(
        number -> {
          for (int i = 0; i < LINES_PER_THREAD; i++) {
            System.out.print("thread " + number);
            System.out.flush();
            System.out.print(" line ");
            System.out.println(i);
          }
        });
  }

  private static void onThreads(Work work) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                  work.run(number);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              },
              "printer-" + i);
      threads.add(thread);
      thread.start();
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void binary() throws IOException {
    byte[] bytes = new byte[100_000];
    new Random(17).nextBytes(bytes);
    System.out.write(bytes);
    for (int i = 0; i < 1_000; i++) {
      System.out.write(bytes[i]);
    }
    System.out.write(bytes, 1_000, 5_000);
    System.out.flush();
  }

  private static void wrapped() {
    System.out.println("before");
    PrintStream ours = System.out;
    System.setOut(
        new PrintStream(System.out, true, StandardCharsets.UTF_8) {
          @Override
          public void println(String text) {
            super.println("[wrapped] " + text);
          }
        });
    System.out.println("through the program's own");
    System.setOut(ours);
    System.out.println("after");
  }

  private static void bypassed() {
    System.out.println("before");
    System.setOut(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
    System.out.println("past the agent");
  }

  private static void hook() {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  java.util.concurrent.locks.LockSupport.parkNanos(300_000_000);
                  System.out.println("the first line of all");
                  System.out.print("and the last");
                }));
  }

  private static void printLate() {
    for (int i = 0; i < 10; i++) {
      java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
      System.out.println("late line " + i);
    }
  }

  private static void longLine() {
    StringBuilder line = new StringBuilder();
    for (int i = 0; line.length() < 300_000; i++) {
      line.append(i).append(" é ");
    }
    System.out.println(line);
    System.out.println("next");
  }

  private static void closed() {
    System.out.println("before");
    System.out.close();
    System.out.println("nobody hears it");
    System.err.println("error " + System.out.checkError());
  }

  private interface Work {
    void run(int number);
  }
}
