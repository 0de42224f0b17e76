package com.example.shop.driver;

/** One request and its end; {@code status} is {@link #NO_ANSWER} where none came. */
record Visit(String requestId, Act act, int status) {
  static final int NO_ANSWER = 0;

  boolean isExpected() {
    return act.expects(status);
  }

  /** What {@code --ledger} writes: so that somebody else can check that the logs tell of it. */
  String ledgerLine() {
    return requestId + "\t" + status + "\t" + act;
  }
}
