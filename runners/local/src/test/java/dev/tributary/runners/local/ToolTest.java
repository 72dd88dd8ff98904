package dev.tributary.runners.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ToolTest {
  @Test
  void endsWithZeroForHelpAndWithTwoForWhatIsTypedWrongly() {
    assertThat(Tool.run(List.of("--help"))).isZero();
    assertThat(Tool.run(List.of())).isZero();
    assertThat(Tool.run(List.of("nothing"))).isEqualTo(2);
    assertThat(Tool.run(List.of("status", "--verbose"))).isEqualTo(2);
  }

  @Test
  void infersFromALakeThatHasEventsOfAnUndeclaredTypeAlone(@TempDir Path lake) {
    String here = "--lake=" + lake;
    assertThat(Tool.run(List.of("infer", here))).isZero();
    assertThat(Tool.run(List.of("infer", here, "--type=never_sent"))).isEqualTo(1);
    assertThat(Tool.run(List.of("infer", here, "--type=message"))).isEqualTo(2);
    assertThat(Tool.run(List.of("infer", here, "--type=No Type"))).isEqualTo(2);
    assertThat(Tool.run(List.of("infer", here, "--limit=0"))).isEqualTo(2);
    assertThat(Tool.run(List.of("infer", here, here))).isEqualTo(2);
    assertThat(Tool.run(List.of("infer", "--into="))).isEqualTo(2);
  }
}
