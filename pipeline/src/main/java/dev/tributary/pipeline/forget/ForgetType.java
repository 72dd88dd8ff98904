package dev.tributary.pipeline.forget;

import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.ledger.read.LakeManifest;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.record.HivePath;
import dev.tributary.pipeline.commit.LastCommits;
import dev.tributary.pipeline.commit.OwnedLog;
import dev.tributary.pipeline.commit.Ownership;
import dev.tributary.pipeline.history.FilesCheckpoints;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFiles;
import dev.tributary.pipeline.lake.metastore.HiveMetastore;
import dev.tributary.pipeline.lake.metastore.LakeTables;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import dev.tributary.schemas.columns.LakeTable;
import dev.tributary.schemas.types.EventSchemas;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.thrift.TException;

/**
 * Forgets event types: they take no more room in the commit log, their views and partitions leave
 * the metastore. Each step can be done again: after a failure half way the command is given again.
 * A type that comes again is a new one.
 */
final class ForgetType {
  private static final String FOLDER = LakeTable.EVENTS.name() + "/event_type=";
  private static final Duration FRESH = Duration.ofHours(1);

  private final LogAccess log;
  private final Lake lake;
  private final Optional<MetastoreAddress> metastore;

  /**
   * What was done, or would be.
   *
   * @param types the event types
   * @param files the files of their rows
   * @param partitions their partitions in the metastore
   */
  record Report(Set<String> types, List<String> files, int partitions) {}

  /** What becomes of the files. */
  enum Data {
    /** They stay in the lake, and in no table. */
    KEEP,
    /** They are deleted. */
    DELETE
  }

  ForgetType(LogAccess log, Lake lake, Optional<MetastoreAddress> metastore) {
    this.log = log;
    this.lake = lake;
    this.metastore = metastore;
  }

  /** What {@link #perform} would do. */
  Report preview(Set<String> types) throws IOException, TException {
    int partitions = 0;
    if (metastore.isPresent()) {
      try (var connected = new HiveMetastore(metastore.get())) {
        partitions = tables(connected).partitions(types).size();
      }
    }
    return new Report(types, files(types), partitions);
  }

  /** Forgets. */
  Report perform(Set<String> types, Data data) throws IOException, TException {
    Ownership.forget(log, lake, metastore, types);
    List<String> files = files(types);
    new OwnedLog(log).read(); // what was listed is of before: a launch writes once it is the owner
    int partitions = 0;
    if (metastore.isPresent()) {
      try (var connected = new HiveMetastore(metastore.get())) {
        partitions = tables(connected).forget(types);
      }
    }
    if (data == Data.DELETE) {
      lake.files().deleteAll(files);
    }
    registerWhatCame(types);
    return new Report(types, files, partitions);
  }

  /** Fails when one of the types got rows lately: whoever sends it would make it again. */
  void checkQuiet(Set<String> types) {
    Map<String, Instant> fresh = LastCommits.of(types, log, Instant.now().minus(FRESH));
    if (!fresh.isEmpty()) {
      String type = fresh.keySet().iterator().next();
      throw new IllegalStateException(
          "Cannot forget an event type that got rows within the last hour: "
              + type
              + " at "
              + fresh.get(type)
              + " (types="
              + fresh.size()
              + "). Stop who sends them, or give --force");
    }
  }

  /**
   * The types that are meant.
   *
   * @throws IllegalStateException when there are none
   */
  Set<String> types(TypePatterns chosen) throws IOException {
    Set<String> known = new HashSet<>(CommitLogReader.read(log).eventTypes());
    known.addAll(typesInLake());
    Set<String> types = chosen.in(known);
    if (types.isEmpty()) {
      throw new IllegalStateException(
          "Neither the log nor the lake has an event type " + String.join(", ", chosen.names()));
    }
    return types;
  }

  /** Those whose files are there, also where the log has forgotten them. */
  private Set<String> typesInLake() throws IOException {
    Set<String> types = new TreeSet<>();
    for (String path : lake.files().list(LakeTable.EVENTS.name())) {
      if (path.startsWith(FOLDER) && path.endsWith(".parquet")) {
        types.add(path.substring(FOLDER.length(), path.indexOf('/', FOLDER.length())));
      }
    }
    return types;
  }

  /** All that lies there of the types, valid or not. */
  private List<String> files(Set<String> types) throws IOException {
    List<String> all = new ArrayList<>();
    for (String type : types) {
      all.addAll(lake.files().list(FOLDER + type));
    }
    return all;
  }

  private static LakeTables tables(HiveMetastore metastore) {
    return new LakeTables(metastore, EventSchemas.declared());
  }

  /** A pipeline that was launched meanwhile may have registered what was then taken out. */
  private void registerWhatCame(Set<String> types) throws IOException, TException {
    LakeManifest came =
        CommitLogReader.manifest(
            log, FilesCheckpoints.newest(log, lake), path -> path.startsWith(FOLDER));
    if (metastore.isEmpty() || Collections.disjoint(came.eventTypes(), types)) {
      return;
    }
    LakeFiles files = lake.files();
    try (var connected = new HiveMetastore(metastore.get())) {
      for (Map.Entry<String, String> at : came.partitions().entrySet()) {
        HivePath path = HivePath.of(at.getKey() + "/file");
        if (types.contains(path.values().get(0))) {
          connected.ensurePartition(path.table(), path.values(), files.uri(at.getValue()));
          tables(connected).ensureView(path.values().get(0));
        }
      }
    }
  }
}
