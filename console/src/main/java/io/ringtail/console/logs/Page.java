package io.ringtail.console.logs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page of a listing. The token is the sort key of the page's last element, so that a listing goes
 * on where it was even if elements have been added.
 *
 * @param nextToken null on the last page
 */
record Page<T>(List<T> elements, @Nullable String nextToken) {

  /** The first {@code limit} elements behind {@code token} in the order of their keys. */
  static <T> Page<T> of(
      Stream<T> all, Function<T, String> key, Comparator<String> order, Request request) {
    String after = request.token() == null ? null : decoded(request.token());
    List<Keyed<T>> found =
        all.map(element -> new Keyed<>(key.apply(element), element))
            .filter(each -> after == null || order.compare(each.key(), after) > 0)
            .sorted(Comparator.comparing(Keyed::key, order))
            .limit(request.limit() + 1L)
            .toList();
    boolean isLast = found.size() <= request.limit();
    List<Keyed<T>> page = isLast ? found : found.subList(0, request.limit());
    return new Page<>(
        page.stream().map(Keyed::element).toList(),
        isLast ? null : encoded(page.get(page.size() - 1).key()));
  }

  /** An element and its key as it was when the listing began: that of a stream's events changes. */
  private record Keyed<T>(String key, T element) {}

  /** What was asked for: how many at most, and from where. */
  record Request(int limit, @Nullable String token) {
    static Request of(Params params, int maxLimit) {
      return new Request(
          params.limit("limit", maxLimit, maxLimit), params.optionalString("nextToken"));
    }
  }

  private static String encoded(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ServiceError.invalidParameter("The specified nextToken is invalid.").refused();
    }
  }
}
