package dev.tributary.bench.spark;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Reads a table of the lake with Spark SQL, as docs/engines.md says, and writes down what it saw.
 */
public final class ReadLake {
  private ReadLake() {}

  /**
   * Arguments: the table's folder; a condition in SQL; a file for the columns, a line {@code
   * name<TAB>type} each; a file for the rows for which the condition holds, a line each.
   */
  public static void main(String[] args) throws IOException {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", "1")
            .config("spark.sql.datetime.java8API.enabled", "true")
            .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
            .getOrCreate()) {
      Dataset<Row> table = spark.read().option("mergeSchema", "true").parquet(args[0]);
      Files.write(
          Path.of(args[2]),
          Arrays.stream(table.schema().fields())
              .map(field -> field.name() + "\t" + field.dataType().catalogString())
              .toList());
      Files.write(
          Path.of(args[3]),
          table.where(args[1]).collectAsList().stream().map(ReadLake::text).toList());
    }
  }

  /** A value as text that does not depend on the engine; objects have their names in order. */
  private static String text(Object value) {
    if (value == null) {
      return "NULL"; // which is not the text null
    }
    if (value instanceof Row row) {
      Map<String, Object> fields = new TreeMap<>();
      for (StructField field : row.schema().fields()) {
        fields.put(field.name(), row.getAs(field.name()));
      }
      return text(fields);
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      return text(CollectionConverters.asJava(map));
    }
    if (value instanceof scala.collection.Seq<?> list) {
      return text(CollectionConverters.asJava(list));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
          .sorted()
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ReadLake::text).collect(Collectors.joining(",", "[", "]"));
    }
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
  }
}
