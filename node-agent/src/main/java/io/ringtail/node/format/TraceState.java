package io.ringtail.node.format;

/** What the lines of an entry are, so far, to somebody who looks for stack traces. */
enum TraceState {
  /** A line like any other: it may be a log message that has a stack trace after it. */
  LINE(true),
  /** It is followed by a blank line, as Spring Boot does before a stack trace. */
  LINE_BLANK(false),
  /** asyncio: {@code future: <Task ...} after the message. */
  LINE_TASK(false),

  /** The name of a class, {@code com.example.Order: x}, which may be an exception's. */
  NAMED(false),
  /** An error is announced; its message may go on over lines. */
  ANNOUNCED(false),
  /** It is certain that this belongs to what came before; the message may still go on. */
  REASON(true),

  /** {@code at f(File:1)}: Java, Node.js and .NET. */
  FRAMES(true),
  FRAMES_BLANK(true),

  /** {@code /app/index.js:3}, then the source, then {@code ^}, then a blank line and the error. */
  NODE_PLACE(false),
  NODE_SOURCE(false),
  NODE_CARET(true),
  /** The properties of an error, in braces. */
  NODE_PROPERTIES(true),

  PYTHON(true),
  /** A traceback of an exception group, drawn as a tree. */
  PYTHON_GROUP(true),
  /** After {@code Type: message}. */
  PYTHON_END(true),
  PYTHON_BLANK(true),
  PYTHON_MESSAGE(false),
  /** After {@code During handling of the above exception, another exception occurred:}. */
  PYTHON_CHAIN(true),

  /** After {@code goroutine 1 [running]:}. */
  GO_ROUTINE(true),
  /** {@code main.main()}, which must have its file on the next line. */
  GO_CALL(false),
  GO_FILE(true),
  GO_BLANK(true),

  RUBY(true),

  /** After {@code Stack trace:}. */
  PHP_STACK(false),
  PHP_FRAMES(true),
  PHP_BLANK(true),

  /** The message is on the next line. */
  RUST_PANIC(true),
  RUST_MESSAGE(true),
  RUST_MESSAGE_MORE(false),
  /** anyhow: {@code Caused by:}, then indented lines. */
  RUST_CAUSES(false),
  RUST_BACKTRACE(true),
  RUST_BLANK(true),

  /** .NET's console logger: {@code fail: Category[0]}, then lines indented by six. */
  DOTNET_MESSAGE(true),

  /** Nothing more can belong to it. */
  DONE(true);

  private final boolean certain;

  TraceState(boolean certain) {
    this.certain = certain;
  }

  /** Whether all lines up to here belong together, whatever comes next. */
  boolean isCertain() {
    return certain;
  }
}
