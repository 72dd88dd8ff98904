package dev.tributary.runners.local;

import dev.tributary.pipeline.lake.metastore.HiveMetastore;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFiles;
import dev.tributary.pipeline.lake.metastore.LakeTables;
import dev.tributary.runners.local.parts.PrestoClient;
import dev.tributary.runners.processes.home.Endpoints;
import dev.tributary.runners.processes.home.Home;
import dev.tributary.schemas.EventSchemas;
import dev.tributary.schemas.LakeTable;
import dev.tributary.schemas.LakeView;
import dev.tributary.schemas.LakeViews;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes schema, tables and views, or brings them up to date: in the running system, or in any
 * metastore and Presto that the options name. A launch of the pipeline does the same.
 */
final class Tables implements Tool.Command {
  private final PrintStream out;

  Tables(PrintStream out) {
    this.out = out;
  }

  @Override
  public String summary() {
    return "makes schema, tables and views, or brings them up to date";
  }

  @Override
  public int run(List<String> arguments) throws Exception {
    if (arguments.contains("--help")) {
      TablesOptions.help(out);
      return 0;
    }
    Home home = new Home(Path.of(System.getProperty("tributary.home", ".tributary")));
    TablesOptions options = TablesOptions.of(arguments, Endpoints.read(home), home);
    LakeFiles files = new Lake(options.lake()).files();
    List<String> changes;
    try (var metastore = new HiveMetastore(options.metastore())) {
      var tables = new LakeTables(metastore, EventSchemas.declared());
      changes = options.dryRun() ? tables.preview(files::uri) : tables.upgrade(files::uri);
    }
    changes.forEach(change -> out.println("  " + change));
    if (changes.isEmpty()) {
      out.println("All tables and views are as they should be.");
    } else {
      out.println(
          (options.dryRun() ? "Would make these changes: " : "Made these changes: ")
              + changes.size());
    }
    if (!options.dryRun() && !options.presto().isEmpty()) {
      askPresto(options);
    }
    return 0;
  }

  /** A view that Presto can't read would only be met by the first who asks it. */
  private void askPresto(TablesOptions options) throws SQLException {
    var presto =
        new PrestoClient(
            options.presto(), options.metastore().catalog(), options.metastore().database());
    List<String> names = new ArrayList<>(List.of(LakeTable.EVENTS.name()));
    names.add(LakeTable.DEAD_LETTERS.name());
    LakeViews.of(EventSchemas.declared()).stream().map(LakeView::name).forEach(names::add);
    for (String name : names) {
      presto.answers("SELECT * FROM \"" + name + "\" WHERE false");
    }
    out.println("Presto at " + options.presto() + " reads all " + names.size() + " of them.");
  }
}
