package dev.tributary.runners.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Completion in the shells themselves. */
final class CompletionTest {
  @TempDir private Path folder;
  private Path script;

  @BeforeEach
  void generate() throws IOException {
    PrintStream realOut = System.out;
    var out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, UTF_8));
    try {
      assertThat(Tool.run(List.of("generate-completion"))).isZero();
    } finally {
      System.setOut(realOut);
    }
    script = Files.write(folder.resolve("completion"), out.toByteArray());
  }

  @Test
  void completesCommandsAndOptionsInBash() throws Exception {
    completes("bash", "", "");
  }

  /** As zsh's bashcompinit calls it: with the arrays of ksh. */
  @Test
  void completesCommandsAndOptionsInZsh() throws Exception {
    completes("zsh", "autoload -U +X compinit && compinit -D -u; ", "emulate ksh; ");
  }

  private void completes(String shell, String before, String after) throws Exception {
    assumeTrue(isInstalled(shell), shell + " is not installed");
    String load = before + ". " + script + "; " + after;
    assertThat(proposals(shell, load, "re")).containsExactly("receipt", "replay");
    assertThat(proposals(shell, load, "status", "--s")).containsExactly("--service");
    assertThat(proposals(shell, load, "tail", "--fol")).containsExactly("--follow");
  }

  /** What the shell proposes for the last word. */
  private List<String> proposals(String shell, String load, String... words) throws Exception {
    String line =
        "%sCOMP_WORDS=(tributary %s); COMP_CWORD=%d; _complete_tributary; printf '%%s\\n' \"${COMPREPLY[@]}\""
            .formatted(load, String.join(" ", words), words.length);
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(shell, "-c", line)
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    process.getOutputStream().close();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return Files.readAllLines(out).stream().sorted().toList();
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
  }
}
