package io.ringtail.node.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookmarkTest {
  @ParameterizedTest
  @ValueSource(strings = {"head", "since 1795212000", "after s=1;i=2;b=3;m=4;t=5;x=6"})
  void isWrittenAsItIsRead(String text) {
    Bookmark bookmark = Bookmark.parse(text);

    assertThat(bookmark).extracting(Bookmark::text).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "since", "since x", "after ", "{}", "s=1;i=2"})
  void isNothingWhereTheTextIsNoneOfOurs(String text) {
    assertThat(Bookmark.parse(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"s=1;t=60a24181e4fa0;x=6", "s=1;t=60a24181e4fa0"})
  void knowsTheSecondOfItsEntry(String cursor) {
    assertThat(new Bookmark.After(cursor).fallback().text()).isEqualTo("since 1700000000");
  }

  @Test
  void beginsAnewWhereACursorHasNoTime() {
    assertThat(new Bookmark.After("s=1;t=zz").fallback()).isEqualTo(new Bookmark.Head());
    assertThat(new Bookmark.After("nonsense").fallback()).isEqualTo(new Bookmark.Head());
  }
}
