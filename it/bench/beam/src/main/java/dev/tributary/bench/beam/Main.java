package dev.tributary.bench.beam;

import dev.tributary.bench.events.AvroEvent;
import dev.tributary.bench.events.EventParser;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.parquet.ParquetIO;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.joda.time.Duration;

/**
 * Stock Beam as its documentation shows it: KafkaIO, fixed windows, {@code FileIO.writeDynamic}
 * with ParquetIO. No deduplication, no commit log. Never ends by itself.
 */
public final class Main {
  private Main() {}

  /**
   * Arguments: bootstrap servers, topic, folder, a window's milliseconds, then pipeline options.
   */
  public static void main(String[] args) {
    Pipeline pipeline =
        Pipeline.create(
            PipelineOptionsFactory.fromArgs(Arrays.copyOfRange(args, 4, args.length)).create());
    pipeline
        .apply(
            KafkaIO.<byte[], byte[]>read()
                .withBootstrapServers(args[0])
                .withTopic(args[1])
                .withKeyDeserializer(ByteArrayDeserializer.class)
                .withValueDeserializer(ByteArrayDeserializer.class)
                .withConsumerConfigUpdates(Map.of("auto.offset.reset", "earliest")))
        .apply(ParDo.of(new Parse()))
        .setCoder(AvroCoder.generic(AvroEvent.SCHEMA))
        .apply(Window.into(FixedWindows.of(Duration.millis(Long.parseLong(args[3])))))
        .apply(
            FileIO.<String, GenericRecord>writeDynamic()
                .by(AvroEvent::folder)
                .withDestinationCoder(StringUtf8Coder.of())
                .via(
                    ParquetIO.sink(AvroEvent.SCHEMA)
                        .withCompressionCodec(CompressionCodecName.ZSTD))
                .to(args[2])
                .withNumShards(1)
                .withNaming(
                    folder ->
                        (window, pane, shards, shard, compression) ->
                            "%s/%d-%d-%d.parquet"
                                .formatted(
                                    folder,
                                    ((IntervalWindow) window).start().getMillis(),
                                    pane.getIndex(),
                                    shard)));
    pipeline.run().waitUntilFinish();
  }

  private static final class Parse extends DoFn<KafkaRecord<byte[], byte[]>, GenericRecord> {
    private transient EventParser parser;

    @Setup
    public void setup() {
      parser = new EventParser();
    }

    @ProcessElement
    public void process(
        @Element KafkaRecord<byte[], byte[]> record, OutputReceiver<GenericRecord> out)
        throws IOException {
      byte[] value = record.getKV().getValue();
      out.output(
          AvroEvent.of(
              parser.parse(value, record.getTimestamp()),
              value,
              record.getTopic(),
              record.getPartition(),
              record.getOffset()));
    }
  }
}
