package dev.tributary.runners.cli;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.ledger.read.LakeManifest;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.pipeline.history.CommitsTable;
import dev.tributary.pipeline.history.FilesCheckpoints;
import dev.tributary.pipeline.hours.HoursTable;
import dev.tributary.pipeline.keep.PartitionRegistration;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFileSystems;
import dev.tributary.pipeline.lake.files.LakeFiles;
import dev.tributary.pipeline.lake.metastore.HiveMetastore;
import dev.tributary.pipeline.lake.metastore.LakeTables;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import dev.tributary.runners.cli.output.OutputOptions;
import dev.tributary.runners.cli.output.Result;
import dev.tributary.runners.local.parts.PrestoClient;
import dev.tributary.runners.processes.command.HelpOption;
import dev.tributary.runners.processes.home.Endpoints;
import dev.tributary.runners.processes.home.RunningSystem;
import dev.tributary.schemas.columns.LakeTable;
import dev.tributary.schemas.types.EventSchemas;
import dev.tributary.schemas.views.LakeView;
import dev.tributary.schemas.views.LakeViews;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.thrift.TException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Makes schema, tables and views, or brings them up to date: in the running system, or in any
 * metastore and Presto that the options name. A launch of the pipeline does the same.
 */
@Command(
    name = "tables",
    description = {
      "Makes schema, tables and views, or brings them up to date; registers each partition with its",
      "current location.",
      "Safe to run again, and while queries run."
    },
    customSynopsis = "mvn -q -Ptool -Dtool=\"tables [OPTIONS]\"",
    optionListHeading = "%n",
    footer = {
      "%nExamples:",
      "  mvn -q -Ptool -Dtool=\"tables --dry-run\"",
      "  mvn -q -Ptool -Dtool=\"tables --metastore=HOST:9083 --lake=/data/lake --presto=HOST:8080\""
    })
final class TablesCommand implements Callable<Integer> {
  /**
   * What changed, or would.
   *
   * @param dryRun whether nothing was done
   * @param changes one line each
   * @param presto the Presto that was asked; empty when none was
   * @param readByPresto how many tables and views it reads
   */
  record Changed(boolean dryRun, List<String> changes, String presto, int readByPresto)
      implements Result {
    @Override
    public void print(PrintStream out) {
      changes.forEach(change -> out.println("  " + change));
      if (changes.isEmpty()) {
        out.println("All tables, views and partitions are as they should be.");
      } else {
        out.println(
            (dryRun ? "Would make these changes: " : "Made these changes: ") + changes.size());
      }
      if (!presto.isEmpty()) {
        out.println("Presto at " + presto + " reads all " + readByPresto + " of them.");
      }
    }
  }

  @Mixin private HelpOption help;
  @Mixin private DatabaseOptions database;

  @Option(
      names = "--lake",
      paramLabel = "URI",
      description = "The lake: a folder or a URI. Default: the running system's")
  private String lake;

  @Option(
      names = "--bootstrapServers",
      paramLabel = "HOST:PORT",
      description =
          "Kafka with the pipeline's commit log, which says where each partition is. Default: the"
              + " running system's; with --metastore: none, partitions stay as they are")
  private String bootstrapServers;

  @Option(
      names = "--kafkaConfig",
      paramLabel = "FILE",
      defaultValue = "",
      description = "Kafka client settings (SASL, TLS), a properties file. Default: none")
  private String kafkaConfig;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "tributary",
      description = "The pipeline's name, as at its launch. Default: tributary")
  private String name;

  @Option(
      names = "--presto",
      paramLabel = "HOST:PORT",
      description = "Presto that must read all of it then. Default: the running system's")
  private String presto;

  @Option(
      names = {"--dry-run", "--dryRun"},
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Say what would change, and change nothing. Default: false")
  private boolean dryRun;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws Exception {
    if (lake == null && database.named().isEmpty()) {
      Endpoints here = RunningSystem.findOr("name --metastore and --lake");
      String asked = presto == null ? here.presto() : presto;
      output.print(
          upgrade(database.at(here.metastore()), here.lake().toString(), asked, here.kafka()));
      return 0;
    }
    if (lake == null || database.named().isEmpty()) {
      throw new IllegalArgumentException("--metastore and --lake must be given together");
    }
    output.print(
        upgrade(
            database.named().get(),
            lake,
            presto == null ? "" : presto,
            bootstrapServers == null ? "" : bootstrapServers));
    return 0;
  }

  private Changed upgrade(
      MetastoreAddress metastore, String where, String askedPresto, String askedKafka)
      throws IOException, TException, SQLException {
    LakeFileSystems.register(where);
    var lake = new Lake(where);
    LakeFiles files = lake.files();
    List<String> changes;
    try (var connected = new HiveMetastore(metastore)) {
      var tables = new LakeTables(connected, EventSchemas.declared());
      changes = new ArrayList<>(dryRun ? tables.preview(files::uri) : tables.upgrade(files::uri));
      if (!askedKafka.isEmpty() && connected.hasTable(LakeTable.EVENTS.name())) {
        changes.addAll(partitions(askedKafka, lake, connected));
        if (!dryRun) {
          changes.addAll(tables.upgrade(files::uri)); // views of types whose partitions were added
        }
      }
    }
    if (dryRun || askedPresto.isEmpty()) {
      return new Changed(dryRun, changes, "", 0);
    }
    return new Changed(false, changes, askedPresto, askPresto(askedPresto, metastore));
  }

  /** Each partition at its current location, which the commit log names. */
  private List<String> partitions(String askedKafka, Lake lake, HiveMetastore metastore)
      throws IOException, TException {
    var log = new LogAccess(KafkaClients.of(askedKafka, kafkaConfig), name, "tables");
    LakeManifest manifest =
        CommitLogReader.manifest(log, FilesCheckpoints.newest(log, lake), path -> true);
    var registration = new PartitionRegistration(manifest, lake.files(), metastore);
    if (dryRun) {
      return registration.preview();
    }
    List<String> changes = new ArrayList<>(registration.apply());
    changes.addAll(CommitsTable.locate(lake, metastore));
    changes.addAll(HoursTable.locate(log, lake, metastore));
    return changes;
  }

  /** A view that Presto cannot read would only be met by the first who asks it. */
  private static int askPresto(String address, MetastoreAddress metastore) throws SQLException {
    var client = new PrestoClient(address, metastore.catalog(), metastore.database());
    List<String> names = new ArrayList<>();
    LakeTable.all().stream().map(LakeTable::name).forEach(names::add);
    LakeViews.of(EventSchemas.declared()).stream().map(LakeView::name).forEach(names::add);
    for (String name : names) {
      client.answers("SELECT * FROM \"" + name + "\" WHERE false");
    }
    return names.size();
  }
}
