package dev.tributary.runners.processes.home;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The system that a tool means whose arguments name none. */
public final class RunningSystem {
  private RunningSystem() {}

  /**
   * The one that is up; empty where the arguments name another, or only ask for help.
   *
   * @throws IllegalStateException when none is up
   */
  public static Optional<Endpoints> unlessNamed(List<String> arguments) throws IOException {
    boolean named =
        arguments.stream()
            .anyMatch(each -> each.startsWith("--bootstrapServers=") || each.startsWith("--lake="));
    if (named || arguments.contains("--help")) {
      return Optional.empty();
    }
    Home home = new Home(Path.of(System.getProperty("tributary.home", ".tributary")));
    Optional<Endpoints> running = Endpoints.read(home);
    if (running.isEmpty()) {
      throw new IllegalStateException(
          "Tributary is not up in "
              + home.folder()
              + ": start it with mvn -q -Pup, or name another system with --bootstrapServers and"
              + " --lake");
    }
    return running;
  }
}
