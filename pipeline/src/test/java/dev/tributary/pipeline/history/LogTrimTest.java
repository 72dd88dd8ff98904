package dev.tributary.pipeline.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.ledger.read.LakeManifest;
import dev.tributary.ledger.read.LogCheckpoint;
import dev.tributary.ledger.read.LogPart;
import dev.tributary.pipeline.lake.files.HookedFiles;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is trimmed of a log in memory, and that the same files are valid afterwards. */
final class LogTrimTest {
  private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");

  @TempDir private Path root;

  private final MadeLog log =
      new MadeLog()
          .snapshot("2026-11-24T10:00:00Z")
          .commit("2026-11-24T10:00:01Z", 2)
          .commit("2026-11-24T10:00:02Z", 2)
          .commit("2026-11-24T10:00:03Z", 2)
          .snapshot("2026-11-24T10:10:00Z");

  private long published = Long.MAX_VALUE;
  private Long firstYoung;
  private LakeFiles files;

  @BeforeEach
  void make() {
    files = new Lake(root.toString()).files();
  }

  @Test
  void trimsBehindASnapshotAndTheSameFilesAreValid() throws Exception {
    log.swap("2026-11-24T11:00:00Z", 1, 2, true)
        .snapshot("2026-11-24T12:00:00Z")
        .commit("2026-11-29T10:00:00Z", 2);
    firstYoung = log.end() - 2;
    LakeManifest before = manifest(LogCheckpoint.NONE);

    assertThat(trim()).contains(log.newestSnapshot());

    assertThat(log.begin()).isEqualTo(log.newestSnapshot());
    LakeManifest after = manifest(checkpoints(files).newest());
    assertThat(after.files()).isEqualTo(before.files()).hasSize(7);
    assertThat(after.partitions()).isEqualTo(before.partitions());
    assertThat(after.location(MadeLog.HOUR)).endsWith("/g1-u");
  }

  @Test
  void trimsBehindFilesThatExpiredAndAreDeleted() throws Exception {
    log.expire("2026-11-24T11:00:00Z", 1, 2, true)
        .snapshot("2026-11-24T12:00:00Z")
        .commit("2026-11-29T10:00:00Z", 2);
    firstYoung = log.end() - 2;
    LakeManifest before = manifest(LogCheckpoint.NONE);
    assertThat(trim()).contains(log.newestSnapshot());
    LakeManifest after = manifest(checkpoints(files).newest());
    assertThat(after.files()).isEqualTo(before.files()).hasSize(6);
    assertThat(after.has(MadeLog.HOUR + "/1.parquet")).isFalse();
  }

  @Test
  void waitsForTheEndOfAnExpiry() throws Exception {
    log.expire("2026-11-24T11:00:00Z", 1, 2, false)
        .snapshot("2026-11-24T12:00:00Z")
        .commit("2026-11-29T10:00:00Z", 2);
    firstYoung = log.end() - 2;
    assertThat(trim()).isEmpty();
    assertThat(log.begin()).isZero();
  }

  /** They are no state: what is sealed stays in the table of hours. */
  @Test
  void trimsRecordsThatSealHours() throws Exception {
    log.sealed("2026-11-24T11:10:00Z", "2026-11-24T11:00:00Z")
        .commit("2026-11-24T11:20:00Z", 1)
        .snapshot("2026-11-24T12:00:00Z")
        .sealed("2026-11-24T12:10:00Z", "2026-11-24T12:00:00Z")
        .commit("2026-11-29T10:00:00Z", 2);
    firstYoung = log.end() - 2;
    LakeManifest before = manifest(LogCheckpoint.NONE);
    assertThat(trim()).contains(log.newestSnapshot());
    assertThat(manifest(checkpoints(files).newest()).files()).isEqualTo(before.files()).hasSize(10);
  }

