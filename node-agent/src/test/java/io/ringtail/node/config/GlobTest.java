package io.ringtail.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "a,a,true",
    "a,b,false",
    "a,ab,false",
    "'',a,false",
    "'','',true",
    "*,'',true",
    "*,abc,true",
    "a*,a,true",
    "a*,abc,true",
    "*c,abc,true",
    "a*c,abbc,true",
    "a*c,abb,false",
    "?,a,true",
    "?,'',false",
    "a?c,abc,true",
    "*b*,abc,true",
    "*.*,a.b.c,true",
    "a**b,ab,true",
    "*ab,aab,true",
    "*aab,aaab,true",
    "host.*,host.dmesg,true",
    "host.*,hostXdmesg,false",
  })
  void matchesAllOfAName(String glob, String name, boolean matches) {
    assertThat(Glob.matches(glob, name)).isEqualTo(matches);
  }
}
