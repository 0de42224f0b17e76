package io.ringtail.node.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The token that we are known by. Projected tokens are replaced every hour or so: the file is read
 * for each request, of which there are few.
 *
 * @param tokenFile as mounted by Kubernetes
 */
record ServiceAccount(Path tokenFile) {
  /** Null where there is no token that can be read. */
  @Nullable String token() {
    try {
      String token = Files.readString(tokenFile).strip();
      return token.isEmpty() ? null : token;
    } catch (IOException | SecurityException e) {
      return null;
    }
  }
}
