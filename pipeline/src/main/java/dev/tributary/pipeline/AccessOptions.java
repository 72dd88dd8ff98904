package dev.tributary.pipeline;

import dev.tributary.pipeline.kafka.KafkaOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** Which pipeline is meant, by a launch or by a tool: its Kafka, its lake and its name. */
public interface AccessOptions extends KafkaOptions {
  @Description("The lake: a folder, or a URI such as hdfs://host:port/folder. Example: /data/lake")
  @Validation.Required
  String getLake();

  void setLake(String value);

  @Description(
      "The pipeline's name: its consumer group, transactional id and commit log (NAME.commits)."
          + " Default: tributary")
  @Default.String("tributary")
  String getName();

  void setName(String value);
}
