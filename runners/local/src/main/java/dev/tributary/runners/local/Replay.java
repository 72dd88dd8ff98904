package dev.tributary.runners.local;

import dev.tributary.pipeline.replay.ReplayCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts dead letters back: of the running system, or of any that the options name. */
final class Replay implements Tool.Command {
  @Override
  public String summary() {
    return "puts dead letters back on their topic, after their cause was mended";
  }

  @Override
  public int run(List<String> arguments) throws Exception {
    new ReplayCommand(System.out).run(arguments, defaults(arguments));
    return 0;
  }

  /** The running system's addresses, unless the options name another one. */
  private static Map<String, String> defaults(List<String> arguments) throws IOException {
    boolean named =
        arguments.stream()
            .anyMatch(each -> each.startsWith("--bootstrapServers=") || each.startsWith("--lake="));
    if (named || arguments.contains("--help")) {
      return Map.of();
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
    return Map.of(
        "bootstrapServers", running.get().kafka(), "lake", running.get().lake().toString());
  }
}
