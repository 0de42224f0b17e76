package io.ringtail.node.record.transform;

import com.google.re2j.Pattern;
import java.util.List;

/**
 * What opens doors: keys of AWS, tokens of GitHub, GitLab, Slack, Google and Stripe, JSON Web
 * Tokens, private keys, what follows {@code Authorization:}, {@code Bearer} and {@code Basic}, and
 * what stands for {@code password}, {@code secret}, {@code token}, {@code api_key} and the like.
 */
final class Tokens implements Secret {
  /** How the names of fields end that hold a secret. */
  private static final String NAMES =
      "(?:pass(?:word|wd|phrase)|pwd|secret|token|credentials?"
          + "|(?:api|access|secret|private|account|encryption|signing)[_.-]?key)";

  private static final List<Pattern> PATTERNS =
      List.of(
          Pattern.compile("\\b(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\\b"),
          Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*){2,4}"),
          Pattern.compile("\\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})"),
          Pattern.compile("\\b(?:glpat-[A-Za-z0-9_-]{20,}|AIza[A-Za-z0-9_-]{35})"),
          Pattern.compile("\\b(?:xox[a-z]|xapp)-[A-Za-z0-9-]{10,}"),
          Pattern.compile("\\b[rs]k_(?:live|test)_[A-Za-z0-9]{10,}"),
          Pattern.compile(
              "-----BEGIN [A-Z ]*PRIVATE KEY-----((?s:.*?))(?:-----END [A-Z ]*PRIVATE KEY-----|$)"),
          Pattern.compile("(?i)\\b(?:bearer|basic|negotiate) +([A-Za-z0-9._~+/=-]{8,})"),
          Pattern.compile(
              "(?i)\\bauthorization[\"']?\\s*[:=]\\s*[\"']?"
                  + "(?:[a-z0-9-]+ +([^\"'\\r\\n]+)|([^\\s\"']+))"),
          Pattern.compile(
              "(?i)"
                  + NAMES
                  + "[\"']?\\s*(?:=>|[:=])\\s*"
                  + "(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|([{\\[]\\S*|[^\\s\"',;&(){}\\[\\]]+))"));

  private static final Pattern NAMED = Pattern.compile("(?i)(?:" + NAMES + "|authorization)$");

  private static final Keywords KEYWORDS =
      new Keywords(
          List.of(
              "a3t",
              "akia",
              "asia",
              "abia",
              "acca",
              "eyj",
              "ghp_",
              "gho_",
              "ghu_",
              "ghs_",
              "ghr_",
              "github_pat_",
              "glpat-",
              "aiza",
              "xox",
              "xapp-",
              "k_live_",
              "k_test_",
              "private key",
              "bearer ",
              "basic ",
              "negotiate "),
          List.of(
              "passw",
              "passphrase",
              "pwd",
              "secret",
              "token",
              "credential",
              "key",
              "authorization"));

  @Override
  public boolean mayBeIn(byte[] text, int from, int to) {
    return KEYWORDS.anyIn(text, from, to);
  }

  @Override
  public String replace(String text, String replacement) {
    String replaced = text;
    for (Pattern pattern : PATTERNS) {
      replaced = PatternSecret.replace(pattern, replaced, replacement);
    }
    return replaced;
  }

  @Override
  public boolean isNamedBy(String fieldName) {
    return NAMED.matcher(fieldName).find();
  }
}
