package dev.tributary.runners.processes.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JdkTest {
  @TempDir private Path folder;

  @Test
  void isReadFromWhatTheBuildPrinted() throws Exception {
    Path printed =
        Files.writeString(
            folder.resolve("jdk.txt"),
            "Property settings:\n    java.home = " + Jdk.current().home() + "\n    java.io = x\n");
    assertThat(Jdk.read(printed, "ingest-service", "21 or newer")).isEqualTo(Jdk.current());
  }

  @Test
  void saysWhichOneIsMissingAndWhatToDo() throws Exception {
    Path gone = Files.writeString(folder.resolve("jdk.txt"), "    java.home = /no/such/jdk\n");
    for (Path printed : new Path[] {gone, folder.resolve("none.txt")}) {
      assertThatThrownBy(() -> Jdk.read(printed, "ingest-service", "21 or newer"))
          .isInstanceOf(CannotStartException.class)
          .hasMessageStartingWith("ingest-service needs a JDK 21 or newer, and " + printed)
          .hasMessageContaining("install one");
    }
  }
}
