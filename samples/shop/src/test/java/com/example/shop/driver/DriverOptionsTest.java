package com.example.shop.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DriverOptionsTest {
  @Test
  void turnsSecondsIntoRequests() {
    assertThat(DriverOptions.parse("--rate", "20", "--seconds", "3").requests()).isEqualTo(60);
  }

  @Test
  void saysWhatIsLegal() {
    assertThatThrownBy(() -> DriverOptions.parse("--rate", "0"))
        .hasMessage("--rate 0: legal is 1 to 100000");
    assertThatThrownBy(() -> DriverOptions.parse("--rte", "1")).hasMessageContaining("--rate");
    assertThatThrownBy(() -> DriverOptions.parse("--url")).hasMessage("--url needs a value");
    assertThatThrownBy(() -> DriverOptions.parse("--requests", "1", "--seconds", "1"))
        .hasMessage("give --requests or --seconds, not both");
  }
}
