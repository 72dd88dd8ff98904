package dev.tributary.pipeline.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ledger.record.Generation;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a committed file goes, before, while and after its partition is swapped. */
final class PlacementTest {
  private static final String HOUR = "events/event_type=t/dt=2026-11-24/hour=10";
  private static final String G1 = HOUR + "/g1-x";
  private static final StagedFile FILE = new StagedFile("_staging/a", HOUR + "/a", 1, 1);

  private final Locations locations = Locations.notFollowing();
  private LakeFiles files;
  private Placement placement;

  @TempDir private Path folder;

  @BeforeEach
  void stage() throws IOException {
    files = new Lake(folder.toString()).files();
    placement = new Placement(files, locations);
    files.write(FILE.staged(), new byte[] {7});
  }

  @Test
  void movesAFileIntoItsPartition() throws Exception {
    placement.place(List.of(FILE));
    placement.place(List.of(FILE));
    assertThat(all()).containsExactly(HOUR + "/a");
  }

  @Test
  void movesALateFileIntoTheLocation() throws Exception {
    locations.learn(HOUR, G1);
    placement.place(List.of(FILE));
    placement.place(List.of(FILE));
    assertThat(all()).containsExactly(G1 + "/a");
  }

  /** A launch rolls commits forward before it asks the metastore. */
  @Test
  void movesAFileAgainThatIsInItsPartitionsOwnFolder() throws Exception {
    placement.place(List.of(FILE));
    locations.learn(HOUR, G1);
    placement.placeAgain(FILE);
    assertThat(all()).containsExactly(G1 + "/a");
    files.moveAll(List.of(new LakeFiles.Move(G1 + "/a", HOUR + "/a")));
    placement.place(List.of(FILE));
    assertThat(all()).containsExactly(G1 + "/a");
  }

  /** A worker that was started again does not know where the one before has put it. */
  @Test
  void leavesAFileThatAnotherProcessPlaced() throws Exception {
    files.moveAll(List.of(new LakeFiles.Move(FILE.staged(), G1 + "/a")));
    placement.place(List.of(FILE));
    assertThat(all()).containsExactly(G1 + "/a");
  }

  @Test
  void refusesACommittedFileThatIsNowhere() throws Exception {
    files.deleteAll(List.of(FILE.staged()));
    assertThatThrownBy(() -> placement.place(List.of(FILE)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("neither staged at _staging/a");
    locations.add(swapped());
    assertThatThrownBy(() -> placement.place(List.of(FILE)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it is at none of _staging/a");
  }

  @Test
  void putsAFileIntoBothLocationsWhileASwapIsUnderWay() throws Exception {
    locations.learn(HOUR, HOUR);
    locations.add(swapped());
    placement.place(List.of(FILE));
    assertThat(all()).containsExactly(HOUR + "/a", G1 + "/a");
    placement.place(List.of(FILE));
    placement.placeAgain(FILE);
    assertThat(all()).containsExactly(HOUR + "/a", G1 + "/a");
    locations.add(located());
    assertThat(locations.known(HOUR)).contains(G1);
    placement.placeAgain(FILE);
    assertThat(all()).as("queries that began before").containsExactly(HOUR + "/a", G1 + "/a");
  }

  /** Killed between the two places. */
  @Test
  void completesAFileThatIsInOneOfThem() throws Exception {
    locations.add(swapped());
    files.moveAll(List.of(new LakeFiles.Move(FILE.staged(), HOUR + "/a")));
    placement.place(List.of(FILE));
    assertThat(all()).containsExactly(HOUR + "/a", G1 + "/a");
    files.deleteAll(List.of(HOUR + "/a"));
    placement.place(List.of(FILE));
    assertThat(all()).containsExactly(HOUR + "/a", G1 + "/a");
  }

  private static LogRecord.Swapped swapped() {
    return new LogRecord.Swapped(
        LogRecord.FORMAT,
        0,
        "",
        HOUR,
        new Generation(HOUR, List.of(HOUR + "/old")),
        new Generation(G1, List.of(G1 + "/c-1")));
  }

  private static LogRecord.Located located() {
    return new LogRecord.Located(
        LogRecord.FORMAT, 0, "keeper", "", HOUR, G1, "2026-11-24T12:00:00Z");
  }

  private List<String> all() throws IOException {
    return files.list("events");
  }
}
