package dev.tributary.runners.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.runners.processes.home.Jdk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JavaCommandTest {
  @TempDir private Path folder;

  @Test
  void keepsBlanksQuotesAndBackslashesOnTheWayThroughTheFile() throws Exception {
    String odd = "a \"b\" c\\d #e";
    var command =
        new JavaCommand(
            Jdk.current(),
            List.of("-Dodd=" + odd, "-XshowSettings:properties"),
            List.of(folder.resolve("a b"), folder),
            List.of("-version"));
    List<String> words = command.words(folder.resolve("some.args"));
    assertThat(words)
        .containsExactly(
            Jdk.current().java().toString(), "@" + folder.resolve("some.args"), "-version");
    Process java = new ProcessBuilder(words).redirectErrorStream(true).start();
    String printed = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(java.waitFor()).isZero();
    assertThat(printed).contains("odd = " + odd, folder.resolve("a b").toString());
  }
}
