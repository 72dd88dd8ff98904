package dev.tributary.pipeline;

import dev.tributary.ledger.kafka.TypedSecret;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** The command line of a launch. */
public final class LaunchArguments {
  private LaunchArguments() {}

  /**
   * Parses {@code --name=value} arguments.
   *
   * @param defaults what a runner sets where the user said nothing, by option name
   * @throws IllegalArgumentException for an unknown, repeated, missing or unreadable option, and
   *     for one that holds a password
   */
  public static EventPipelineOptions parse(String[] args, Map<String, String> defaults) {
    return parse(args, defaults, EventPipelineOptions.class);
  }

  /** The same for options of other kinds. */
  public static <T extends PipelineOptions> T parse(
      String[] args, Map<String, String> defaults, Class<T> options) {
    List.of(args).forEach(TypedSecret::refuse);
    checkUnique(args);
    List<String> all = new ArrayList<>(List.of(args));
    defaults.forEach(
        (name, value) -> {
          if (all.stream().noneMatch(arg -> isOption(arg, name))) {
            all.add("--" + name + "=" + value);
          }
        });
    return PipelineOptionsFactory.fromArgs(all.toArray(String[]::new)).withValidation().as(options);
  }

  /** Beam itself would take the last one in silence. */
  private static void checkUnique(String[] args) {
    Map<String, Long> counts =
        Arrays.stream(args)
            .map(arg -> arg.split("=", 2)[0])
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    counts.forEach(
        (option, count) -> {
          if (count > 1) {
            throw new IllegalArgumentException(option + " is given " + count + " times");
          }
        });
  }

  private static boolean isOption(String arg, String name) {
    return arg.equals("--" + name) || arg.startsWith("--" + name + "=");
  }
}
