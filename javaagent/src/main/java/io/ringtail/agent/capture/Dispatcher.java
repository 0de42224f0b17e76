package io.ringtail.agent.capture;

import io.ringtail.agent.hook.Hook;
import io.ringtail.agent.hook.Hooks;
import io.ringtail.agent.hook.Role;
import io.ringtail.boot.LogBridge;
import io.ringtail.boot.Sink;
import io.ringtail.sink.RingtailThread;
import io.ringtail.telemetry.Notices;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides, when a hooked method ends, whether its event is taken over here.
 *
 * <p>Where a bridge has taken the event from one framework to another, both hooks see it. The inner
 * one ends first and is the better witness: level, logger and filters are those of the framework
 * that really logs. The outer one finds its message in the frame and leaves it; another message is
 * that of an event of its own, logged by a filter or a handler.
 */
public final class Dispatcher implements Sink {
  private final @Nullable Readers[] readers = new @Nullable Readers[Hooks.count()];

  private final Coverage coverage = new Coverage();

  /** Not a LongAdder: that would be the first VarHandle of the process, 5 ms. */
  private final AtomicLong bridged = new AtomicLong();

  public Dispatcher(Supplier<ReaderContext> context, Notices notices) {
    for (int number = 0; number < readers.length; number++) {
      Hook hook = Hooks.at(number);
      String reader = hook.reader();
      if (reader != null) {
        readers[number] = new Readers(hook, reader, context, notices);
      }
    }
  }

  @Override
  public void onExit(
      int number,
      @Nullable Object self,
      @Nullable Object first,
      @Nullable Object second,
      int[] state) {
    // What our own threads log, an SDK's line say, would only make us send more.
    if (self == null || RingtailThread.isCurrentInAnyCopy()) {
      return;
    }
    Hook hook = Hooks.at(number);
    switch (hook.role()) {
      case CAPTURE, REWRITE -> {
        if (isTaken(number, self, first, state) || read(number, hook, self, first, second, state)) {
          Frames.take(state, outwardMessage(number, self, first, state));
        }
      }
      case OUTPUT -> {
        if (Frames.isTaken(state)) {
          Frames.take(state, Frames.innerMessage(state));
        }
      }
      case OWN_APPENDER_STARTS, OWN_APPENDER_STOPS ->
          OwnAppender.tell(self, readers[Hooks.captureOf(hook.framework())], hook.role(), coverage);
    }
  }

  /** Events that a framework further in had captured already. */
  public long bridged() {
    return bridged.get();
  }

  /** Which frameworks' events all come here. */
  public Coverage coverage() {
    return coverage;
  }

  /** Whether the event is captured already: in another call, or by a framework further in. */
  private boolean isTaken(int number, Object self, @Nullable Object first, int[] state) {
    Readers those = readers[number];
    if (those != null && Frames.isBridged(state)) {
      EventReader reader = those.get(self.getClass());
      if (message(reader, first) == Frames.innerMessage(state)) {
        bridged.incrementAndGet();
        reader.onBridged(self);
        coverage.onLeft(Hooks.at(number).framework());
        return true;
      }
    }
    return Frames.isTaken(state);
  }

  private int outwardMessage(int number, Object self, @Nullable Object first, int[] state) {
    Readers those = readers[number];
    return those == null || !Frames.leadsOut(state)
        ? 0
        : message(those.get(self.getClass()), first);
  }

  private static int message(EventReader reader, @Nullable Object event) {
    try {
      return event == null ? 0 : Objects.hashCode(reader.message(event));
    } catch (Throwable e) {
      // The program's own toString(), say.
      return 0;
    }
  }

  private boolean read(
      int number,
      Hook hook,
      Object self,
      @Nullable Object first,
      @Nullable Object second,
      int[] state) {
    Readers those = readers[number];
    if (those == null || state[LogBridge.REFUSED_AT] == state[LogBridge.DEPTH]) {
      return false;
    }
    EventReader reader = those.get(self.getClass());
    boolean read = read(reader, hook.role(), self, first, second, state);
    if (read) {
      coverage.onCaptured(hook.framework());
    } else if (reader.leavesEvents()) {
      coverage.onLeft(hook.framework());
    }
    return read;
  }

  private static boolean read(
      EventReader reader,
      Role role,
      Object self,
      @Nullable Object first,
      @Nullable Object second,
      int[] state) {
    if (role != Role.REWRITE) {
      return reader.read(self, first, second);
    }
    if (first == null || !isRewrittenHere(reader, state)) {
      return false;
    }
    return reader.read(self, first, Frames.isEntered(first, state) ? second : null);
  }

  /** On another thread, only what was left to it: all else was captured as it came. */
  private static boolean isRewrittenHere(EventReader reader, int[] state) {
    return Frames.isInsideOwnFramework(state)
        || (reader.isLeftToThisThread() && Frames.isNextRewritten(state));
  }
}
