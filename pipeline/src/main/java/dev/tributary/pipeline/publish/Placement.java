package dev.tributary.pipeline.publish;

import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.pipeline.lake.files.LakeFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts committed files where they belong. That is their partition's own folder, or the generation
 * that has replaced what was there. While a swap is under way a file goes into both: a query sees
 * it once, before and after the metastore's change.
 */
final class Placement {
  private final LakeFiles files;
  private final Locations locations;

  Placement(LakeFiles files, Locations locations) {
    this.files = files;
    this.locations = locations;
  }

  /** Moves staged files. It can be repeated: what is in place stays there. */
  void place(List<StagedFile> staged) throws IOException {
    List<LakeFiles.Move> moves = new ArrayList<>();
    for (StagedFile file : staged) {
      String partition = HivePath.partitionOf(file.path());
      Locations.Swap swap = locations.underWay(partition).orElse(null);
      if (swap == null) {
        String location = locations.known(partition).orElse(partition);
        moves.add(new LakeFiles.Move(source(file, location), in(location, file)));
      } else {
        placeInBoth(file, swap);
      }
    }
    try {
      files.moveAll(moves);
    } catch (IOException notThere) {
      moveThoseThatAreStaged(moves, notThere);
    }
  }

  /** Whoever rolled a commit forward without the metastore has put it into the partition's own. */
  private String source(StagedFile file, String location) throws IOException {
    boolean isHome = location.equals(HivePath.partitionOf(file.path()));
    return isHome || files.exists(file.staged()) || !files.exists(file.path())
        ? file.staged()
        : file.path();
  }

  /** A file that an earlier process put into a location that this one has not asked for. */
  private void moveThoseThatAreStaged(List<LakeFiles.Move> moves, IOException notThere)
      throws IOException {
    for (LakeFiles.Move move : moves) {
      if (files.exists(move.from())) {
        files.moveAll(List.of(move));
      } else if (!isAnywhere(move.to())) {
        throw notThere;
      }
    }
  }

  private boolean isAnywhere(String path) throws IOException {
    String name = path.substring(path.lastIndexOf('/'));
    return files.list(HivePath.partitionOf(path)).stream().anyMatch(each -> each.endsWith(name));
  }

  private void placeInBoth(StagedFile file, Locations.Swap swap) throws IOException {
    String former = in(swap.from(), file);
    String next = in(swap.to(), file);
    String source = first(List.of(file.staged(), former, next, file.path()));
    files.copy(new LakeFiles.Move(source, next)); // first: what a query has seen it sees again
    if (source.equals(file.staged())) {
      files.moveAll(List.of(new LakeFiles.Move(source, former)));
    } else {
      files.copy(new LakeFiles.Move(next, former));
    }
    locations.refresh();
    if (swap.isRetired()) { // this process was frozen for as long as the swap took
      files.deleteAll(List.of(former));
    }
  }

  private String first(List<String> places) throws IOException {
    for (String place : places) {
      if (files.exists(place)) {
        return place;
      }
    }
    throw new IOException(
        "Cannot publish a committed file: it is at none of " + String.join(", ", places));
  }

  /** Moves the file from its partition's own folder where that is not the location. */
  void placeAgain(StagedFile file) throws IOException {
    String partition = HivePath.partitionOf(file.path());
    String location = locations.known(partition).orElse(partition);
    if (location.equals(partition) || locations.underWay(partition).isPresent()) {
      return;
    }
    String target = in(location, file);
    if (!files.exists(target) && files.exists(file.path())) {
      files.moveAll(List.of(new LakeFiles.Move(file.path(), target)));
    }
  }

  private static String in(String location, StagedFile file) {
    return location + file.path().substring(file.path().lastIndexOf('/'));
  }
}
