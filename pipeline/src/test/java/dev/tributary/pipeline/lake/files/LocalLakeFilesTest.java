package dev.tributary.pipeline.lake.files;

import static dev.tributary.pipeline.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ledger.record.HivePath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalLakeFilesTest {
  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

  @TempDir Path root;
  private LakeFiles files;

  @BeforeEach
  void open() {
    files = new Lake(root.toString()).files();
  }

  @Test
  void movesAFileIntoFoldersThatItMakes() throws Exception {
    files.write("_staging/x", CONTENT);
    files.moveAll(List.of(new LakeFiles.Move("_staging/x", "events/a=b/c=d/x")));
    assertThat(root.resolve("events/a=b/c=d/x")).hasBinaryContent(CONTENT);
    assertThat(root.resolve("_staging/x")).doesNotExist();
  }

  @Test
  void findsAFileThatIsMovedAlready() throws Exception {
    files.write("_staging/x", CONTENT);
    var move = List.of(new LakeFiles.Move("_staging/x", "events/x"));
    files.moveAll(move);
    files.moveAll(move);
    assertThat(files.read("events/x")).isEqualTo(CONTENT);
  }

  @Test
  void refusesAFileThatIsNowhere() {
    assertThatThrownBy(() -> files.moveAll(List.of(new LakeFiles.Move("_staging/x", "events/x"))))
        .hasMessage(
            "Cannot publish a committed file: it is neither staged at _staging/x nor in place at"
                + " events/x");
  }

  @Test
  void neverReplacesAFileThatIsInPlace() throws Exception {
    files.write("_staging/x", CONTENT);
    for (String target : List.of("events/x", "_tributary.json")) {
      files.write(target, new byte[] {9});
      assertThatThrownBy(() -> files.moveAll(List.of(new LakeFiles.Move("_staging/x", target))))
          .hasMessageContaining("there is another file at " + target);
      assertThat(files.read(target)).containsExactly(9);
    }
  }

  @Test
  void replacesAFileWhereThatIsMeant() throws Exception {
    files.write("_staging/x", CONTENT);
    files.write("_tributary.json", new byte[] {9});
    files.replace(new LakeFiles.Move("_staging/x", "_tributary.json"));
    assertThat(files.read("_tributary.json")).isEqualTo(CONTENT);
    assertThat(files.list("_staging")).isEmpty();
  }

  @Test
  void neverLeavesTheLake() throws Exception {
    files.write("_staging/x", CONTENT);
    for (String outside : List.of("../y", "/y", "events/../../y")) {
      assertThatThrownBy(() -> files.moveAll(List.of(new LakeFiles.Move("_staging/x", outside))))
          .hasMessageStartingWith("Cannot leave the lake ");
      assertThatThrownBy(() -> files.read(outside))
          .hasMessageStartingWith("Cannot leave the lake ");
    }
  }

  @Test
  void followsNoLinkThatLeadsOutOfTheLake(@TempDir Path elsewhere) throws Exception {
    files.write("_staging/x", CONTENT);
    Files.createDirectories(root.resolve("events"));
    Files.createSymbolicLink(root.resolve("events/a=b"), elsewhere);
    assertThatThrownBy(
            () -> files.moveAll(List.of(new LakeFiles.Move("_staging/x", "events/a=b/x"))))
        .hasMessageContaining("it leads out of the lake");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void neverOverwritesAStagedFile() throws Exception {
    files.write("_staging/x", CONTENT);
    assertThatThrownBy(() -> files.write("_staging/x", CONTENT))
        .isInstanceOf(java.nio.file.FileAlreadyExistsException.class);
  }

  @Test
  void listsAllFilesUnderAFolderAndReadsAnywhereInThem() throws Exception {
    files.write("events/a=b/x", CONTENT);
    files.write("events/a=a/y", CONTENT);
    files.write("dead_letters/z", CONTENT);
    assertThat(files.list("events")).containsExactly("events/a=a/y", "events/a=b/x");
    assertThat(files.list("nothing")).isEmpty();
    var buffer = java.nio.ByteBuffer.allocate(CONTENT.length);
    try (var channel = files.open("events/a=b/x")) {
      channel.position(3).read(buffer);
    }
    assertThat(new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8))
        .isEqualTo("tent");
  }

  @Test
  void lendsALakeOnlyToCommandsOfItsPipelineAndCluster() throws Exception {
    var identity = new LakeIdentity(files);
    assertThatThrownBy(() -> identity.verify("one", "cluster"))
        .hasMessageContaining("there is no _tributary.json in it");
    identity.claim("one", "cluster", true, false);
    identity.verify("one", "cluster");
    assertThatThrownBy(() -> identity.verify("two", "cluster"))
        .hasMessageContaining("it belongs to the pipeline one, this is two");
    assertThatThrownBy(() -> identity.verify("one", "other"))
        .hasMessageContaining("come from the Kafka cluster cluster, this is other");
  }

  @Test
  void refusesTheLakeOfAnotherPipeline() throws Exception {
    var identity = new LakeIdentity(files);
    identity.claim("one", "cluster", true, false);
    identity.claim("one", "cluster", true, false);
    assertThatThrownBy(() -> identity.claim("two", "cluster", true, false))
        .hasMessageContaining("it belongs to the pipeline one, this is two. Give --name=one");
  }

  @Test
  void continuesALakeOfFormat1AndRefusesOneThatItDoesNotKnow() throws Exception {
    var identity = new LakeIdentity(files);
    String text = json("{'format':%d,'kafka_cluster':'cluster','pipeline':'one'}");
    files.write(LakeIdentity.FILE, text.formatted(1).getBytes(StandardCharsets.UTF_8));
    identity.verify("one", "cluster");
    assertThat(files.read(LakeIdentity.FILE)).asString().isEqualTo(text.formatted(1));
    identity.claim("one", "other", false, false);
    assertThat(files.read(LakeIdentity.FILE)).asString().isEqualTo(text.formatted(2));
    Files.writeString(root.resolve(LakeIdentity.FILE), text.formatted(3));
    assertThatThrownBy(() -> identity.claim("one", "cluster", false, false))
        .hasMessageContaining("its format is not this program's (format=3, known=1 to 2)");
    assertThatThrownBy(() -> identity.verify("one", "cluster"))
        .hasMessageContaining("(format=3, known=1 to 2)");
  }

  @Test
  void refusesALakeThatIsOlderThanItsLog() throws Exception {
    var identity = new LakeIdentity(files);
    String newest = "events/event_type=a/dt=d/hour=h/x.parquet";
    assertThatThrownBy(() -> identity.checkHas(List.of(newest)))
        .hasMessageContaining("the newest commit's file " + newest + " is not in it");
    files.write(newest, CONTENT);
    identity.checkHas(List.of(newest));
  }

  @Test
  void refusesFilesBesideAnEmptyLogUntilAdopted() throws Exception {
    var identity = new LakeIdentity(files);
    files.write("events/event_type=a/dt=d/hour=h/x.parquet", CONTENT);
    assertThatThrownBy(() -> identity.claim("one", "cluster", true, false))
        .hasMessageContaining("launch once with --adopt=true");
    assertThat(Files.exists(root.resolve(LakeIdentity.FILE))).isFalse();
    identity.claim("one", "cluster", true, true);
    identity.claim("one", "cluster", false, false);
    identity.claim("one", "other", true, true);
    identity.verify("one", "other");
  }

  @Test
  void takesAHivePathApart() {
    assertThat(HivePath.of("events/event_type=a/dt=2026-11-24/hour=09/f.parquet"))
        .isEqualTo(
            new HivePath(
                "events",
                "events/event_type=a/dt=2026-11-24/hour=09",
                List.of("a", "2026-11-24", "09")));
  }
}
