package dev.tributary.runners.local.parts;

import dev.tributary.runners.processes.JavaCommand;
import dev.tributary.runners.processes.Part;
import dev.tributary.runners.processes.home.Checkout;
import dev.tributary.runners.processes.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The pipeline on an embedded Flink. */
public final class PipelinePart implements Part {
  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.net",
          "java.base/java.nio",
          "java.base/java.time",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/java.util.concurrent.locks",
          "java.base/sun.nio.ch");

  private final Checkout checkout;
  private final Home home;
  private final String kafka;
  private final String metastore;
  private final List<String> more;

  /**
   * A pipeline from the broker to the lake of the home.
   *
   * @param kafka host:port
   * @param metastore host:port
   * @param more options of the launch, beside those that the home decides
   */
  public PipelinePart(
      Checkout checkout, Home home, String kafka, String metastore, List<String> more) {
    this.checkout = checkout;
    this.home = home;
    this.kafka = kafka;
    this.metastore = metastore;
    this.more = List.copyOf(more);
  }

  @Override
  public String name() {
    return "pipeline";
  }

  @Override
  public String address() {
    return home.lake().toString();
  }

  @Override
  public List<String> needs() {
    return List.of("kafka", "metastore");
  }

  @Override
  public JavaCommand command() throws IOException {
    Files.deleteIfExists(readyFile());
    Path checkpoints = home.emptied(name()); // each launch starts from the commit log
    List<String> options =
        Stream.concat(
                OPENED.stream().map(name -> "--add-opens=" + name + "=ALL-UNNAMED"),
                Stream.of(
                    "-Xmx1g",
                    "-XX:+UseSerialGC",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Dtributary.ready.file=" + readyFile()))
            .toList();
    return JavaCommand.watched(
        checkout,
        options,
        checkout.pipeline(),
        Stream.concat(
                Stream.of(
                    "dev.tributary.runners.flink.Main",
                    "--runner=FlinkRunner",
                    "--flinkMaster=[local]",
                    "--bootstrapServers=" + kafka,
                    "--metastore=" + metastore,
                    "--lake=" + home.lake(),
                    "--parallelism=1",
                    "--stateBackend=filesystem",
                    "--stateBackendStoragePath=" + checkpoints.toUri()),
                more.stream())
            .toList());
  }

  private Path readyFile() {
    return home.run().resolve("pipeline.ready");
  }

  @Override
  public boolean ready() {
    return Files.exists(readyFile());
  }

  @Override
  public Duration stopWithin() {
    return Duration.ofSeconds(8);
  }
}
