package dev.tributary.runners.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.runners.flink.client.StateFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which state a job starts from. */
final class StateFoldersTest {
  @TempDir Path cluster;
  private StateFolders folders;

  @BeforeEach
  void place() {
    folders =
        StateFolders.of(
            "mine",
            Map.of(
                "state.checkpoints.dir",
                cluster.resolve("checkpoints").toUri().toString(),
                "state.savepoints.dir",
                cluster.resolve("savepoints") + "/"));
  }

  @Test
  void findsTheNewestOfCheckpointsAndSavepointsOfItsPipeline() throws Exception {
    state("checkpoints/mine/0a/chk-7", 3);
    state("checkpoints/other/0b/chk-9", 9);
    state("checkpoints/mine/0c/chk-2", 4);
    assertThat(folders.newest()).hasValueSatisfying(is("checkpoints/mine/0c/chk-2"));
    state("savepoints/mine/savepoint-0c-1", 5);
    assertThat(folders.newest()).hasValueSatisfying(is("savepoints/mine/savepoint-0c-1"));
    assertThat(resume("auto")).startsWith("Starts from file:").endsWith("savepoint-0c-1");
  }

  @Test
  void takesNoStateThatIsNotComplete() throws Exception {
    state("checkpoints/mine/0a/chk-7", 3);
    Files.createDirectories(cluster.resolve("checkpoints/mine/0a/chk-8"));
    Files.createDirectories(cluster.resolve("checkpoints/mine/0a/shared"));
    assertThat(folders.newest()).hasValueSatisfying(is("checkpoints/mine/0a/chk-7"));
  }

  @Test
  void startsFromTheLogAloneWhereThereIsNoState() throws Exception {
    assertThat(folders.newest()).isEmpty();
    assertThat(resume("auto")).isEqualTo("Starts from the commit log alone.");
    assertThat(StateFolders.of("mine", Map.of()).newest()).isEmpty();
    state("checkpoints/mine/0a/chk-7", 3);
    assertThat(resume("none")).isEqualTo("Starts from the commit log alone.");
  }

  @Test
  void takesThePathThatIsNamedOrRefusesIt() throws Exception {
    state("elsewhere/chk-1", 3);
    String path = cluster.resolve("elsewhere/chk-1").toString();
    assertThat(resume(path)).isEqualTo("Starts from file://" + path);
    assertThat(resume("file://" + path)).endsWith(path);
    assertThatThrownBy(() -> resume(path + "0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--resume must be auto, none, or a folder")
        .hasMessageEndingWith(path + "0");
    assertThatThrownBy(() -> resume("")).isInstanceOf(IllegalArgumentException.class);
  }

  private static java.util.function.Consumer<String> is(String path) {
    return found -> assertThat(found).endsWith(path);
  }

  private String resume(String option) throws IOException {
    FlinkLaunchOptions options = PipelineOptionsFactory.as(FlinkLaunchOptions.class);
    options.setResume(option);
    return Resume.of(options, folders);
  }

  private void state(String folder, long seconds) throws IOException {
    Path metadata = Files.createDirectories(cluster.resolve(folder)).resolve("_metadata");
    Files.writeString(metadata, "x");
    Files.setLastModifiedTime(metadata, FileTime.from(Instant.ofEpochSecond(seconds)));
  }
}
