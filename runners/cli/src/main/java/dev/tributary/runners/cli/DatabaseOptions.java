package dev.tributary.runners.cli;

import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which tables a command is about. */
final class DatabaseOptions {
  @Option(
      names = "--metastore",
      paramLabel = "HOST:PORT",
      description = "Hive metastore with the tables. Default: the running system's")
  private String metastore;

  @Option(
      names = "--schema",
      paramLabel = "NAME",
      defaultValue = "default",
      description = "The metastore's database, Presto's schema. Default: default")
  private String schema;

  @Option(
      names = "--catalog",
      paramLabel = "NAME",
      defaultValue = "hive",
      description = "What Presto calls its catalog over the metastore, for views. Default: hive")
  private String catalog;

  /** What {@code --metastore} names. */
  Optional<MetastoreAddress> named() {
    return Optional.ofNullable(metastore).filter(text -> !text.isBlank()).map(this::at);
  }

  /**
   * What {@code --metastore} names, or the running system's.
   *
   * @throws IllegalArgumentException when there is neither
   */
  MetastoreAddress needed(PipelineOptions pipeline) throws IOException {
    Optional<MetastoreAddress> named = named();
    return named.isPresent()
        ? named.get()
        : pipeline
            .running()
            .map(here -> at(here.metastore()))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--metastore must be given: it says where the current files are"));
  }

  /** The tables of the metastore at host:port. */
  MetastoreAddress at(String address) {
    return MetastoreAddress.of(address, schema, catalog);
  }
}
