package dev.tributary.runners.cli;

import dev.tributary.runners.processes.home.CannotStartException;
import dev.tributary.runners.processes.home.Endpoints;
import dev.tributary.runners.processes.home.RunningSystem;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Opens Presto's CLI on the running system. Uses the JDK alone, since {@code mvn -Psql} starts it
 * in Maven's JVM with nothing but these classes and the CLI.
 */
public final class Sql {
  private static final String CLI = "com.facebook.presto.cli.Presto";

  private Sql() {}

  /** Arguments: what the CLI takes besides the server and the schema. Ends with the CLI's code. */
  public static void main(String[] args) throws ReflectiveOperationException, IOException {
    Endpoints running;
    try {
      running = RunningSystem.findOr("name its folder with -Dtributary.home=DIR");
    } catch (CannotStartException e) {
      System.err.println(e.getMessage());
      System.exit(1);
      return;
    }
    var words = new ArrayList<>(List.of("--server", running.presto()));
    words.addAll(List.of("--catalog", "hive", "--schema", "default", "--user", "tributary"));
    words.addAll(Arrays.asList(args));
    try {
      Class.forName(CLI, true, Thread.currentThread().getContextClassLoader())
          .getMethod("main", String[].class)
          .invoke(null, (Object) words.toArray(String[]::new));
    } catch (InvocationTargetException e) {
      System.err.println("Cannot ask Presto: " + e.getCause());
      System.exit(1);
    }
  }
}
