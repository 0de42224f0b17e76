package io.ringtail.sink.aws;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * The credentials of the SDK's default chain.
 *
 * <p>Threading: safe. {@link #current} may do I/O.
 */
public final class Credentials implements AutoCloseable {
  private static final int MAX_REASON_CHARS = 400;
  private static final String[] NEXT_IN_CHAIN = {
    ", ProfileCredentialsProvider(", ", InstanceProfileCredentialsProvider("
  };

  private DefaultCredentialsProvider chain = DefaultCredentialsProvider.builder().build();
  private long renewals;
  private boolean closed;

  /**
   * @param generation changes with each renewal
   */
  public record Loaded(AwsCredentials credentials, long generation) {}

  /**
   * @throws NoCredentialsException if the chain has none
   */
  public Loaded current() {
    DefaultCredentialsProvider now;
    long generation;
    synchronized (this) {
      now = chain;
      generation = renewals;
    }
    try {
      return new Loaded(now.resolveCredentials(), generation);
    } catch (RuntimeException e) {
      throw new NoCredentialsException(reason(String.valueOf(e.getMessage())), e);
    }
  }

  /** Forgets what is cached, unless another thread has done so since {@code stale} was loaded. */
  public synchronized void renew(Loaded stale) {
    if (stale.generation() == renewals && !closed) {
      DefaultCredentialsProvider old = chain;
      chain = DefaultCredentialsProvider.builder().build();
      renewals++;
      old.close();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    chain.close();
  }

  /** The part of the chain's long complaint that concerns the source which is configured. */
  private static String reason(String complaint) {
    for (CredentialSource source : CredentialSource.values()) {
      String part = source.isConfigured() ? part(complaint, source.complaintPrefix()) : null;
      if (part != null) {
        return source.text() + " gave no credentials: " + part;
      }
    }
    return "no AWS credentials: neither environment, IRSA, EKS Pod Identity, profile nor instance"
        + " role gives any";
  }

  private static @Nullable String part(String complaint, @Nullable String prefix) {
    int at = prefix == null ? -1 : complaint.indexOf(prefix);
    if (at < 0) {
      return null;
    }
    int start = complaint.indexOf(": ", at) + 2;
    int end = Math.min(complaint.length(), start + MAX_REASON_CHARS);
    for (String next : NEXT_IN_CHAIN) {
      int nextAt = complaint.indexOf(next, start);
      end = nextAt < 0 ? end : Math.min(end, nextAt);
    }
    return complaint.substring(start, end);
  }

  /** The chain has no credentials. */
  public static final class NoCredentialsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoCredentialsException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
