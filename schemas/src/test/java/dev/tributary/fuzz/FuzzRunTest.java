package dev.tributary.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FuzzRunTest {
  private static final String CLEAN =
      """
      #64	NEW    cov: 100 ft: 120 corp: 4/9b lim: 4 exec/s: 0 rss: 300Mb L: 3/4 MS: 1 ChangeBit-
      #9000	DONE   cov: 345 ft: 901 corp: 40/9Kb lim: 400 exec/s: 900 rss: 310Mb
      stat::number_of_executed_units: 9001
      """;

  @TempDir private Path folder;

  @Test
  void tellsWhatARunDid() throws IOException {
    FuzzRun run = run(0, CLEAN);
    assertThat(run.isClean()).isTrue();
    assertThat(run.line())
        .startsWith("HeadFuzzTest ")
        .contains("9,001 executions", "345 edges", "901 features")
        .endsWith("0 findings");
  }

  @Test
  void tellsWhatWasFound() throws IOException {
    FuzzRun run = run(77, CLEAN + "== Java Exception: java.lang.AssertionError: 1 and 2\n\tat x");
    assertThat(run.isClean()).isFalse();
    assertThat(run.line())
        .contains("1 FINDING: == Java Exception: java.lang.AssertionError: 1 and 2 (");
  }

  @Test
  void takesARunThatTriedNothingForAFinding() throws IOException {
    assertThat(run(0, "INFO: Loaded\n").finding()).isEqualTo("it tried no input");
    assertThat(run(1, "").finding()).isEqualTo("it ended with exit code 1");
  }

  private FuzzRun run(int exitCode, String log) throws IOException {
    return FuzzRun.of("HeadFuzzTest", exitCode, Files.writeString(folder.resolve("log.txt"), log));
  }
}
