package io.ringtail.agent;

import io.ringtail.agent.capture.ReaderContext;
import io.ringtail.agent.hook.Aside;
import io.ringtail.agent.hook.Hook;
import io.ringtail.agent.hook.HookListener;
import io.ringtail.agent.hook.Role;
import io.ringtail.agent.jdk.OwnRights;
import io.ringtail.agent.output.OutputHost;
import io.ringtail.agent.output.StandardStreams;
import io.ringtail.agent.ship.ProcessEnd;
import io.ringtail.config.ConfigReader;
import io.ringtail.config.OverflowPolicy;
import io.ringtail.metadata.Surroundings;
import io.ringtail.pipeline.Rehearsal;
import io.ringtail.sink.RingtailThread;
import io.ringtail.telemetry.Notices.Weight;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Acts on what the transformer sees. Runs while a class is being loaded: waits for nothing but the
 * installation itself.
 */
final class Watch implements HookListener, OutputHost {
  private final Instrumentation instrumentation;
  private final AgentOptions options;
  private final File jar;
  private final String version;
  private @Nullable StandardStreams streams;
  private @Nullable Installation installation;
  private boolean bridged;
  private boolean logManagerSeen;
  private boolean shuttingDown;
  private volatile @Nullable OverflowPolicy overflow;

  Watch(Instrumentation instrumentation, AgentOptions options, File jar, String version) {
    this.instrumentation = instrumentation;
    this.options = options;
    this.jar = jar;
    this.version = version;
  }

  /** System.out and System.err are listened to, and want to know what frameworks print. */
  void listensTo(StandardStreams installed) {
    streams = installed;
  }

  @Override
  public void startForOutput() {
    new RingtailThread("start", () -> Aside.start(this::startPipeline)).start();
  }

  private void startPipeline() {
    try {
      Installation installed = installation();
      installed.status().onOutput();
      installed.shipping().prepareHere();
    } catch (Throwable e) {
      // Who reads what is printed comes by here next, and tells.
    }
  }

  @Override
  public void prepareForOutput() {
    // Here, since this thread waits for the pipeline anyway.
    Rehearsal.run();
  }

  @Override
  public ReaderContext contextForOutput() {
    return installation().shipping().get();
  }

  @Override
  public boolean waitsForRoom() {
    // Asked before the pipeline runs, and only where more is printed than can be kept till then.
    OverflowPolicy policy = overflow;
    if (policy == null) {
      policy = OwnRights.call(this::overflow);
      overflow = policy;
    }
    return policy == OverflowPolicy.BLOCK;
  }

  private OverflowPolicy overflow() {
    return ConfigReader.overflow(Surroundings.ofThisProcess(), options.pipelineArguments());
  }

  @Override
  public void runBeforeClose(Runnable work) {
    installation().end().add(0, work);
  }

  @Override
  public void onShutdown() {
    Installation installed = shutDown();
    if (installed != null) {
      OwnRights.call(() -> endOf(installed));
    }
  }

  private static ProcessEnd endOf(Installation installed) {
    installed.end().onShutdown();
    return installed.end();
  }

  private synchronized @Nullable Installation shutDown() {
    shuttingDown = true;
    return installation;
  }

  @Override
  public void beforeWeaving() throws IOException {
    bridge();
  }

  @Override
  public void onWoven(Hook hook) {
    Installation installed = installation();
    installed.status().onWoven(hook);
    if (hook.role() == Role.CAPTURE) {
      installed.shipping().prepare();
    }
  }

  @Override
  public void onMissing(Hook hook, String origin) {
    warn(
        "hook " + hook.javaName() + "." + hook.method(),
        "hook missing: "
            + hook.javaName()
            + " of "
            + origin
            + " has no "
            + hook.method()
            + " that we know; "
            + (hook.role() == Role.OUTPUT
                ? "what it prints may arrive twice"
                : "its events are not captured as such, but as what its console shows"));
  }

  @Override
  public void onHidden(String className, String loader) {
    warn(
        "hidden " + className,
        "hook missing: "
            + className
            + " of "
            + loader
            + " does not see the package io.ringtail.boot; its events are not captured."
            + " Add the package to org.osgi.framework.bootdelegation (OSGi) or to"
            + " jboss.modules.system.pkgs (JBoss Modules)");
  }

  @Override
  public void onFailed(String className, Throwable failure) {
    warn("weaving " + className, "hook missing: " + className + " cannot be woven: " + failure);
  }

  @Override
  public synchronized void onLogManager() {
    logManagerSeen = true;
    if (installation != null) {
      installation.shipping().onLogManager();
    }
  }

  @Override
  public void onForeignAppender(String className, String whose) {
    warn(
        "foreign " + className,
        "the program has an appender for CloudWatch Logs, "
            + whose
            + " ("
            + className.replace('/', '.')
            + "): what it ships arrives twice; take one of the two away");
  }

  @Override
  public void warn(String key, String text) {
    installation().notices().tell(Weight.WARNING, key, text);
  }

  private synchronized Installation installation() {
    Installation installed = installation;
    if (installed == null) {
      installed = Installation.of(options, version, new ProcessEnd(instrumentation));
      installation = installed;
      if (shuttingDown) {
        installed.end().onShutdown();
      }
      if (logManagerSeen) {
        installed.shipping().onLogManager();
      }
    }
    return installed;
  }

  /** Has woven classes reach us. Not before there is one: a program that only prints has none. */
  private synchronized void bridge() throws IOException {
    if (bridged) {
      return;
    }
    Installation installed = installation();
    Throwable failure = BootBridge.install(instrumentation, jar, installed.end().open());
    if (failure != null) {
      installed
          .status()
          .debug("boot class path extended, since classes cannot be defined there: " + failure);
    }
    FarEnd.connect(installed, streams);
    bridged = true;
  }
}
