package io.ringtail.console.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells requests that are meant for us from those of a web page whose own name has been pointed at
 * us (DNS rebinding): such a page cannot choose another Host than its name. An address is no such
 * name.
 *
 * <p>Threading: immutable.
 */
public final class HostCheck {
  private final String bound;

  /**
   * @param bound the name or address that we were told to listen on
   */
  public HostCheck(String bound) {
    this.bound = bound.toLowerCase(Locale.ROOT);
  }

  boolean isOurs(@Nullable String host) {
    if (host == null) {
      return false;
    }
    String name = withoutPort(host.trim().toLowerCase(Locale.ROOT));
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || name.equals(bound)
        || isAddress(name);
  }

  String refusal(@Nullable String host) {
    return "the request is for the host "
        + host
        + ", which is not this console's: use localhost, an address, or the name given to --bind";
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    boolean isPort = colon > 0 && colon > host.lastIndexOf(']');
    return isPort ? host.substring(0, colon) : host;
  }

  private static boolean isAddress(String name) {
    if (name.startsWith("[")) {
      return name.endsWith("]") && name.matches("\\[[0-9a-f:.%]+]");
    }
    return name.matches("\\d{1,3}(\\.\\d{1,3}){3}");
  }
}
