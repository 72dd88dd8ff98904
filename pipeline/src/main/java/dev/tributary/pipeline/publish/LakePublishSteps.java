package dev.tributary.pipeline.publish;

import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFiles;
import dev.tributary.pipeline.lake.metastore.HiveMetastore;
import dev.tributary.pipeline.lake.metastore.LakeTables;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import dev.tributary.schemas.types.EventSchemas;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.thrift.TException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes into the lake and the metastore. One thread a step. */
public final class LakePublishSteps implements PublishSteps {
  private static final Logger LOG = LoggerFactory.getLogger(LakePublishSteps.class);

  private final LakeFiles files;
  private final Optional<MetastoreAddress> address;
  private final Set<String> registered = new HashSet<>();
  private final Set<String> viewed = new HashSet<>();
  private HiveMetastore metastore;

  /** Publishes into the lake; without an address nothing is registered. */
  public LakePublishSteps(Lake lake, Optional<MetastoreAddress> address) {
    this.files = lake.files();
    this.address = address;
  }

  /** Makes the tables and views that the metastore lacks; an older one is brought up to date. */
  public void makeTables() throws TException {
    if (address.isPresent()) {
      new LakeTables(connect(), EventSchemas.declared())
          .upgrade(files::uri)
          .forEach(change -> LOG.info("Changed the tables: {}", change));
    }
  }

  @Override
  public void move(LogRecord.Commit commit) throws IOException {
    files.moveAll(
        commit.batch().files().stream()
            .map(file -> new LakeFiles.Move(file.staged(), file.path()))
            .toList());
  }

  @Override
  public void register(LogRecord.Commit commit) throws TException {
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

  @Override
  public void close() {
    if (metastore != null) {
      metastore.close();
      metastore = null;
    }
  }
}
