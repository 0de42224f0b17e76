package io.ringtail.console.http;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells whether a request is the first of its socket. The server does not report connections, so
 * the last client addresses are remembered; a port that is used again soon counts once.
 *
 * <p>Threading: safe.
 */
final class ClientSockets {
  private static final int MAX_REMEMBERED = 4096;

  private final Map<InetSocketAddress, Boolean> seen =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetSocketAddress, Boolean> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  synchronized boolean isNew(InetSocketAddress client) {
    return seen.put(client, true) == null;
  }
}
