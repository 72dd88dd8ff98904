package dev.tributary.runners.cli;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.ledger.read.LakeManifest;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.record.HivePath;
import dev.tributary.pipeline.PipelineAccess;
import dev.tributary.pipeline.history.CommitsTable;
import dev.tributary.pipeline.history.FilesCheckpoints;
import dev.tributary.pipeline.hours.HoursTable;
import dev.tributary.pipeline.keep.CurrentFiles;
import dev.tributary.pipeline.keep.PartitionFilter;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFileSystems;
import dev.tributary.runners.cli.output.OutputOptions;
import dev.tributary.runners.cli.output.Result;
import dev.tributary.runners.processes.command.HelpOption;
import dev.tributary.schemas.columns.LakeTable;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says which files of a table are valid now: for engines that read files, not the metastore. */
@Command(
    name = "files",
    description = {
      "Prints the files of a table that are valid now, for engines that read files themselves.",
      "A list is right for as long as --grace of compact, then print it again."
    },
    customSynopsis = "mvn -q -Ptool -Dtool=\"files [OPTIONS]\"",
    optionListHeading = "%n",
    footer = {
      "%nExamples:",
      "  mvn -q -Ptool -Dtool=\"files --where=dt='2026-11-24'\"",
      "  mvn -q -Ptool -Dtool=\"files --table=events --sql\" > events.sql"
    })
final class FilesCommand implements Callable<Integer> {
  /**
   * Files that are valid.
   *
   * @param table the table
   * @param files their paths or URIs, sorted within each partition
   */
  record Listed(String table, List<String> files) implements Result {
    @Override
    public void print(PrintStream out) {
      files.forEach(out::println);
    }
  }

  /**
   * The same as a view of DuckDB.
   *
   * @param table the table
   * @param sql the statement
   */
  record DuckSql(String table, String sql) implements Result {
    static DuckSql of(Listed found) {
      if (found.files().isEmpty()) {
        throw new IllegalStateException("No file of " + found.table() + " is valid");
      }
      String list =
          found.files().stream()
              .map(file -> "'" + file.replace("'", "''") + "'")
              .collect(Collectors.joining(",\n  "));
      boolean isEvents = found.table().equals(LakeTable.EVENTS.name());
      String columns = isEvents ? "* REPLACE (coalesce(event_type, 'null') AS event_type)" : "*";
      String sql =
          "CREATE OR REPLACE VIEW "
              + found.table()
              + " AS SELECT "
              + columns
              + " FROM read_parquet([\n  "
              + list
              + "],\n  hive_partitioning=true, hive_types_autocast=false, union_by_name=true);";
      return new DuckSql(found.table(), sql);
    }

    @Override
    public void print(PrintStream out) {
      out.println(sql);
    }
  }

  @Mixin private HelpOption help;
  @Mixin private PipelineOptions pipeline;

  @Option(
      names = "--table",
      paramLabel = "TABLE",
      defaultValue = "events",
      description = "events, dead_letters, commits or hours. Default: events")
  private String table;

  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      defaultValue = "",
      description =
          "Only these partitions: their columns, each ='VALUE', joined by AND. Default: all")
  private String where;

  @Option(names = "--sql", description = "Print a view for DuckDB. Default: one file a line")
  private boolean sql;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws Exception {
    PartitionFilter wanted = PartitionFilter.parse(table(), where);
    PipelineAccess access = pipeline.access();
    LakeFileSystems.register(access.lake());
    Lake lake = new Lake(access.lake());
    List<String> paths = paths(access, lake, wanted);
    var found =
        new Listed(table, paths.stream().map(lake.files()::uri).map(FilesCommand::plain).toList());
    output.print(sql ? DuckSql.of(found) : found);
    return 0;
  }

  private List<String> paths(PipelineAccess access, Lake lake, PartitionFilter wanted)
      throws IOException {
    if (table().equals(LakeTable.COMMITS) || table().equals(LakeTable.HOURS)) {
      List<String> current =
          table().equals(LakeTable.COMMITS)
              ? CommitsTable.currentFiles(lake)
              : HoursTable.currentFiles(lake);
      return current.stream().filter(path -> wanted.test(HivePath.partitionOf(path))).toList();
    }
    return valid(access, lake, wanted);
  }

  private static List<String> valid(PipelineAccess access, Lake lake, PartitionFilter wanted)
      throws IOException {
    var kafka = KafkaClients.of(access.bootstrapServers(), access.kafkaConfig());
    var log = new LogAccess(kafka, access.name(), "files");
    LakeManifest manifest =
        CommitLogReader.manifest(
            log,
            FilesCheckpoints.newest(log, lake),
            path -> wanted.test(path.substring(0, path.lastIndexOf('/'))));
    return new CurrentFiles(manifest, lake.files()).paths();
  }

  private LakeTable table() {
    return LakeTable.all().stream()
        .filter(each -> each.name().equals(table))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--table must be events, dead_letters, commits or hours: " + table));
  }

  /** Engines read a local path, and not every one a file URI. */
  private static String plain(String uri) {
    return uri.startsWith("file://") ? uri.substring("file://".length()) : uri;
  }
}
