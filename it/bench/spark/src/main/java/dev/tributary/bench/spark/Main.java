package dev.tributary.bench.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Spark Structured Streaming: one query a type, each of which reads all records, as the design that
 * Tributary replaces had it; or one query with {@code partitionBy}.
 */
public final class Main {
  private static final List<String> TYPES =
      List.of("request_group", "accept_member", "decline_member", "message", "default");

  private Main() {}

  /**
   * Arguments: bootstrap servers, topic, folder, {@code one} or {@code each}. Ends by itself. With
   * a fifth it never ends: its trigger fires each so many milliseconds.
   */
  public static void main(String[] args)
      throws IOException, TimeoutException, StreamingQueryException {
    Trigger trigger =
        Arrays.stream(args)
            .skip(4)
            .findFirst()
            .map(millis -> Trigger.ProcessingTime(Long.parseLong(millis)))
            .orElseGet(Trigger::AvailableNow);
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", "1")
            .config("spark.sql.parquet.compression.codec", "zstd")
            .config("spark.hadoop.parquet.compression.codec.zstd.level", "1")
            .getOrCreate()) {
      if (args[3].equals("one")) {
        start(rows(spark, args[0], args[1]), args[2], "one", trigger).awaitTermination();
        return;
      }
      var queries = new ArrayList<StreamingQuery>();
      for (String type : TYPES) {
        Dataset<Row> rows = rows(spark, args[0], args[1]).filter(col("event_type").equalTo(type));
        queries.add(start(rows, args[2], type, trigger));
      }
      for (StreamingQuery query : queries) {
        query.awaitTermination();
      }
    }
  }

  private static Dataset<Row> rows(SparkSession spark, String kafka, String topic) {
    StructType json =
        new StructType()
            .add("event_type", DataTypes.StringType)
            .add("id", DataTypes.StringType)
            .add("received_at", DataTypes.TimestampType)
            .add("timestamp", DataTypes.TimestampType)
            .add("Host", DataTypes.StringType)
            .add("User-Agent", DataTypes.StringType)
            .add("Accept", DataTypes.StringType);
    Dataset<Row> parsed =
        spark
            .readStream()
            .format("kafka")
            .option("kafka.bootstrap.servers", kafka)
            .option("subscribe", topic)
            .option("startingOffsets", "earliest")
            .option("maxOffsetsPerTrigger", 1_000_000)
            .load()
            .withColumn("raw_event", col("value").cast("string"))
            .withColumn("json", from_json(col("raw_event"), json));
    return parsed
        .select(
            col("json.id").as("event_id"),
            coalesce(col("json.timestamp"), col("json.received_at"), col("timestamp"))
                .as("event_time"),
            when(col("json.timestamp").isNull(), lit("door"))
                .otherwise(lit("client"))
                .as("event_time_source"),
            coalesce(col("json.received_at"), col("timestamp")).as("received_at"),
            col("json.Host").as("host"),
            col("json.User-Agent").as("user_agent"),
            col("json.Accept").as("accept"),
            map().cast("map<string,string>").as("headers"),
            col("raw_event"),
            col("topic").as("kafka_topic"),
            col("partition").as("kafka_partition"),
            col("offset").as("kafka_offset"),
            col("json.event_type").as("event_type"))
        .withColumn("dt", date_format(col("event_time"), "yyyy-MM-dd"))
        .withColumn("hour", date_format(col("event_time"), "HH"));
  }

  private static StreamingQuery start(
      Dataset<Row> rows, String folder, String name, Trigger trigger) throws TimeoutException {
    return rows.writeStream()
        .format("parquet")
        .partitionBy("event_type", "dt", "hour")
        .option("path", folder + "/" + name)
        .option("checkpointLocation", folder + "/checkpoint-" + name)
        .trigger(trigger)
        .start();
  }
}
