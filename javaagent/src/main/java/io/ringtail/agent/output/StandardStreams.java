package io.ringtail.agent.output;

import io.ringtail.sink.RingtailThread;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;

/**
 * System.out and System.err, listened to.
 *
 * <p>Made on the start path: two streams, no more. What reads them is loaded with the first line.
 */
public final class StandardStreams implements PrintedStreams, Runnable {
  private final Tap tap;
  private final TeeStream out;
  private final TeeStream error;
  private volatile boolean shuttingDown;

  private StandardStreams(boolean captures, boolean quiet, OutputHost host) {
    this.tap = new Tap(captures, quiet, host, this);
    this.out = new TeeStream(System.out, tap, false);
    this.error = new TeeStream(System.err, tap, true);
  }

  /**
   * Puts ours in place of System.out and System.err, before the program can keep either.
   *
   * @param captures whether what the program prints is captured
   * @param quiet whether what frameworks print is kept back
   */
  public static StandardStreams install(boolean captures, boolean quiet, OutputHost host) {
    StandardStreams streams = new StandardStreams(captures, quiet, host);
    PrintStream out = visible(streams.out, "sun.stdout.encoding");
    PrintStream error = visible(streams.error, "sun.stderr.encoding");
    Runtime.getRuntime().addShutdownHook(new RingtailThread("output-end", streams));
    System.setOut(out);
    System.setErr(error);
    return streams;
  }

  /** Frameworks are woven from now on. */
  public void onFrameworks(FrameworkOutput output) {
    tap.onFrameworks(output);
  }

  /** The program's shutdown hooks begin. */
  @Override
  public void run() {
    shuttingDown = true;
    tap.onShutdown();
  }

  // A PrintStream that flushes nothing by itself: the one below does, as it always did. Java 18
  // and newer take the encoding over from the stream below, on 17 a property may have set it.
  private static PrintStream visible(TeeStream tee, String encodingProperty) {
    String encoding = System.getProperty(encodingProperty);
    if (encoding != null && isJava17()) {
      try {
        return new PrintStream(tee, false, encoding);
      } catch (UnsupportedEncodingException e) {
        // As the JDK: the default.
      }
    }
    return new PrintStream(tee, false);
  }

  @Override
  public Charset outCharset() {
    return charset(out.original(), "sun.stdout.encoding");
  }

  @Override
  public Charset errorCharset() {
    return charset(error.original(), "sun.stderr.encoding");
  }

  // PrintStream.charset() is newer than what we compile for, and by reflection it costs JDK 18 and
  // newer a method handle, 2 ms. There a writer takes the stream's charset over, and tells it.
  @SuppressWarnings("DefaultCharset")
  private static Charset charset(PrintStream stream, String encodingProperty) {
    try {
      String encoding =
          isJava17()
              ? System.getProperty(encodingProperty)
              : new OutputStreamWriter(stream).getEncoding();
      return encoding == null ? Charset.defaultCharset() : Charset.forName(encoding);
    } catch (IllegalArgumentException e) {
      return Charset.defaultCharset();
    }
  }

  private static boolean isJava17() {
    return "17".equals(System.getProperty("java.specification.version"));
  }

  @Override
  public boolean isWriting(boolean isError, long threadId) {
    return (isError ? error : out).isWriting(threadId);
  }

  @Override
  public boolean isShuttingDown() {
    return shuttingDown;
  }
}
