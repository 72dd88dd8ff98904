package dev.tributary.runners.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ToolTest {
  @Test
  void endsWithZeroForHelpAndWithTwoForWhatIsTypedWrongly() {
    assertThat(Tool.run(List.of("--help"))).isZero();
    assertThat(Tool.run(List.of())).isZero();
    assertThat(Tool.run(List.of("nothing"))).isEqualTo(2);
    assertThat(Tool.run(List.of("status", "--verbose"))).isEqualTo(2);
  }
}
