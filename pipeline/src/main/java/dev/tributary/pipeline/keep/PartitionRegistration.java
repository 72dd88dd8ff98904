package dev.tributary.pipeline.keep;

import dev.tributary.ledger.read.LakeManifest;
import dev.tributary.ledger.record.HivePath;
import dev.tributary.pipeline.lake.files.LakeFiles;
import dev.tributary.pipeline.lake.metastore.HiveMetastore;
import dev.tributary.schemas.columns.LakeTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.thrift.TException;

/**
 * Makes a metastore name each partition at its current location: one that lost its data, or whose
 * partitions somebody made of folders. A partition that the keeper is changing is left to it.
 */
public final class PartitionRegistration {
  private final LakeManifest manifest;
  private final LakeFiles files;
  private final HiveMetastore metastore;

  /** Of the partitions that have valid files. */
  public PartitionRegistration(LakeManifest manifest, LakeFiles files, HiveMetastore metastore) {
    this.manifest = manifest;
    this.files = files;
    this.metastore = metastore;
  }

  /** What {@link #apply} would change, a line each. */
  public List<String> preview() throws TException {
    List<String> lines = new ArrayList<>();
    for (LakeTable table : List.of(LakeTable.EVENTS, LakeTable.DEAD_LETTERS)) {
      wrong(table).forEach((partition, found) -> lines.add(line(partition, found)));
    }
    return lines;
  }

  /** Adds what is missing, and changes the location of what is elsewhere. */
  public List<String> apply() throws TException {
    List<String> lines = new ArrayList<>();
    for (LakeTable table : List.of(LakeTable.EVENTS, LakeTable.DEAD_LETTERS)) {
      for (Map.Entry<String, String> each : wrong(table).entrySet()) {
        HivePath path = HivePath.of(each.getKey() + "/file");
        String uri = files.uri(manifest.location(each.getKey()));
        if (each.getValue().isEmpty()) {
          metastore.ensurePartition(path.table(), path.values(), uri);
        } else {
          metastore.relocate(path.table(), path.values(), uri);
        }
        lines.add(line(each.getKey(), each.getValue()));
      }
    }
    return lines;
  }

  private String line(String partition, String found) {
    String where = manifest.location(partition);
    return found.isEmpty()
        ? "add partition " + where
        : "change location of partition " + partition + " from " + found + " to " + where;
  }

  /** The partitions that are not as they should be, and where they are: empty: nowhere. */
  private Map<String, String> wrong(LakeTable table) throws TException {
    String folder = table.name() + "/";
    Map<String, String> found =
        metastore.locations(table.name(), metastore.partitions(table.name()));
    Map<String, String> wrong = new TreeMap<>();
    manifest
        .partitions()
        .forEach(
            (partition, location) -> {
              if (partition.startsWith(folder) && !isUnderWay(partition)) {
                String uri = found.getOrDefault(partition.substring(folder.length()), "");
                if (!uri.endsWith("/" + location)) {
                  wrong.put(partition, uri);
                }
              }
            });
    return wrong;
  }

  private boolean isUnderWay(String partition) {
    return manifest.openSwaps().of(partition).stream().anyMatch(open -> open.until().isEmpty());
  }
}
