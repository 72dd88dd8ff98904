package dev.tributary.ledger.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.Generation;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.StagedFile;
import java.util.List;
import java.util.Map;
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
    assertThat(manifest.files()).containsExactly(HOUR + "/g1-x/c-1", HOUR + "/late");
    assertThat(manifest.location(HOUR)).isEqualTo(HOUR + "/g1-x");
    assertThat(manifest.location(OTHER)).isEqualTo(OTHER);
    swap(HOUR + "/g1-x", List.of("c-1"), HOUR + "/g2-y", List.of("c-2"));
    assertThat(manifest.files()).containsExactly(HOUR + "/g2-y/c-2", HOUR + "/late");
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
