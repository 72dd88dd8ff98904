package dev.tributary.runners.flink.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OwnNamesTest {
  private final OwnNames names = OwnNames.with(List.of("Flink.example"));

  @Test
  void allowsPrograms() {
    assertThat(refusal("127.0.0.1:8081", "", "")).isEmpty();
    assertThat(refusal("localhost", "", "")).isEmpty();
    assertThat(refusal("[::1]:8081", "", "")).isEmpty();
    assertThat(refusal("flink.EXAMPLE:80", "", "")).isEmpty();
  }

  @Test
  void allowsItsOwnPages() {
    assertThat(refusal("127.0.0.1:8081", "http://127.0.0.1:8081", "same-origin")).isEmpty();
    assertThat(refusal("flink.example", "https://flink.example", "same-origin")).isEmpty();
    assertThat(refusal("127.0.0.1:8081", "", "none")).isEmpty();
  }

  @Test
  void refusesAForeignPage() {
    assertThat(refusal("127.0.0.1:8081", "http://evil.example", "")).isPresent();
    assertThat(refusal("127.0.0.1:8081", "null", "")).isPresent();
    assertThat(refusal("127.0.0.1:8081", "http://127.0.0.1:5000", "")).isPresent();
    assertThat(refusal("127.0.0.1:8081", "", "cross-site")).isPresent();
    assertThat(refusal("127.0.0.1:8081", "", "same-site")).isPresent();
  }

  @Test
  void refusesANameThatIsNotItsOwn() {
    assertThat(refusal("evil.example:8081", "http://evil.example:8081", "same-origin"))
        .contains("Host must be one of [127.0.0.1, [::1], flink.example, localhost]");
    assertThat(refusal("127.0.0.1.evil.example", "", "")).isPresent();
    assertThat(refusal("", "", "")).isPresent();
  }

  private Optional<String> refusal(String host, String origin, String site) {
    return names.refusal(said(host), said(origin), said(site));
  }

  private static Optional<String> said(String value) {
    return Optional.of(value).filter(text -> !text.isEmpty());
  }
}
