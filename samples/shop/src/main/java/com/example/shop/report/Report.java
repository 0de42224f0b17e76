package com.example.shop.report;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;

/**
 * Reads one stream back, shows what is in it, and checks it against the driver's ledger and the
 * shop's own accounts.
 *
 * <p>Ends with 0 if everything arrived, with 1 if not, with 2 if it could not be found out.
 */
public final class Report {
  private static final String USAGE =
      "usage: Report ENDPOINT LOG_GROUP LOG_STREAM LEDGER_FILE SHOP_OUTPUT_FILE";

  private Report() {}

  public static void main(String[] args) throws InterruptedException {
    System.exit(run(args, System.out, System.err));
  }

  static int run(String[] args, PrintStream out, PrintStream err) throws InterruptedException {
    if (args.length != 5) {
      err.println(USAGE);
      return 2;
    }
    try {
      Ledger ledger = Ledger.read(Path.of(args[3]));
      ShopAccounts accounts = ShopAccounts.read(Path.of(args[4]));
      Arrivals arrivals =
          Arrivals.of(new CloudWatchLogs(URI.create(args[0])).messages(args[1], args[2]));
      Verdict verdict = Verdict.of(arrivals, ledger, accounts);
      out.println("log group   " + args[1]);
      out.println("log stream  " + args[2]);
      Printout printout = new Printout(out);
      printout.counts(
          arrivals.events().size() + " events, by level", arrivals.count(Arrival::level));
      printout.counts("by logger", arrivals.count(Arrival::logger));
      printout.examples(arrivals);
      printout.verdict(verdict);
      return verdict.isProven() ? 0 : 1;
    } catch (IOException e) {
      err.println("cannot check " + args[2] + " of " + args[1] + " at " + args[0] + ": " + e);
      return 2;
    }
  }
}
