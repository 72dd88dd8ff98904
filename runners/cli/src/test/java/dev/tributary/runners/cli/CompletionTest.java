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
    assertThat(proposalsOfBash("rec")).containsExactly("receipt");
    assertThat(proposalsOfBash("status", "--s")).containsExactly("--service");
    assertThat(proposalsOfBash("tail", "--fol")).containsExactly("--follow");
  }

  private List<String> proposalsOfBash(String... words) throws Exception {
    String line =
        ". %s; COMP_WORDS=(tributary %s); COMP_CWORD=%d; _complete_tributary; printf '%%s\\n' \"${COMPREPLY[@]}\""
            .formatted(script, String.join(" ", words), words.length);
    return run("bash", "-c", line).lines().sorted().toList();
  }

  /** In a terminal of its own, with the Tab key. */
  @Test
  void completesCommandsAndOptionsInZsh() throws Exception {
    assumeTrue(isInstalled("zsh"), "zsh is not installed");
    Path keys =
        Files.writeString(
            folder.resolve("keys.zsh"),
            """
            zmodload zsh/zpty
            zpty shell "TERM=dumb zsh -f -i"
            zpty -w shell "PS1='% '; autoload -Uz compinit; compinit -D -u; . SCRIPT; print RE''ADY"
            while zpty -r shell line; do [[ $line == *READY* ]] && break; done
            tab() {
              zpty -w -n shell $'\\C-u'"$1"$'\\t'
              shown=''
              end=$((SECONDS + 30))
              while ((SECONDS < end)); do
                zpty -r -t shell more && shown+=$more
                [[ $shown == *$2* ]] && break
              done
              print -r -- ${(V)shown}
            }
            tab 'tributary rec' receipt
            tab 'tributary status --s' service
            zpty -d shell
            """
                .replace("SCRIPT", script.toString()));

    assertThat(run("zsh", "-f", keys.toString()))
        .containsSubsequence("tributary receipt ", "tributary status --service ");
  }

  private String run(String... command) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(out.toFile())
            .start();
    process.getOutputStream().close();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return Files.readString(out);
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
  }
}
