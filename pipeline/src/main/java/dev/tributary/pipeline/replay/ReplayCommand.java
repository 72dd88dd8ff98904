package dev.tributary.pipeline.replay;

import dev.tributary.pipeline.AccessOptions;
import dev.tributary.pipeline.LaunchArguments;
import dev.tributary.pipeline.OptionsHelp;
import dev.tributary.pipeline.kafka.KafkaOptions;
import dev.tributary.pipeline.lake.files.LakeFileSystems;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** The command {@code replay}: chosen dead letters go back on their topic. */
public final class ReplayCommand {
  private final PrintStream out;

  /** Prints what it does there. */
  public ReplayCommand(PrintStream out) {
    this.out = out;
  }

  /**
   * Runs it.
   *
   * @param arguments options, {@code --name=value}
   * @param defaults what is meant where an option is missing, by name
   * @throws IllegalArgumentException for options that are wrong, all in one message
   */
  public void run(List<String> arguments, Map<String, String> defaults) throws Exception {
    if (arguments.contains("--help")) {
      help();
      return;
    }
    ReplayOptions options = LaunchArguments.parseTool(arguments, defaults, ReplayOptions.class);
    ReplaySettings settings = ReplaySettings.of(options);
    LakeFileSystems.register(options, options.getLake());
    if (settings.dryRun()) {
      print("Would replay", settings.replay().preview(settings.selection(), this::print));
    } else {
      print("Replayed", settings.replay().perform(settings.selection()));
    }
  }

  private void print(DeadLetter letter) {
    out.println("  " + letter.position() + "  " + letter.reason());
  }

  private void print(String done, ReplayReport report) {
    out.println(done + " " + report.count() + " dead letters.");
    report
        .byReasonAndTopic()
        .forEach((reasonAndTopic, count) -> out.println("  " + reasonAndTopic + "  " + count));
    if (report.replayedBefore() > 0) {
      out.println("Left " + report.replayedBefore() + " that were replayed before.");
    }
    if (report.ofFormerTopics() > 0) {
      out.println(
          "Left "
              + report.ofFormerTopics()
              + " of topics that are gone, were made again, or are another Kafka cluster's"
              + " (--formerTopics).");
    }
    if (!report.foreign().isEmpty()) {
      throw new IllegalStateException(
          "Cannot replay dead letters onto topics that the pipeline does not read: "
              + report.foreign());
    }
  }

  private void help() {
    out.println("replay puts dead letters back on their topic, after their cause was mended.");
    out.println("One that was replayed before is left. Options, all of which must fit:");
    OptionsHelp.of(List.of(KafkaOptions.class, AccessOptions.class, ReplayOptions.class))
        .forEach(option -> out.printf("  %-18s %s%n", option.name(), option.text()));
  }
}
