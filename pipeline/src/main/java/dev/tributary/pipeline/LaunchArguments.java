package dev.tributary.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** A launch's command line. */
public final class LaunchArguments {
  private LaunchArguments() {}

  /**
   * Parses {@code --name=value} arguments.
   *
   * @param defaults what a runner sets where the user said nothing, by option name
   * @throws IllegalArgumentException for an unknown, repeated, missing or unreadable option
   */
  public static EventPipelineOptions parse(String[] args, Map<String, String> defaults) {
    List<String> all = new ArrayList<>(List.of(args));
    defaults.forEach(
        (name, value) -> {
          if (all.stream().noneMatch(arg -> isOption(arg, name))) {
            all.add("--" + name + "=" + value);
          }
        });
    return PipelineOptionsFactory.fromArgs(all.toArray(String[]::new))
        .withValidation()
        .as(EventPipelineOptions.class);
  }

  private static boolean isOption(String arg, String name) {
    return arg.equals("--" + name) || arg.startsWith("--" + name + "=");
  }
}
