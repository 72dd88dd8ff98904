package dev.tributary.bench.consumer;

import dev.tributary.bench.events.ParsedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/** The open files, one for each event type and hour. */
final class EventFiles {
  private final Path folder;
  private final Map<String, Map<Long, ParquetWriter<EventRow>>> open = new HashMap<>();

  EventFiles(Path folder) {
    this.folder = folder;
  }

  void write(ParsedEvent event, ConsumerRecord<byte[], byte[]> record) throws IOException {
    long hour = ParsedEvent.hour(event.timeMillis);
    Map<Long, ParquetWriter<EventRow>> ofType =
        open.computeIfAbsent(event.type, type -> new HashMap<>());
    ParquetWriter<EventRow> writer = ofType.get(hour);
    if (writer == null) {
      writer = make(event.type, hour);
      ofType.put(hour, writer);
    }
    writer.write(new EventRow(event, record));
  }

  private ParquetWriter<EventRow> make(String type, long hour) throws IOException {
    Path file =
        folder.resolve(ParsedEvent.folder(type, hour)).resolve(UUID.randomUUID() + ".parquet");
    Files.createDirectories(file.getParent());
    return new Builder(new LocalOutputFile(file))
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .config("parquet.compression.codec.zstd.level", "1")
        .withDictionaryEncoding("event_id", false)
        .withDictionaryEncoding("raw_event", false)
        .withDictionaryEncoding("kafka_offset", false)
        .build();
  }

  void closeAll() throws IOException {
    for (Map<Long, ParquetWriter<EventRow>> ofType : open.values()) {
      for (ParquetWriter<EventRow> writer : ofType.values()) {
        writer.close();
      }
    }
    open.clear();
  }

  private static final class Builder extends ParquetWriter.Builder<EventRow, Builder> {
    Builder(OutputFile file) {
      super(file);
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract all the same
    protected WriteSupport<EventRow> getWriteSupport(Configuration configuration) {
      return new EventColumns();
    }
  }
}
