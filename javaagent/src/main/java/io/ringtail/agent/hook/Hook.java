package io.ringtail.agent.hook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One method of a framework that the agent listens to.
 *
 * @param framework whose it is
 * @param role what the hook is for
 * @param className internal name, {@code ch/qos/logback/classic/Logger}
 * @param method the method's name
 * @param descriptors the method's shapes over the versions; each that is found is woven, one must
 *     be
 * @param filter a call inside the method whose boolean says whether the event passes, as {@code
 *     owner.name}; null if there is none
 * @param reader the class that takes events over, for {@link Role#CAPTURE} and {@link
 *     Role#REWRITE}: it implements {@link io.ringtail.agent.capture.EventReader} and has a public
 *     constructor with a {@link io.ringtail.agent.capture.ReaderContext}; loaded beside the
 *     framework, with its package
 */
public record Hook(
    Framework framework,
    Role role,
    String className,
    String method,
    List<String> descriptors,
    @Nullable String filter,
    @Nullable String reader) {

  /** The class's name as Java writes it. */
  public String javaName() {
    return className.replace('/', '.');
  }

  boolean matches(String name, String descriptor) {
    return method.equals(name) && descriptors.contains(descriptor);
  }

  /**
   * Whether an event comes through such methods more than once: through the loggers above its own,
   * and through appenders that rewrite it.
   */
  boolean meetsEventsAgain() {
    return framework == Framework.LOG4J2 && (role == Role.CAPTURE || role == Role.REWRITE);
  }
}
