package com.example.shop.payment;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketException;

/**
 * A conversation with the payment provider, simulated: a token that begins with {@code
 * tok_refused_} is refused, and the provider then hangs up before we can say goodbye.
 */
final class ProviderSession implements Closeable {
  private boolean hungUp;

  /** Asks for the money and gives the provider's reference. */
  String authorize(String cardToken, long amountCents) throws IOException {
    if (cardToken.startsWith("tok_refused_")) {
      hungUp = true;
      throw new IOException("provider answered 402: card declined by its issuer");
    }
    return "auth-" + Integer.toHexString(31 * cardToken.hashCode() + Long.hashCode(amountCents));
  }

  @Override
  public void close() throws IOException {
    if (hungUp) {
      throw new SocketException("connection reset while closing the session");
    }
  }
}
