package dev.tributary.pipeline.kafka;

import dev.tributary.ledger.kafka.KafkaClients;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/** How to reach Kafka, as a user types it. Runners give it to every worker: it holds no secret. */
public interface KafkaOptions extends PipelineOptions {
  @Description("Kafka's bootstrap servers, host:port, comma separated. Example: localhost:29092")
  @Validation.Required
  String getBootstrapServers();

  void setBootstrapServers(String value);

  @Description(
      "Kafka client settings (SASL, TLS), a properties file. Each worker reads it, at the same path"
          + " on its machine; nothing keeps what is in it. Default: none")
  @Default.String("")
  String getKafkaConfig();

  void setKafkaConfig(String value);

  /** As the options of the job say that runs now, whatever a restored state was taken with. */
  static KafkaClients access(PipelineOptions options) {
    KafkaOptions kafka = options.as(KafkaOptions.class);
    return new KafkaClients(kafka.getBootstrapServers(), kafka.getKafkaConfig());
  }
}
