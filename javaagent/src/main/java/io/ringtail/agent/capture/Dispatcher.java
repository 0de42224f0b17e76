package io.ringtail.agent.capture;

import io.ringtail.agent.hook.Hook;
import io.ringtail.agent.hook.Hooks;
import io.ringtail.agent.hook.Role;
import io.ringtail.boot.LogBridge;
import io.ringtail.boot.Sink;
import io.ringtail.telemetry.Notices;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides, when a hooked method ends, whether its event is taken over here.
 *
 * <p>Where a bridge has taken the event from one framework to another, both hooks see it. The inner
 * one ends first and is the better witness: level, logger and filters are those of the framework
 * that really logs. The outer one finds the mark in its frame and leaves it.
 */
public final class Dispatcher implements Sink {
  private final @Nullable Readers[] readers = new @Nullable Readers[Hooks.count()];

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
    if (self == null || isOurThread()) {
      return;
    }
    Hook hook = Hooks.at(number);
    switch (hook.role()) {
      case CAPTURE, REWRITE -> {
        if (Frames.isBridged(state)) {
          onBridged(number, self);
        }
        if (Frames.isTaken(state) || read(number, hook.role(), self, first, second, state)) {
          Frames.take(state);
        }
      }
      case OUTPUT -> {
        if (Frames.isTaken(state)) {
          Frames.take(state);
        }
      }
      case OWN_APPENDER_STARTS, OWN_APPENDER_STOPS ->
          OwnAppender.tell(self, readers[Hooks.captureOf(hook.framework())], hook.role());
    }
  }

  /**
   * What our own threads log, an SDK's line say, would only make us send more. By name, because the
   * threads of an appender of ours in the program are of another class of that name.
   */
  private static boolean isOurThread() {
    return Thread.currentThread().getName().startsWith("ringtail-");
  }

  /** Events that a framework further in had captured already. */
  public long bridged() {
    return bridged.get();
  }

  private void onBridged(int number, Object self) {
    bridged.incrementAndGet();
    Readers those = readers[number];
    if (those != null) {
      those.get(self.getClass()).onBridged(self);
    }
  }

  private boolean read(
      int number,
      Role role,
      Object self,
      @Nullable Object first,
      @Nullable Object second,
      int[] state) {
    Readers those = readers[number];
    if (those == null || state[LogBridge.REFUSED_AT] == state[LogBridge.DEPTH]) {
      return false;
    }
    EventReader reader = those.get(self.getClass());
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
