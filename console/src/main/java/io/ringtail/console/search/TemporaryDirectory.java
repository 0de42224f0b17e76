package io.ringtail.console.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.NoLockFactory;

/** Files that nobody wants after this process: they need not reach the disk. */
final class TemporaryDirectory extends FilterDirectory {
  private TemporaryDirectory(Directory files) {
    super(files);
  }

  static Directory open(Path path) throws IOException {
    return new TemporaryDirectory(new MMapDirectory(path, NoLockFactory.INSTANCE));
  }

  @Override
  public void sync(Collection<String> names) {}

  @Override
  public void syncMetaData() {}
}
