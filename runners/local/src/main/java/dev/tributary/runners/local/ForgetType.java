package dev.tributary.runners.local;

import dev.tributary.pipeline.forget.ForgetTypeCommand;
import dev.tributary.runners.processes.home.RunningSystem;
import java.util.List;
import java.util.Map;

/** Forgets event types: of the running system, or of any that the options name. */
final class ForgetType implements Tool.Command {
  @Override
  public String summary() {
    return "forgets undeclared event types that were made by mistake";
  }

  @Override
  public int run(List<String> arguments) throws Exception {
    Map<String, String> defaults =
        RunningSystem.unlessNamed(arguments)
            .map(
                here ->
                    Map.of(
                        "bootstrapServers", here.kafka(),
                        "lake", here.lake().toString(),
                        "metastore", here.metastore()))
            .orElse(Map.of());
    new ForgetTypeCommand(System.out).run(arguments, defaults);
    return 0;
  }
}
