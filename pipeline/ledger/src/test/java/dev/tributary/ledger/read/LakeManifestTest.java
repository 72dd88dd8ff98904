package dev.tributary.ledger.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.Generation;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.StagedFile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LakeManifestTest {
  private static final String HOUR = "events/event_type=a/dt=2026-11-24/hour=10";
  private static final String OTHER = "events/event_type=b/dt=2026-11-24/hour=10";
  private static final String DAY = "dead_letters/dt=2026-11-24";

  private final LakeManifest manifest = new LakeManifest(path -> true);

  @Test
  void hasTheFilesOfAllCommits() {
    commit(HOUR + "/1", DAY + "/2");
    commit(OTHER + "/3");
    assertThat(manifest.files()).containsExactly(DAY + "/2", HOUR + "/1", OTHER + "/3");
    assertThat(manifest.files("a")).containsExactly(HOUR + "/1");
    assertThat(manifest.eventTypes()).containsExactly("a", "b");
    assertThat(manifest.has(DAY + "/2")).isTrue();
    assertThat(manifest.has(HOUR + "/9")).isFalse();
  }

  @Test
  void hasWhatReplacedFilesAndWhatCameMeanwhile() {
    commit(HOUR + "/1", HOUR + "/2");
    commit(HOUR + "/late");
    swap(HOUR, List.of("1", "2"), HOUR + "/g1-x", List.of("c-1"));
    assertThat(manifest.files()).containsExactly(HOUR + "/g1-x/c-1", HOUR + "/g1-x/late");
    assertThat(manifest.location(HOUR)).isEqualTo(HOUR + "/g1-x");
    assertThat(manifest.location(OTHER)).isEqualTo(OTHER);
    swap(HOUR + "/g1-x", List.of("c-1"), HOUR + "/g2-y", List.of("c-2"));
    assertThat(manifest.files()).containsExactly(HOUR + "/g2-y/c-2", HOUR + "/g2-y/late");
  }

  /** An undo is a swap like any other, so what was replaced is valid again. */
  @Test
  void tellsWhichSwapsAreNotAtTheirEnd() {
    commit(HOUR + "/1", HOUR + "/2");
    swap(HOUR, List.of("1", "2"), HOUR + "/g1-x", List.of("c-1"));
    assertThat(manifest.openSwaps().all()).singleElement().matches(open -> open.until().isEmpty());
    assertThat(manifest.openSwaps().replaced(HOUR + "/1")).isTrue();
    assertThat(manifest.openSwaps().replaced(HOUR + "/g1-x/c-1")).isFalse();
    manifest.add(located(HOUR + "/g1-x"));
    assertThat(manifest.openSwaps().of(HOUR))
        .extracting(OpenSwaps.Open::until)
        .containsExactly(Optional.of(Instant.parse("2026-11-24T12:00:00Z")));
    swap(HOUR + "/g1-x", List.of("c-1"), HOUR, List.of("1", "2"));
    assertThat(manifest.files()).containsExactly(HOUR + "/1", HOUR + "/2");
    assertThat(manifest.partitions()).containsExactly(Map.entry(HOUR, HOUR));
    assertThat(manifest.openSwaps().all()).hasSize(2);
    manifest.add(retired(HOUR));
    manifest.add(retired(HOUR + "/g1-x"));
    assertThat(manifest.openSwaps().all()).isEmpty();
  }

  /** Whoever continues a swap writes it again, behind what was committed meanwhile. */
  @Test
  void takesASwapTwice() {
    commit(HOUR + "/1");
    swap(HOUR, List.of("1"), HOUR + "/g1-x", List.of("c-1"));
    commit(HOUR + "/late");
    swap(HOUR, List.of("1"), HOUR + "/g1-x", List.of("c-1"));
    assertThat(manifest.files()).containsExactly(HOUR + "/g1-x/c-1", HOUR + "/g1-x/late");
    assertThat(manifest.openSwaps().all()).hasSize(1);
  }

  @Test
  void forgetsWhatExpiredAndNotWhatCameMeanwhile() {
    commit(HOUR + "/1", HOUR + "/2");
    swap(HOUR, List.of("1", "2"), HOUR + "/g1-x", List.of("c-1"));
    manifest.add(located(HOUR + "/g1-x"));
    manifest.add(retired(HOUR));
    commit(HOUR + "/late");
    manifest.add(expired(HOUR + "/g1-x", "c-1"));
    commit(HOUR + "/later");
    assertThat(manifest.files()).containsExactly(HOUR + "/late", HOUR + "/later");
    assertThat(manifest.location(HOUR)).isEqualTo(HOUR);
    assertThat(manifest.openSwaps().replaced(HOUR + "/g1-x/c-1")).isTrue();
  }

  @Test
  void knowsHowFarAnExpiryOfSeveralRecordsIs() {
    commit(HOUR + "/1", HOUR + "/2");
    manifest.add(expired(HOUR, "1"));
    manifest.add(expired(HOUR, "2"));
    assertThat(manifest.partitions()).isEmpty();
    OpenSwaps.Open open = manifest.openSwaps().of(HOUR).get(0);
    assertThat(open.isExpiry()).isTrue();
    assertThat(open.swapped().from().files()).containsExactly(HOUR + "/1", HOUR + "/2");
    assertThat(manifest.openSwaps().all()).hasSize(1).allMatch(each -> each.until().isEmpty());
    manifest.add(located(HOUR));
    assertThat(manifest.openSwaps().all()).hasSize(1).allMatch(each -> each.until().isPresent());
    manifest.add(retired(HOUR));
    assertThat(manifest.openSwaps().all()).isEmpty();
  }

  private static LogRecord.Expired expired(String location, String name) {
    var from =
        new Generation(location, List.of(location + "/" + name), List.of(new FileSize(1, 9)));
    return new LogRecord.Expired(LogRecord.FORMAT, 0, "keeper", "", HOUR, from);
  }

  private static LogRecord.Located located(String location) {
    return new LogRecord.Located(
        LogRecord.FORMAT, 0, "keeper", "", HOUR, location, "2026-11-24T12:00:00Z");
  }

  private static LogRecord.Retired retired(String location) {
    return new LogRecord.Retired(LogRecord.FORMAT, 0, "keeper", "", HOUR, location);
  }

  @Test
  void hasNothingOfAPartitionThatWasDropped() {
    commit(HOUR + "/1");
    swap(HOUR, List.of("1"), HOUR, List.of());
    assertThat(manifest.files()).isEmpty();
    assertThat(manifest.eventTypes()).isEmpty();
  }

  @Test
  void forgetsATypeThatASnapshotDoesNotName() {
    commit(HOUR + "/1", OTHER + "/2", DAY + "/3");
    manifest.add(
        new LogRecord.Snapshot(
            LogRecord.FORMAT, 2, 0, "me", "", Map.of(), Set.of("b"), 1, Set.of()));
    assertThat(manifest.files()).containsExactly(DAY + "/3", OTHER + "/2");
    commit(HOUR + "/4"); // it came again
    assertThat(manifest.files("a")).containsExactly(HOUR + "/4");
  }

  @Test
  void remembersOnlyWhatIsWanted() {
    var some = new LakeManifest(path -> path.startsWith("dead_letters/"));
    some.add(commitOf(HOUR + "/1", DAY + "/2"));
    assertThat(some.files()).containsExactly(DAY + "/2");
  }

  private void commit(String... paths) {
    manifest.add(commitOf(paths));
  }

  private static LogRecord.Commit commitOf(String... paths) {
    List<StagedFile> files =
        Stream.of(paths).map(path -> new StagedFile("_staging/x", path, 1, 1)).toList();
    var range = new LaneRange(0, 1, 1, 0, 0, 0, 0);
    return new LogRecord.Commit(
        LogRecord.FORMAT,
        1,
        0,
        "me",
        "",
        0,
        new Batch(Map.of("0-a", range), files, Map.of(), Map.of(), List.of()));
  }

  private void swap(String from, List<String> old, String to, List<String> young) {
    manifest.add(
        new LogRecord.Swapped(
            LogRecord.FORMAT, 0, "", HOUR, generation(from, old), generation(to, young)));
  }

  private static Generation generation(String location, List<String> names) {
    return new Generation(location, names.stream().map(name -> location + "/" + name).toList());
  }
}
