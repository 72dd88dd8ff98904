package dev.tributary.ingest.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggedTargetTest {
  @ParameterizedTest
  @CsvSource({
    "http://a.example/p?token=s3same, http://a.example/p",
    "http://a.example/p#token=s3same, http://a.example/p",
    "https://me:s3same@a.example/p, https://a.example/p",
    "https://me:s3@same@a.example, https://a.example",
    "http://a.example/u/@me?x=1, http://a.example/u/@me",
    "'', ''",
    "me:s3same@a.example, a.example",
    "/path/@me, /path/@me"
  })
  void leavesOutOfAUrlWhatMayBeASecret(String url, String logged) {
    assertThat(LoggedTarget.withoutSecrets(url)).isEqualTo(logged);
  }
}
