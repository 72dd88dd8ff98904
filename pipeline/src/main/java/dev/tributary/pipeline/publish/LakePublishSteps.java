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
import java.io.UncheckedIOException;
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
  private final Placement placement;
  private final Locations locations;
  private final Optional<MetastoreAddress> address;
  private final Set<String> viewed = new HashSet<>();
  private HiveMetastore metastore;

  /** Publishes into the lake; without an address nothing is registered. */
  public LakePublishSteps(Lake lake, Optional<MetastoreAddress> address) {
    this(lake, address, Locations.notFollowing());
  }

  /** The same, where partitions may get another location while it publishes. */
  public LakePublishSteps(Lake lake, Optional<MetastoreAddress> address, Locations locations) {
    this.files = lake.files();
    this.address = address;
    this.locations = locations;
    this.placement = new Placement(files, locations);
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
    placement.place(commit.batch().files());
  }

  @Override
  public void register(LogRecord.Commit commit) throws TException {
    if (address.isEmpty()) {
      return;
    }
    for (StagedFile file : commit.batch().files()) {
      HivePath path = HivePath.of(file.path());
      if (locations.known(path.partitionFolder()).isEmpty()) {
        locations.learn(path.partitionFolder(), location(path));
      }
      try {
        placement.placeAgain(file);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot move " + file.path() + " where it belongs", e);
      }
      if (file.eventType().isPresent() && viewed.add(file.eventType().get())) {
        ensureView(file.eventType().get());
      }
    }
  }

  /** The partition's folder as the metastore names it: its own, or a generation in that. */
  private String location(HivePath path) throws TException {
    String home = path.partitionFolder();
    String uri = files.uri(home);
    String location = connect().ensurePartition(path.table(), path.values(), uri);
    Optional<String> below = HiveMetastore.below(uri, location);
    if (below.isEmpty()) {
      LOG.warn(
          "A partition is not in this lake for the metastore, and queries do not see its new rows;"
              + " the tool tables changes that partition={} location={} wanted={}",
          home,
          location,
          uri);
    }
    return home + below.orElse("");
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
