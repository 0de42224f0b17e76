package io.ringtail.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.event.TestThrown;
import io.ringtail.event.Thrown;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackTextTest {
  private final StackText stackText = new StackText();

  @Test
  void printsAsTheJvmDoes() {
    assertThat(text(TestThrown.of(failure(3)))).isEqualTo(printed(failure(3)));
  }

  @Test
  void printsACycleOnce() {
    Exception outer = failure(1);
    Exception inner = trimmed(new IllegalStateException("inner", outer));
    outer.addSuppressed(inner);

    assertThat(text(TestThrown.of(inner)))
        .isEqualTo(printed(inner))
        .contains("[CIRCULAR REFERENCE");
  }

  @Test
  void cutsAChainThatIsTooDeep() {
    Thrown chain = TestThrown.of("a.Innermost", "0", "a.B#run");
    for (int i = 1; i < 1_000; i++) {
      chain = TestThrown.of("a.Failed", Integer.toString(i), "a.B#run").causedBy(chain);
    }

    assertThat(text(chain).lines().filter(line -> line.startsWith("Caused by: "))).hasSize(64);
    assertThat(text(chain)).endsWith("[TOO DEEP: a.Failed: 935]");
  }

  @Test
  void foldsFramesThatOnlyCarryACall() {
    Thrown thrown =
        TestThrown.of(
            "a.Failed",
            null,
            "a.Service#pay",
            "jdk.internal.reflect.DirectMethodHandleAccessor#invoke",
            "java.lang.reflect.Method#invoke",
            "jdk.proxy2.$Proxy17#pay",
            "a.Web#post",
            "a.Service$$SpringCGLIB$$0#pay",
            "a.Main#main");

    assertThat(text(thrown))
        .isEqualTo(
            "a.Failed\n\tat a.Service.pay(File.java:10)\n\t... 3 reflection or proxy frames"
                + "\n\tat a.Web.post(File.java:14)\n\t... 1 reflection or proxy frame"
                + "\n\tat a.Main.main(File.java:16)");
  }

  @Test
  void foldsCarriersAtTheEnd() {
    assertThat(text(TestThrown.of("a.Failed", "m", "a.B#run", "sun.reflect.X#invoke")))
        .endsWith("\n\t... 1 reflection or proxy frame");
  }

  @Test
  void hashDependsOnClassAndFramesAlone() {
    Thrown first = TestThrown.of("a.Failed", "order 1", "a.B#run", "a.Main#main");

    assertThat(stackText.hash(first))
        .isEqualTo(hash("a.Failed", "order 2", "a.B#run", "a.Main#main"))
        .isEqualTo(hash("a.Failed", null, "a.B#run", "jdk.proxy2.$Proxy9#x", "a.Main#main"))
        .isNotEqualTo(hash("a.Other", "order 1", "a.B#run", "a.Main#main"))
        .isNotEqualTo(hash("a.Failed", "order 1", "a.C#run", "a.Main#main"))
        .isNotEqualTo(hash("a.Failed", "order 1", "a.B#stop", "a.Main#main"));
    assertThat(stackText.hash(TestThrown.of("a.Failed", "x", "a.B#run").causedBy(first)))
        .isNotEqualTo(stackText.hash(TestThrown.of("a.Failed", "x", "a.B#run")));
  }

  @Test
  void rootIsTheInnermostCause() {
    Thrown root = TestThrown.of("a.Root", "why", "a.B#run");
    Thrown middle = TestThrown.of("a.Middle", null, "a.B#run").causedBy(root);
    Thrown outer = TestThrown.of("a.Outer", null, "a.B#run").causedBy(middle);

    assertThat(StackText.root(outer)).isSameAs(root);
    assertThat(StackText.root(root)).isSameAs(root);
  }

  @Test
  void printsFramesWithoutLineFileOrJavaCode() {
    Thrown thrown =
        new TestThrown(
            "a.Failed",
            null,
            List.of(
                new StackTraceElement("a.B", "x", "B.java", -1),
                new StackTraceElement("a.B", "y", null, -1),
                new StackTraceElement("a.B", "z", "B.java", -2)),
            0,
            null,
            List.of(),
            false);

    assertThat(text(thrown))
        .isEqualTo(
            "a.Failed\n\tat a.B.x(B.java)\n\tat a.B.y(Unknown Source)\n\tat a.B.z(Native Method)");
  }

  private String text(Thrown thrown) {
    return stackText.of(thrown).toString();
  }

  private int hash(
      String className, @org.jspecify.annotations.Nullable String message, String... frames) {
    return stackText.hash(TestThrown.of(className, message, frames));
  }

  /** With causes, common frames, and suppressed ones on two levels; no carriers above main. */
  private static Exception failure(int depth) {
    if (depth == 0) {
      return trimmed(new IOException("reset"));
    }
    Exception cause = failure(depth - 1);
    Exception suppressed = trimmed(new UncheckedIOException(new IOException("close")));
    cause.addSuppressed(suppressed);
    return trimmed(new IllegalStateException("depth " + depth, cause));
  }

  // The frames of the test engine below are none of our business, and some are carriers.
  private static Exception trimmed(Exception exception) {
    List<StackTraceElement> own =
        java.util.Arrays.stream(exception.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("io.ringtail."))
            .map(
                frame ->
                    new StackTraceElement(
                        frame.getClassName(),
                        frame.getMethodName(),
                        frame.getFileName(),
                        frame.getLineNumber()))
            .toList();
    exception.setStackTrace(own.toArray(new StackTraceElement[0]));
    Throwable cause = exception.getCause();
    if (exception instanceof UncheckedIOException && cause instanceof Exception inner) {
      trimmed(inner);
    }
    return exception;
  }

  private static String printed(Throwable throwable) {
    StringWriter out = new StringWriter();
    throwable.printStackTrace(new PrintWriter(out));
    return out.toString().replace(System.lineSeparator(), "\n").stripTrailing();
  }
}
