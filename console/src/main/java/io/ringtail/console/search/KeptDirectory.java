package io.ringtail.console.search;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.NoLockFactory;

/** Files that outlive this process. The store's lock keeps other processes out of them. */
final class KeptDirectory {
  private KeptDirectory() {}

  static Directory open(Path path) throws IOException {
    return new MMapDirectory(path, NoLockFactory.INSTANCE);
  }
}
