package dev.tributary.runners.local;

import dev.tributary.pipeline.replay.ReplayCommand;
import dev.tributary.runners.processes.home.RunningSystem;
import java.io.IOException;
import java.util.List;
import java.util.Map;

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
    return RunningSystem.unlessNamed(arguments)
        .map(here -> Map.of("bootstrapServers", here.kafka(), "lake", here.lake().toString()))
        .orElse(Map.of());
  }
}
