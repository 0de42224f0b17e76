package io.ringtail.node.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReusedMemoryTest {
  private final ReusedMemory memory = new ReusedMemory();

  @Test
  void whatWasGivenBackIsTakenAgain() {
    byte[] array = memory.take(100);
    assertThat(array).hasSize(100);
    memory.giveBack(array);

    assertThat(memory.take(100)).isSameAs(array);
    assertThat(memory.take(100)).isNotSameAs(array);
  }

  @Test
  void theSmallestThatIsLargeEnoughIsTakenUnlessItIsFarTooLarge() {
    memory.giveBack(new byte[99]);
    memory.giveBack(new byte[199]);
    memory.giveBack(new byte[120]);
    memory.giveBack(new byte[200]);

    assertThat(memory.take(100)).hasSize(120);
    assertThat(memory.take(100)).hasSize(199);
    assertThat(memory.take(100)).hasSize(100);
  }

  @Test
  void whereThereShallBeNoNewOneTheLargestThatIsThereHasToDo() {
    memory.giveBack(new byte[50]);
    memory.giveBack(new byte[90]);
    memory.giveBack(new byte[120]);
    memory.giveBack(new byte[200]);

    assertThat(memory.takeIdle(100)).hasSize(120);
    assertThat(memory.takeIdle(100)).hasSize(90);
    assertThat(memory.takeIdle(100)).hasSize(50);
    assertThat(memory.takeIdle(100)).isEmpty();
    assertThat(memory.takeIdle(101)).hasSize(200);
  }

  @Test
  void whatWasNotNeededForTheLongestTimeIsLetGoOf() {
    byte[] first = new byte[100];
    byte[] second = new byte[300];
    byte[] third = new byte[100];
    memory.giveBack(first);
    memory.giveBack(second);
    memory.giveBack(third);

    memory.shrinkTo(400);
    assertThat(memory.take(100)).isSameAs(third);
    assertThat(memory.take(100)).isNotSameAs(first);
    memory.shrinkTo(299);
    assertThat(memory.take(300)).isNotSameAs(second);
  }

  @Test
  void nothingIsKeptOfWhatHasNoBytes() {
    memory.giveBack(new byte[0]);
    memory.shrinkTo(0);

    assertThat(memory.take(0)).isEmpty();
  }
}
