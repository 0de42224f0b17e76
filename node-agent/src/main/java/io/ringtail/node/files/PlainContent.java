package io.ringtail.node.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file as it is. */
final class PlainContent implements Content {
  private final FileChannel channel;

  private PlainContent(FileChannel channel) {
    this.channel = channel;
  }

  static PlainContent open(Path path) throws IOException {
    return new PlainContent(FileChannel.open(path, StandardOpenOption.READ));
  }

  @Override
  public int read(byte[] into, int offset, int length, long position) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
    int total = 0;
    while (total < length) {
      int count = channel.read(buffer, position + total);
      if (count <= 0) {
        break;
      }
      total += count;
    }
    return total;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public long diskBytes() throws IOException {
    return channel.size();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
