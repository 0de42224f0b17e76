package io.ringtail.sink.s3;

import io.ringtail.sink.Outcome;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * Sends until it is killed, and says what was accepted.
 *
 * <p>Arguments: endpoint, bucket, directory, number of the first record, records in a batch; then
 * options.
 */
final class CrashingSender {
  static final int PREFIXES = 3;

  private CrashingSender() {}

  public static void main(String[] args) {
    int first = Integer.parseInt(args[3]);
    int count = Integer.parseInt(args[4]);
    String[] options = new String[args.length - 3];
    options[0] = "spoolDir";
    options[1] = Path.of(args[2]).toString();
    System.arraycopy(args, 5, options, 2, args.length - 5);
    S3UnderTest tested = new S3UnderTest(URI.create(args[0]), args[1], options);
    for (int n = first; ; n += count) {
      List<String> records = records(n, count);
      if (tested.send("p" + n / count % PREFIXES + '/', records).get(0) == Outcome.ACCEPTED) {
        System.out.println("accepted " + (n + count) + ';');
      } else {
        n -= count;
      }
    }
  }

  static List<String> records(int from, int count) {
    return Batches.records("crash", from, count);
  }
}
