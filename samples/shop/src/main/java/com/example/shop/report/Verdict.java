package com.example.shop.report;

import java.util.ArrayList;
import java.util.List;

/** The proof, line by line, and everything that speaks against it. */
record Verdict(List<String> proofs, List<String> problems) {

  /** What Hikari says when everything else of the shop has ended. */
  private static final String LAST_WORDS = "Shutdown completed.";

  static Verdict of(Arrivals arrivals, Ledger ledger, ShopAccounts accounts) {
    Verdict verdict = new Verdict(new ArrayList<>(), new ArrayList<>());
    long maxSeq = arrivals.maxSeq();
    verdict.settle(arrivals.gaps(), "no seq is missing between 1 and " + maxSeq, "seq missing: ");
    verdict.settle(
        arrivals.lossRecords().stream().map(Arrival::message).toList(),
        "no record of a loss",
        "loss told: ");
    verdict.settle(arrivals.malformed(), "every message is a JSON object", "not JSON: ");
    verdict.settle(
        accounts.contradictions(arrivals),
        "printed by the shop "
            + accounts.printed()
            + ", captured "
            + accounts.captured()
            + ", delivered "
            + accounts.delivered()
            + ", here "
            + arrivals.events().size(),
        "");
    verdict.settle(
        ledger.contradictions(arrivals),
        "all " + ledger.entries().size() + " requests are told with the status that was answered",
        "");
    boolean ended =
        arrivals.events().stream().anyMatch(event -> event.message().endsWith(LAST_WORDS));
    verdict.settle(
        ended ? List.of() : List.of("the events of the shop's end are not there"),
        "the shop's last words arrived too",
        "");
    return verdict;
  }

  boolean isProven() {
    return problems.isEmpty();
  }

  private void settle(List<String> against, String proof, String problemPrefix) {
    if (against.isEmpty()) {
      proofs.add(proof);
    }
    against.forEach(text -> problems.add(problemPrefix + text));
  }
}
