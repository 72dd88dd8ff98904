package dev.tributary.runners.local;

import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import dev.tributary.runners.processes.home.Endpoints;
import dev.tributary.runners.processes.home.Home;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the tool {@code tables} was told, or found running.
 *
 * @param presto host:port of the Presto that is asked whether it can read all; empty: none is
 */
record TablesOptions(MetastoreAddress metastore, String lake, String presto, boolean dryRun) {
  private static final Map<String, String> KNOWN = known();

  private static Map<String, String> known() {
    var known = new LinkedHashMap<String, String>();
    known.put("--metastore", "Hive metastore, host:port. Default: the running system's");
    known.put("--lake", "The lake: a folder or a URI. Default: the running system's");
    known.put("--schema", "The metastore's database, Presto's schema. Default: default");
    known.put("--catalog", "What Presto calls its catalog over the metastore. Default: hive");
    known.put(
        "--presto",
        "Presto that must read all of it then, host:port. Default: the running system's");
    return known;
  }

  static void help(PrintStream out) {
    out.println("tables makes schema, tables and views, or brings them up to date.");
    out.println("Safe to run again, and while queries run. Options:");
    KNOWN.forEach((name, text) -> out.printf("  %-12s %s%n", name, text));
    out.printf("  %-12s %s%n", "--dry-run", "Says what it would change, and changes nothing");
  }

  /**
   * Reads the arguments.
   *
   * @param running the system that is up, for what is not named
   * @throws IllegalArgumentException when one of them is wrong, or nothing says which lake is meant
   */
  static TablesOptions of(List<String> arguments, Optional<Endpoints> running, Home home) {
    var given = new LinkedHashMap<String, String>();
    boolean dryRun = false;
    for (String argument : arguments) {
      if (argument.equals("--dry-run")) {
        dryRun = true;
        continue;
      }
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (!KNOWN.containsKey(name) || equals < 0) {
        throw new IllegalArgumentException(
            "must be NAME=VALUE with a name of "
                + String.join(", ", new TreeSet<>(KNOWN.keySet()))
                + ", or --dry-run: "
                + argument);
      }
      if (given.put(name, argument.substring(equals + 1)) != null) {
        throw new IllegalArgumentException(name + " must be given once");
      }
    }
    boolean named = given.containsKey("--metastore") || given.containsKey("--lake");
    if (named && !(given.containsKey("--metastore") && given.containsKey("--lake"))) {
      throw new IllegalArgumentException("--metastore and --lake must be given together");
    }
    if (!named) {
      Endpoints here =
          running.orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "Tributary is not up in "
                          + home.folder()
                          + ": start it with mvn -q -Pup, or name --metastore and --lake"));
      given.put("--metastore", here.metastore());
      given.put("--lake", here.lake().toString());
      given.putIfAbsent("--presto", here.presto());
    }
    return new TablesOptions(
        address(given), given.get("--lake"), given.getOrDefault("--presto", ""), dryRun);
  }

  private static MetastoreAddress address(Map<String, String> given) {
    return MetastoreAddress.of(
        given.get("--metastore"),
        given.getOrDefault("--schema", "default"),
        given.getOrDefault("--catalog", "hive"));
  }
}