  @Test
  void trimsAgainAndAgain() throws Exception {
    for (int day = 25; day < 29; day++) {
      log.snapshot("2026-11-%dT10:00:00Z".formatted(day))
          .commit("2026-11-%dT10:00:01Z".formatted(day), day)
          .commit("2026-11-%dT10:00:02Z".formatted(day), 1);
      firstYoung = log.end() - 2;
      LakeManifest before = manifest(checkpoints(files).newest());
      assertThat(trim()).contains(log.newestSnapshot());
      assertThat(trim()).as("nothing to do").isEmpty();
      assertThat(manifest(checkpoints(files).newest()).files()).isEqualTo(before.files());
    }
    assertThat(files.list("_log")).as("the one before may be read").hasSize(2);
  }

  /** Killed at each step, and done again. */
  @Test
  void keepsTheFilesWhateverStepItDiesAt() throws Exception {
    log.commit("2026-11-29T10:00:00Z", 2);
    firstYoung = log.end() - 2;
    LakeManifest before = manifest(LogCheckpoint.NONE);
    for (int step = 0; step < 6; step++) {
      int[] left = {step};
      LakeFiles dying =
          HookedFiles.of(
              files,
              name -> {
                if (left[0]-- <= 0) {
                  throw new IOException("died at " + name);
                }
              });
      try {
        trim(dying);
      } catch (IOException dead) {
        assertThat(dead).hasMessageStartingWith("died at");
      }
      assertThat(manifest(checkpoints(files).newest()).files()).isEqualTo(before.files());
    }
    assertThat(log.begin()).isEqualTo(log.newestSnapshot());
  }

  @Test
  void keepsWhatTheTableDoesNotHave() throws Exception {
    log.commit("2026-11-24T10:00:05Z", 2);
    assertThat(trim(files, 4)).isEmpty();
    assertThat(log.begin()).isZero();
  }

  @Test
  void keepsWhatIsYoung() throws Exception {
    log.commit("2026-11-24T10:00:05Z", 2);
    firstYoung = 2L;
    assertThat(trim()).isEmpty();
  }

  /** A launch rolls unpublished commits forward, and looks for the newest published one's files. */
  @Test
  void keepsTheNewestPublishedCommit() throws Exception {
    log.commit("2026-11-24T10:00:05Z", 2);
    firstYoung = log.end() - 2;
    published = 3;
    assertThat(trim()).isEmpty();
    published = log.sequence();
    assertThat(trim()).isPresent();
  }

  @Test
  void waitsForTheEndOfASwap() throws Exception {
    log.swap("2026-11-24T11:00:00Z", 1, 2, false)
        .snapshot("2026-11-24T12:00:00Z")
        .commit("2026-11-29T10:00:00Z", 2);
    firstYoung = log.end() - 2;
    assertThat(trim()).isEmpty();
    assertThat(log.begin()).isZero();
  }

  @Test
  void saysWhatToDoWhenTheCheckpointIsLost() throws Exception {
    log.commit("2026-11-29T10:00:00Z", 2);
    firstYoung = log.end() - 2;
    trim();
    files.deleteAll(files.list("_log"));
    assertThatThrownBy(() -> manifest(checkpoints(files).newest()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Cannot tell which files are valid: the commit log game.commits")
        .hasMessageContaining("--adopt=true");
  }

  private Optional<Long> trim() throws IOException {
    return trim(files);
  }

  private Optional<Long> trim(LakeFiles over) throws IOException {
    return trim(over, log.end());
  }

  private Optional<Long> trim(LakeFiles over, long tableUpTo) throws IOException {
    return new LogTrim(new Topic(), checkpoints(over), Duration.ofDays(1)).trim(tableUpTo, NOW);
  }

  private static FilesCheckpoints checkpoints(LakeFiles files) {
    return new FilesCheckpoints(files, "log-1");
  }

  private LakeManifest manifest(LogCheckpoint checkpoint) {
    return CommitLogReader.manifest(log.open(), checkpoint, path -> true);
  }

  private final class Topic implements LogTrim.Topic {
    @Override
    public LogPart open() {
      return log.open();
    }

    @Override
    public long published() {
      return published;
    }

    @Override
    public Optional<Long> firstSince(Instant time) {
      return Optional.ofNullable(firstYoung);
    }

    @Override
    public void deleteBefore(long offset) {
      log.deleteBefore(offset);
    }
  }
}
