package io.ringtail.premain;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;

/**
 * URLs of packed files, for ServiceLoader and others that ask for no less. A protocol of our own: a
 * program that turns the caching of jar URLs on or off touches none of it.
 */
final class PackedUrls extends URLStreamHandler {
  private final PackedFiles files;

  private PackedUrls(PackedFiles files) {
    this.files = files;
  }

  static URL of(String name, PackedFiles files) throws MalformedURLException {
    return new URL("ringtail", "", -1, "/" + name, new PackedUrls(files));
  }

  @Override
  protected URLConnection openConnection(URL url) {
    return new URLConnection(url) {
      @Override
      public void connect() {}

      @Override
      public InputStream getInputStream() throws IOException {
        byte[] bytes = files.read(getURL().getPath().substring(1));
        if (bytes == null) {
          throw new FileNotFoundException(getURL().toString());
        }
        return new ByteArrayInputStream(bytes);
      }
    };
  }
}
