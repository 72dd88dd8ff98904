package dev.tributary.runners.local;

import dev.tributary.runners.processes.home.Endpoints;
import dev.tributary.runners.processes.home.Home;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Opens Presto's CLI on the running system. Uses the JDK alone, since {@code mvn -Psql} starts it
 * in Maven's JVM with nothing but these classes and the CLI.
 */
public final class Sql {
  private static final String CLI = "com.facebook.presto.cli.Presto";

  private Sql() {}

  /** Arguments: what the CLI takes besides the server and the schema. Ends with the CLI's code. */
  public static void main(String[] args) throws ReflectiveOperationException, IOException {
    Home home = new Home(Path.of(System.getProperty("tributary.home", ".tributary")));
    Optional<Endpoints> running = Endpoints.read(home);
    if (running.isEmpty()) {
      System.err.println(
          "Tributary is not up in "
              + home.folder()
              + ": start it with mvn -q -Pup, or name its folder with -Dtributary.home=DIR");
      System.exit(1);
    }
    var words = new ArrayList<>(List.of("--server", running.get().presto()));
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
