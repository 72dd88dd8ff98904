package dev.tributary.it.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.DebianTool;
import dev.tributary.it.support.NeedsTools;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What {@code mvn -q} prints into a pipe is for scripts. */
@NeedsTools(DebianTool.MAVEN)
final class PipedMavenTest {
  /** Maven ends with "reset all colours", also where it printed none: .mvn/jvm.config ends that. */
  @Test
  void addsNoTerminalCodes() {
    String pom = Path.of("..", "pom.xml").toString();
    assertThat(DebianTool.MAVEN.run("-q", "-B", "-o", "-N", "-f", pom, "validate")).isEmpty();
  }
}
