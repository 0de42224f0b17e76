package io.ringtail.sink.aws;

import io.ringtail.sink.http.HttpRequest;
import java.io.IOException;
import java.io.OutputStream;

/** A body on its way to a socket. */
public final class BodyContent implements HttpRequest.Content {
  private final RequestBody body;
  private final byte[] piece;

  /**
   * @param piece room for one, as {@link RequestBody#readInto} takes it
   */
  public BodyContent(RequestBody body, byte[] piece) {
    this.body = body;
    this.piece = piece;
  }

  @Override
  public int length() {
    return body.length();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    body.readInto(piece, out::write);
  }
}
