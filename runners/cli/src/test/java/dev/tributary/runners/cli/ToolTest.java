package dev.tributary.runners.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ToolTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PrintStream realOut = System.out;
  private final PrintStream realErr = System.err;

  @TempDir private Path folder;

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    System.setProperty("tributary.home", folder.resolve("home").toString());
  }

  @AfterEach
  void stopListening() {
    System.setOut(realOut);
    System.setErr(realErr);
    System.clearProperty("tributary.home");
  }

  @Test
  void listsItsCommands() {
    for (List<String> words : List.of(List.of("--help"), List.<String>of())) {
      assertThat(run(words)).isZero();
      assertThat(out.toString(StandardCharsets.UTF_8))
          .contains(
              "audit",
              "commits",
              "compact",
              "files",
              "find",
              "forget-type",
              "infer",
              "proof",
              "receipt",
              "replay",
              "retain",
              "savepoint",
              "sql",
              "status",
              "tables",
              "tail",
              "wait")
          .contains("generate-completion", "Exit codes:");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit",
        "commits",
        "compact",
        "files",
        "find",
        "forget-type",
        "infer",
        "receipt",
        "replay",
        "retain",
        "savepoint",
        "sql",
        "status",
        "tables",
        "tail",
        "wait"
      })
  void showsOptionsAndAnExampleOfEachCommand(String name) {
    assertThat(run(List.of(name, "--help"))).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("mvn -q -Ptool -Dtool=\"" + name + " [OPTIONS]", "--help", "--json")
        .containsPattern("Examples?:\n  mvn -q -Ptool -Dtool=\"" + name);
  }

  @Test
  void showsCommandsAsTheLauncherTakesThem() {
    System.setProperty("tributary.launcher", "true");
    try {
      assertThat(run(List.of("wait", "--help"))).isZero();
      assertThat(run(List.of("--help"))).isZero();
    } finally {
      System.clearProperty("tributary.launcher");
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("Usage: tributary wait [OPTIONS]\n")
        .contains("\n  tributary wait --type=sign_up --dt=2026-11-24 --hour=10 --timeout=PT1H\n")
        .contains("Usage: tributary COMMAND [OPTIONS]\n")
        .doesNotContain("mvn", "\"");
  }

  @Test
  void saysWhichVersionItIs() {
    assertThat(run(List.of("--version"))).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("tributary ")
        .endsWith(" (Java " + System.getProperty("java.version") + ")\n");
  }

  @Test
  void reportsAllThatIsTypedWronglyInOneLine() {
    assertThat(run(List.of("infer", "--limit=many", "--tpye=a", "--into=x", "--into=y")))
        .isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("infer: ")
        .contains("'--limit': 'many' is not a long")
        .contains("Unknown option: '--tpye=a'")
        .contains("'--into' (FOLDER) should be specified only once")
        .endsWith(". --help says more");
  }

  @Test
  void endsWithTwoForWhatIsTypedWrongly() {
    assertThat(run(List.of("nothing"))).isEqualTo(2);
    assertThat(run(List.of("status", "--verbose"))).isEqualTo(2);
    assertThat(run(List.of("forget-type"))).isEqualTo(2);
    assertThat(run(List.of("savepoint", "--stop", "--drain"))).isEqualTo(2);
    assertThat(run(List.of("tables", "tail", "--lake=/x"))).isEqualTo(2);
    assertThat(run(List.of("audit", "--hour=10"))).isEqualTo(2);
    assertThat(run(List.of("audit", "--all", "--dt=2026-11-24"))).isEqualTo(2);
    assertThat(run(List.of("audit", "--chain", "--contents"))).isEqualTo(2);
    assertThat(run(List.of("audit", "--threads=0"))).isEqualTo(2);
    assertThat(run(List.of("audit", "--head=1:abc"))).isEqualTo(2);
    assertThat(run(List.of("audit", "--chain", "--head=1:abc"))).isEqualTo(2);
    assertThat(run(List.of("compact", "--where=hour>'1'"))).isEqualTo(2);
    assertThat(run(List.of("compact", "--grace=1h"))).isEqualTo(2);
    assertThat(run(List.of("compact", "--every=PT1M", "--undo=x"))).isEqualTo(2);
    assertThat(run(List.of("compact", "--every=PT1M", "--retain=30"))).isEqualTo(2);
    assertThat(run(List.of("compact", "--retain=P30D"))).isEqualTo(2);
    assertThat(run(List.of("retain", "--retainDeadLetters=PT1H"))).isEqualTo(2);
    assertThat(run(List.of("retain", "--where=dt>'1'", "--dry-run"))).isEqualTo(2);
    assertThat(run(List.of("files", "--table=minutes"))).isEqualTo(2);
    for (String wrong : List.of("--hour=24", "--dt=2026-1-1", "--type=A B", "--timeout=1h")) {
      assertThat(run(waitBut(wrong))).isEqualTo(2);
    }
    assertThat(run(List.of("wait", "--type=a", "--dt=2026-11-24"))).isEqualTo(2);
    assertThat(run(List.of("replay", "--lake=/x", "--all"))).isEqualTo(2);
    assertThat(run(List.of("replay", "--lake=/x", "--bootstrapServers=h:1"))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("replay: say which: --reason, --type, --from, --to, --position, or --all")
        .contains("compact: --retain must be an ISO-8601 duration of P1D to P36500D, or PT0S")
        .contains("compact: --retain and --retainDeadLetters must come with --every")
        .contains("retain: --retainDeadLetters must be an ISO-8601 duration of P1D")
        .contains("wait: --hour must be 00 to 23: 24")
        .contains("wait: --dt must be a day, yyyy-MM-dd: 2026-1-1")
        .contains("wait: --timeout must be an ISO-8601 duration of PT0S to P365D: 1h");
  }

  /** The command with all that it needs, and one of it typed wrongly. */
  private static List<String> waitBut(String wrong) {
    List<String> words = new ArrayList<>(List.of("wait", wrong));
    for (String right : List.of("--type=a", "--dt=2026-11-24", "--hour=10", "--timeout=PT1S")) {
      if (!right.startsWith(wrong.substring(0, wrong.indexOf('=') + 1))) {
        words.add(right);
      }
    }
    return words;
  }

  @Test
  void repeatsNoPassword() {
    assertThat(run(List.of("replay", "--kafkaConfig=password=hunter2"))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("must not hold a password")
        .doesNotContain("hunter2");
  }

  @Test
  void takesAStatementAboutAPassword() {
    assertThat(run(List.of("sql", "SELECT password FROM events WHERE id = 'secret:x'")))
        .isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("sql: Tributary is not up in ");
    assertThat(run(List.of("sql", "--presto=u:password=p@host", "SELECT 1"))).isEqualTo(2);
  }

  @Test
  void saysWhatToDoWhenNothingIsUp() throws Exception {
    assertThat(run(List.of("status", "--json"))).isEqualTo(1);
    JsonNode status = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    assertThat(status.path("up").booleanValue()).isFalse();
    assertThat(status.path("home").asText()).isEqualTo(folder.resolve("home").toString());
    assertThat(run(List.of("replay", "--all"))).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("Tributary is not up in " + folder.resolve("home"))
        .contains("start it with mvn -q -Pup, or name another pipeline with --bootstrapServers");
  }

  @Test
  void refusesToInferWhatIsDeclaredOrHasNoName() {
    assertThat(run(List.of("infer", "--type=message"))).isEqualTo(2);
    assertThat(run(List.of("infer", "--type=No Type"))).isEqualTo(2);
    assertThat(run(List.of("infer", "--limit=0"))).isEqualTo(2);
    assertThat(run(List.of("infer", "--into="))).isEqualTo(2);
    assertThat(run(List.of("infer", "--lake=/x"))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .hasSize(5)
        .last()
        .asString()
        .contains("--bootstrapServers and --lake must be given together");
  }

  @Test
  void generatesShellCompletion() {
    assertThat(run(List.of("generate-completion"))).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("complete -F _complete_tributary", "forget-type", "--bootstrapServers");
  }

  private static int run(List<String> words) {
    return Tool.run(words);
  }
}
