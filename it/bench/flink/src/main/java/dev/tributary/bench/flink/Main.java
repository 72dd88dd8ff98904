package dev.tributary.bench.flink;

import dev.tributary.bench.events.AvroEvent;
import dev.tributary.bench.events.EventParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.formats.avro.typeutils.GenericRecordAvroTypeInfo;
import org.apache.flink.formats.parquet.ParquetWriterFactory;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Native Flink as its documentation shows it: KafkaSource to FileSink with Avro records as Parquet,
 * a bucket for each event type and hour, a checkpoint each ten seconds that commits the files.
 */
public final class Main {
  private static final String CHECKPOINT_MILLIS = "10000";

  private Main() {}

  /**
   * Arguments: bootstrap servers, topic, folder. Ends when it has read what was there. With a
   * fourth it never ends, with a checkpoint each so many milliseconds.
   */
  public static void main(String[] args) throws Exception {
    var configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none"); // a defect ends the run
    var env = StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    Optional<String> live = Arrays.stream(args).skip(3).findFirst();
    env.enableCheckpointing(Long.parseLong(live.orElse(CHECKPOINT_MILLIS)));
    env.getConfig().enableObjectReuse();
    KafkaSourceBuilder<GenericRecord> source =
        KafkaSource.<GenericRecord>builder()
            .setBootstrapServers(args[0])
            .setTopics(args[1])
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(new Parse());
    if (live.isEmpty()) {
      source.setBounded(OffsetsInitializer.latest());
    }
    FileSink<GenericRecord> sink =
        FileSink.forBulkFormat(
                new org.apache.flink.core.fs.Path(Path.of(args[2]).toUri()),
                new ParquetWriterFactory<GenericRecord>(
                    file ->
                        AvroParquetWriter.<GenericRecord>builder(file)
                            .withSchema(AvroEvent.SCHEMA)
                            .withCompressionCodec(CompressionCodecName.ZSTD)
                            .config("parquet.compression.codec.zstd.level", "1")
                            .build()))
            .withBucketAssigner(new ByFolder())
            .withOutputFileConfig(OutputFileConfig.builder().withPartSuffix(".parquet").build())
            .build();
    env.fromSource(source.build(), WatermarkStrategy.noWatermarks(), "kafka").sinkTo(sink);
    env.execute();
  }

  private static final class Parse implements KafkaRecordDeserializationSchema<GenericRecord> {
    private static final long serialVersionUID = 1;
    private transient EventParser parser;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<GenericRecord> out)
        throws IOException {
      if (parser == null) {
        parser = new EventParser();
      }
      out.collect(
          AvroEvent.of(
              parser.parse(record.value(), record.timestamp()),
              record.value(),
              record.topic(),
              record.partition(),
              record.offset()));
    }

    @Override
    public TypeInformation<GenericRecord> getProducedType() {
      return new GenericRecordAvroTypeInfo(AvroEvent.SCHEMA);
    }
  }

  private static final class ByFolder implements BucketAssigner<GenericRecord, String> {
    private static final long serialVersionUID = 1;

    @Override
    public String getBucketId(GenericRecord record, Context context) {
      return AvroEvent.folder(record);
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
      return SimpleVersionedStringSerializer.INSTANCE;
    }
  }
}
