package io.ringtail.console.search;

import io.ringtail.console.event.Leaf;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Keywords of several words that come again and again: loggers, threads, paths. Their words are
 * looked up here, once per search, and need not be indexed with each event.
 *
 * <p>Threading: safe.
 */
final class KeywordTable {
  /** Of one field. The words of others are indexed with their events. */
  static final int MAX_OF_FIELD = 1_000;

  static final int MAX = 20_000;

  private final Map<Leaf, BytesRef> terms = new ConcurrentHashMap<>();
  private final Map<String, Integer> sizes = new HashMap<>();

  /** The keyword's term, if its words are here; null where there is no room for it. */
  @Nullable BytesRef term(Leaf keyword) {
    BytesRef known = terms.get(keyword);
    return known != null ? known : made(keyword);
  }

  private synchronized @Nullable BytesRef made(Leaf keyword) {
    int size = sizes.getOrDefault(keyword.name(), 0);
    if (size >= MAX_OF_FIELD || terms.size() >= MAX) {
      return terms.get(keyword);
    }
    BytesRef term = Fields.keywordTerm(keyword);
    BytesRef before = terms.putIfAbsent(keyword, term);
    if (before == null) {
      sizes.put(keyword.name(), size + 1);
    }
    return before == null ? term : before;
  }

  /** The terms of all keywords that are so. */
  List<BytesRef> terms(Predicate<Leaf> condition) {
    List<BytesRef> found = new ArrayList<>();
    terms.forEach(
        (keyword, term) -> {
          if (condition.test(keyword)) {
            found.add(term);
          }
        });
    return found;
  }

  int size() {
    return terms.size();
  }

  /** Replaces the file as a whole. */
  void write(Path file) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try (FileChannel channel =
            FileChannel.open(
                next,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        CheckedOutputStream summed =
            new CheckedOutputStream(
                new BufferedOutputStream(Channels.newOutputStream(channel)), new CRC32C());
        DataOutputStream out = new DataOutputStream(summed)) {
      List<Leaf> keywords = List.copyOf(terms.keySet());
      out.writeInt(keywords.size());
      for (Leaf keyword : keywords) {
        out.writeUTF(keyword.name());
        out.writeUTF(keyword.value());
      }
      out.writeLong(summed.getChecksum().getValue());
      out.flush();
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Takes over what {@link #write} has written. */
  void read(Path file) throws IOException {
    try (CheckedInputStream summed =
            new CheckedInputStream(
                new BufferedInputStream(Files.newInputStream(file)), new CRC32C());
        DataInputStream in = new DataInputStream(summed)) {
      for (int left = in.readInt(); left > 0; left--) {
        Leaf keyword = Leaf.keyword(in.readUTF(), in.readUTF());
        // Whatever the bounds are now: the words of these were not indexed.
        if (terms.put(keyword, Fields.keywordTerm(keyword)) == null) {
          sizes.merge(keyword.name(), 1, Integer::sum);
        }
      }
      long sum = summed.getChecksum().getValue();
      if (in.readLong() != sum) {
        throw new IOException(file + " is damaged");
      }
    }
  }
}
