package dev.tributary.pipeline.commit;

import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFiles;
import dev.tributary.pipeline.lake.metastore.HiveMetastore;
import dev.tributary.pipeline.lake.metastore.LakeTables;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import dev.tributary.schemas.EventSchemas;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.thrift.TException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two steps that make a commit's files visible. Each can be done again. One thread a step. */
final class Publication implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Publication.class);

  private final LakeFiles files;
  private final Optional<MetastoreAddress> address;
  private final Set<String> registered = new HashSet<>();
  private final Set<String> viewed = new HashSet<>();
  private HiveMetastore metastore;

  /** Publishes into the lake; without an address nothing is registered. */
  Publication(Lake lake, Optional<MetastoreAddress> address) {
    this.files = lake.files();
    this.address = address;
  }

  /** Makes the tables and views that the metastore lacks; an older one is brought up to date. */
  void makeTables() throws TException {
    if (address.isPresent()) {
      new LakeTables(connect(), EventSchemas.declared())
          .upgrade(files::uri)
          .forEach(change -> LOG.info("Changed the tables: {}", change));
    }
  }

  /** Moves the commit's files into their partitions. */
  void move(LogRecord.Commit commit) throws IOException {
    files.moveAll(
        commit.batch().files().stream()
            .map(file -> new LakeFiles.Move(file.staged(), file.path()))
            .toList());
  }

  /** Registers the partitions that are new to this process. */
  void register(LogRecord.Commit commit) throws TException {
    if (address.isEmpty()) {
      return;
    }
    for (StagedFile file : commit.batch().files()) {
      HivePath path = HivePath.of(file.path());
      if (!registered.contains(path.partitionFolder())) {
        connect().ensurePartition(path.table(), path.values(), files.uri(path.partitionFolder()));
        registered.add(path.partitionFolder());
      }
      if (file.eventType().isPresent() && viewed.add(file.eventType().get())) {
        ensureView(file.eventType().get());
      }
    }
  }

  /** Rows count without their view: whatever is wrong with it, registration goes on. */
  private void ensureView(String eventType) {
    try {
      new LakeTables(connect(), EventSchemas.declared()).ensureView(eventType);
    } catch (TException | IllegalStateException e) {
      LOG.warn(
          "Could not make a view, the tool tables can event_type={} cause={}",
          eventType,
          e.toString());
      close();
    }
  }

  private HiveMetastore connect() throws TException {
    if (metastore == null) {
      metastore = new HiveMetastore(address.orElseThrow());
    }
    return metastore;
  }

  /** Drops the connection to the metastore; the next registration makes a new one. */
  @Override
  public void close() {
    if (metastore != null) {
      metastore.close();
      metastore = null;
    }
  }
}
