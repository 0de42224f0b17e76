package io.ringtail.console.cli.search;

/** The console cannot be asked, or does not answer as asked. */
final class ApiProblem extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean wrongUsage;

  ApiProblem(String message, boolean wrongUsage) {
    super(message);
    this.wrongUsage = wrongUsage;
  }

  /** Whether the user asked for what there is not. */
  boolean isWrongUsage() {
    return wrongUsage;
  }
}
