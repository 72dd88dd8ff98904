package dev.tributary.pipeline.parquet;

import dev.tributary.schemas.columns.EventColumn;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericData;
import org.apache.parquet.avro.AvroDataSupplier;
import org.apache.parquet.column.ParquetProperties;

/**
 * Keeps the dictionary off the columns whose values never repeat, in files of Beam's sink, which
 * has no setting for it (ADR 13). The configuration names this class as the supplier of the data
 * model. Parquet asks for the model after it has built the file's properties and before it makes
 * the columns' writers. In parquet-column up to 1.17 those go by the properties that the process
 * built last, which are then these. From 1.18 on, or where another thread builds properties just in
 * between, the file has these dictionaries: its rows are the same.
 */
final class UniqueColumns implements AvroDataSupplier {
  /** Every row of {@code events} has a value of its own there. */
  static final List<String> NAMES =
      Stream.of(EventColumn.EVENT_ID, EventColumn.RAW_EVENT, EventColumn.KAFKA_OFFSET)
          .map(EventColumn::column)
          .toList();

  /** Not Avro's shared one, where other code may register conversions. */
  private static final GenericData MODEL = new GenericData();

  @Override
  public GenericData get() {
    ParquetProperties.Builder properties = ParquetProperties.builder();
    NAMES.forEach(column -> properties.withDictionaryEncoding(column, false));
    properties.build();
    return MODEL;
  }
}
