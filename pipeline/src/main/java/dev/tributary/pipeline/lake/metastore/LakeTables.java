package dev.tributary.pipeline.lake.metastore;

import dev.tributary.ledger.record.HivePath;
import dev.tributary.schemas.columns.LakeTable;
import dev.tributary.schemas.rules.EventTypes;
import dev.tributary.schemas.types.EventSchemas;
import dev.tributary.schemas.views.LakeView;
import dev.tributary.schemas.views.LakeViews;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.hadoop.hive.metastore.api.Table;
import org.apache.thrift.TException;

/**
 * The lake's schema, tables and views in a metastore: made where they are missing, brought up to
 * date where they are older, however often. Queries may run meanwhile.
 */
public final class LakeTables {
  private final HiveMetastore metastore;
  private final EventSchemas schemas;

  /** One thing to do. */
  private record Change(List<String> lines, Step step) {}

  private interface Step {
    void run() throws TException;
  }

  /** The tables and views of these event types. */
  public LakeTables(HiveMetastore metastore, EventSchemas schemas) {
    this.metastore = metastore;
    this.schemas = schemas;
  }

  /**
   * Makes all as it should be.
   *
   * @param location a table's folder as a URI, from its name
   * @return what was changed, a line each; empty when nothing had to be
   * @throws IllegalStateException when a table that is there can't be used; nothing was changed
   */
  public List<String> upgrade(UnaryOperator<String> location) throws TException {
    List<Change> changes = changes(location);
    for (Change change : changes) {
      change.step().run();
    }
    return lines(changes);
  }

  /** What {@link #upgrade} would change. */
  public List<String> preview(UnaryOperator<String> location) throws TException {
    return lines(changes(location));
  }

  /** Makes the view of an event type, declared or not, unless the name is somebody else's. */
  public void ensureView(String eventType) throws TException {
    EventTypes.problem(eventType)
        .ifPresent(
            problem -> {
              throw new IllegalStateException(
                  "Cannot make a view, the event type " + problem + ": " + eventType);
            });
    for (Change change : view(LakeViews.ofType(eventType, schemas)).stream().toList()) {
      change.step().run();
    }
  }

  /** The partitions that event types have, {@code key=value/…}. */
  public List<String> partitions(Set<String> eventTypes) throws TException {
    return metastore.partitions(LakeTable.EVENTS.name()).stream()
        .filter(partition -> eventTypes.contains(eventType(partition)))
        .toList();
  }

  /**
   * Removes the views of event types, unless they are somebody else's, and takes their partitions
   * out; files stay.
   *
   * @return how many partitions there were
   */
  public int forget(Set<String> eventTypes) throws TException {
    for (String type : eventTypes) {
      if (metastore.find(type).filter(LakeTables::isOurView).isPresent()) {
        metastore.drop(type);
      }
    }
    List<String> partitions = partitions(eventTypes);
    metastore.dropPartitions(LakeTable.EVENTS.name(), partitions);
    return partitions.size();
  }

  private static String eventType(String partition) {
    return HivePath.of(LakeTable.EVENTS.name() + "/" + partition + "/").values().get(0);
  }

  private static boolean isOurView(Table table) {
    return HiveTables.OWNER.equals(table.getOwner()) && "VIRTUAL_VIEW".equals(table.getTableType());
  }

  private static List<String> lines(List<Change> changes) {
    return changes.stream().flatMap(change -> change.lines().stream()).toList();
  }

  private List<Change> changes(UnaryOperator<String> location) throws TException {
    List<Change> changes = new ArrayList<>();
    boolean isNew = !metastore.hasDatabase();
    if (isNew) {
      changes.add(
          new Change(List.of("create schema " + metastore.database()), metastore::createDatabase));
    }
    LakeTable events = LakeViews.table(schemas);
    for (LakeTable each : LakeTable.all()) {
      LakeTable table = each.equals(LakeTable.EVENTS) ? events : each;
      table(table, location.apply(table.name())).ifPresent(changes::add);
    }
    List<LakeView> views = new ArrayList<>(LakeViews.of(schemas));
    if (!isNew) {
      undeclared(events).forEach(type -> views.add(LakeViews.ofType(type, schemas)));
    }
    for (LakeView view : views) {
      view(view).ifPresent(changes::add);
    }
    return changes;
  }

  private Set<String> undeclared(LakeTable events) throws TException {
    Set<String> types = new LinkedHashSet<>();
    for (String partition : metastore.partitions(events.name())) {
      types.add(eventType(partition));
    }
    types.removeIf(type -> EventTypes.problem(type).isPresent()); // another program's partition
    schemas.all().forEach(schema -> types.remove(schema.eventType()));
    return types;
  }

  private Optional<Change> table(LakeTable wanted, String location) throws TException {
    Optional<Table> existing = metastore.find(wanted.name());
    if (existing.isEmpty()) {
      String line =
          "create table "
              + metastore.database()
              + "."
              + wanted.name()
              + " ("
              + wanted.columns().size()
              + " columns) at "
              + location;
      Table table = HiveTables.table(wanted, metastore.database(), location);
      return Optional.of(new Change(List.of(line), () -> metastore.create(table)));
    }
    TableUpgrade upgrade = TableUpgrade.of(wanted, location, existing.get());
    Step step =
        upgrade.changesTypes()
            ? () -> metastore.replaceWithPartitions(upgrade.table())
            : () -> metastore.replace(upgrade.table());
    return upgrade.lines().isEmpty()
        ? Optional.empty()
        : Optional.of(new Change(upgrade.lines(), step));
  }

  private Optional<Change> view(LakeView wanted) throws TException {
    Table view = HiveTables.view(wanted, metastore.address());
    String name = metastore.database() + "." + wanted.name();
    Optional<Table> existing = metastore.find(wanted.name());
    if (existing.isEmpty()) {
      return Optional.of(new Change(List.of("create view " + name), () -> metastore.create(view)));
    }
    Table old = existing.get();
    if (!isOurView(old)) {
      return Optional.of(
          new Change(
              List.of(
                  "leave "
                      + name
                      + " alone: it is not ours, "
                      + wanted.eventType()
                      + " has no view"),
              () -> {}));
    }
    if (view.getViewOriginalText().equals(old.getViewOriginalText())
        && view.getSd().getCols().equals(old.getSd().getCols())) {
      return Optional.empty();
    }
    return Optional.of(new Change(List.of("replace view " + name), () -> metastore.replace(view)));
  }
}
