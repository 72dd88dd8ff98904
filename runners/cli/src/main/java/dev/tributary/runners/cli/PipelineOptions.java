package dev.tributary.runners.cli;

import dev.tributary.pipeline.PipelineAccess;
import dev.tributary.runners.processes.home.Endpoints;
import dev.tributary.runners.processes.home.RunningSystem;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which pipeline a command is about: the running system's, unless these name another. */
final class PipelineOptions {
  @Option(
      names = "--bootstrapServers",
      paramLabel = "HOST:PORT",
      description =
          "Kafka's bootstrap servers, host:port, comma separated. Default: the running system's")
  private String bootstrapServers;

  @Option(
      names = "--kafkaConfig",
      paramLabel = "FILE",
      defaultValue = "",
      description = "Kafka client settings (SASL, TLS), a properties file. Default: none")
  private String kafkaConfig;

  @Option(
      names = "--lake",
      paramLabel = "URI",
      description =
          "The lake: a folder, or a URI such as hdfs://host:port/folder. Default: the running system's")
  private String lake;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "tributary",
      description = "The pipeline's name, as at its launch. Default: tributary")
  private String name;

  /**
   * The running system, if it is the one that is meant.
   *
   * @throws IllegalArgumentException when the options name half of another one
   */
  Optional<Endpoints> running() throws IOException {
    if (bootstrapServers == null && lake == null) {
      return Optional.of(
          RunningSystem.findOr("name another pipeline with --bootstrapServers and --lake"));
    }
    if (bootstrapServers == null || lake == null) {
      throw new IllegalArgumentException("--bootstrapServers and --lake must be given together");
    }
    return Optional.empty();
  }

  /** The pipeline. */
  PipelineAccess access() throws IOException {
    return running()
        .map(here -> new PipelineAccess(here.kafka(), kafkaConfig, here.lake().toString(), name))
        .orElseGet(() -> new PipelineAccess(bootstrapServers, kafkaConfig, lake, name));
  }
}
