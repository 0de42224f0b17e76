package io.ringtail.node.record.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Texts that are JSON objects, written in many ways. */
final class JsonTexts {
  private JsonTexts() {}

  static Arbitrary<byte[]> objects() {
    return Combinators.combine(blanks(), object(3), blanks())
        .as((before, object, after) -> (before + object + after).getBytes(UTF_8));
  }

  /** The same with some bytes changed, put in or taken out; seldom JSON. */
  static Arbitrary<byte[]> spoiled() {
    byte[] usual = "{}[]\",:\\u0123456789abcdefE+-. \n\truls".getBytes(UTF_8);
    Arbitrary<Byte> bytes =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, usual.length - 1).map(i -> usual[i]),
            Arbitraries.bytes());
    return Combinators.combine(
            objects(),
            Arbitraries.doubles().between(0, 1),
            bytes,
            Arbitraries.integers().between(0, 2))
        .as(JsonTexts::spoil);
  }

  private static byte[] spoil(byte[] json, double where, byte b, int how) {
    int at = (int) (where * (json.length - 1));
    byte[] spoiled = new byte[json.length + 1 - how];
    System.arraycopy(json, 0, spoiled, 0, at);
    int skip = how == 0 ? 0 : 1;
    int put = how == 2 ? 0 : 1;
    if (put == 1) {
      spoiled[at] = b;
    }
    System.arraycopy(json, at + skip, spoiled, at + put, json.length - at - skip);
    return spoiled;
  }

  private static Arbitrary<String> object(int depth) {
    Arbitrary<String> member =
        Combinators.combine(string(), blanks(), blanks(), value(depth - 1))
            .as((name, before, after, value) -> name + before + ":" + after + value);
    return list(member).map(members -> "{" + members + "}");
  }

  private static Arbitrary<String> value(int depth) {
    Arbitrary<String> scalar =
        Arbitraries.oneOf(string(), string(), number(), Arbitraries.of("true", "false", "null"));
    return depth == 0
        ? scalar
        : Arbitraries.oneOf(
            scalar, object(depth), list(value(depth - 1)).map(elements -> "[" + elements + "]"));
  }

  private static Arbitrary<String> list(Arbitrary<String> element) {
    return Combinators.combine(
            Combinators.combine(blanks(), element, blanks())
                .as((a, e, b) -> a + e + b)
                .list()
                .ofMaxSize(4),
            blanks())
        .as((elements, blanks) -> elements.isEmpty() ? blanks : String.join(",", elements));
  }

  private static Arbitrary<String> number() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "0", "-0", "1e5", "1E+5", "0.10", "-12.5e-3", "123456789012345678901234567890"),
        Arbitraries.longs().map(String::valueOf),
        Arbitraries.doubles().map(String::valueOf));
  }

  private static Arbitrary<String> string() {
    Arbitrary<String> piece =
        Arbitraries.oneOf(
            Arbitraries.strings().withCharRange('a', 'z').ofMaxLength(20),
            Arbitraries.strings().withCharRange('a', 'z').ofMaxLength(20),
            Arbitraries.of(
                "\\n", "\\\"", "\\\\", "\\/", "\\u0041", "\\ud83d\\ude00", "\\ud800", "\\u0000"),
            Arbitraries.of("\u00e9", "\u65e5\u672c\u8a9e", "\ud83d\ude00", "\u007f", "/"));
    return piece
        .list()
        .ofMaxSize(4)
        .map(pieces -> pieces.stream().collect(Collectors.joining("", "\"", "\"")));
  }

  private static Arbitrary<String> blanks() {
    return Arbitraries.of(List.of("", "", "", " ", "\n\t", "\r\n  "));
  }
}
