package dev.tributary.runners.local.parts;

import dev.tributary.runners.processes.JavaCommand;
import dev.tributary.runners.processes.Part;
import dev.tributary.runners.processes.home.Checkout;
import dev.tributary.runners.processes.home.Home;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Rewrites hours of many small files, by itself, with what the other parts leave of one core. */
public final class CompactionPart implements Part {
  /** Options of a launch that a compaction has too, and must have in the same way; its own. */
  private static final List<String> TAKEN =
      List.of("--name=", "--kafkaConfig=", "--schema=", "--retain=", "--retainDeadLetters=");

  private static final String NO_DEDUPLICATION = "--dedupeWindow=PT0S";

  private final Checkout checkout;
  private final Home home;
  private final String kafka;
  private final String metastore;
  private final List<String> words;

  /**
   * Of the lake of the home.
   *
   * @param kafka host:port
   * @param metastore host:port
   * @param words options of the pipeline's launch, beside those that the home decides, and of the
   *     compaction
   */
  public CompactionPart(
      Checkout checkout, Home home, String kafka, String metastore, List<String> words) {
    this.checkout = checkout;
    this.home = home;
    this.kafka = kafka;
    this.metastore = metastore;
    this.words = List.copyOf(words);
  }

  @Override
  public String name() {
    return "compaction";
  }

  @Override
  public String address() {
    return home.lake().toString();
  }

  @Override
  public List<String> needs() {
    return List.of("pipeline");
  }

  @Override
  public Share share() {
    return Share.LEAST;
  }

  @Override
  public JavaCommand command() {
    List<String> options =
        List.of(
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:ActiveProcessorCount=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.clients.NetworkClient=error");
    return JavaCommand.watched(
        checkout, options, checkout.supervisor(), words(kafka, metastore, home.lake(), words));
  }

  static List<String> words(String kafka, String metastore, Path lake, List<String> options) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("dev.tributary.runners.cli.Tool", "compact", "--every=PT1M"));
    words.add("--bootstrapServers=" + kafka);
    words.add("--metastore=" + metastore);
    words.add("--lake=" + lake);
    options.stream()
        .filter(option -> TAKEN.stream().anyMatch(option::startsWith))
        .forEach(words::add);
    if (options.contains(NO_DEDUPLICATION)) {
      words.add("--keepDuplicates");
    }
    return List.copyOf(words);
  }

  /** It has nothing to answer, and begins a minute later. */
  @Override
  public boolean ready() {
    return true;
  }

  /** What makes it end takes longer to come back: the other parts do not end for it. */
  @Override
  public Duration restartsWithin() {
    return Duration.ofMinutes(1);
  }

  @Override
  public Duration stopWithin() {
    return Duration.ofSeconds(2);
  }
}
