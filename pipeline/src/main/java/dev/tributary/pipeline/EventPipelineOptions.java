package dev.tributary.pipeline;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** What a user may type, on any runner. {@link LaunchSettings} is the same, checked. */
public interface EventPipelineOptions extends AccessOptions {
  @Description(
      "Topics to read, comma separated. Missing ones are made. Default: MessageHistory,events")
  @Default.String("MessageHistory,events")
  String getTopics();

  void setTopics(String value);

  @Description(
      "Hive metastore to register tables and partitions in, host:port. Default: none, files only."
          + " Example: localhost:9083")
  @Default.String("")
  String getMetastore();

  void setMetastore(String value);

  @Description("The metastore's database (Presto's schema). Default: default")
  @Default.String("default")
  String getSchema();

  void setSchema(String value);

  @Description("What Presto calls its catalog over the metastore, for views. Default: hive")
  @Default.String("hive")
  String getCatalog();

  void setCatalog(String value);

  @Description(
      "Who writes the Parquet of events: beam (Beam's ParquetIO sink) or fast (our own, same rows)."
          + " Default: beam")
  @Default.String("beam")
  String getParquetWriter();

  void setParquetWriter(String value);

  @Description("Compression of Parquet pages: zstd or snappy. Default: zstd")
  @Default.String("zstd")
  String getCompression();

  void setCompression(String value);

  @Description(
      "When a batch ends: bundle (with the runner's bundle) or timed (by --flushInterval, for the"
          + " Direct runner). Default: bundle; runners/direct: timed")
  @Default.String("bundle")
  String getBatching();

  void setBatching(String value);

  @Description("How often --batching=timed commits, ISO-8601 duration. Default: PT1S")
  @Default.String("PT1S")
  String getFlushInterval();

  void setFlushInterval(String value);

  @Description(
      "How long an event id is remembered at least, ISO-8601 duration of record time; PT0S: not at"
          + " all, no record is a duplicate. Default: PT60M")
  @Default.String("PT60M")
  String getDedupeWindow();

  void setDedupeWindow(String value);

  @Description(
      "How many event types the lake takes; more become dead letters. Default: 1000, 1 to 100000")
  @Default.Integer(1000)
  int getMaxEventTypes();

  void setMaxEventTypes(int value);

  @Description(
      "How many hours of the past late events of undeclared types may newly enter in a minute, each"
          + " type and hour one, over all lanes; further ones are in the folder of the hour of their"
          + " receipt, with their own event_time. Default: 100, 0 to 100000")
  @Default.Integer(100)
  int getMaxLateHours();

  void setMaxLateHours(int value);

  @Description(
      "Files of a table that one batch keeps open; rows of further partitions wait in memory until it"
          + " ends. Default: 64, 1 to 10000")
  @Default.Integer(64)
  int getMaxOpenFiles();

  void setMaxOpenFiles(int value);

  @Description(
      "Whether each commit has a root over its records, on or off: with it, the command proof proves"
          + " that a record is one of them. Default: off")
  @Default.String("off")
  String getProofs();

  void setProofs(String value);

  @Description(
      "How long the commit log keeps its records, ISO-8601 duration of at least P1D; PT0S: for ever."
          + " Older ones are deleted once per day, when the table commits has them. Default: P400D")
  @Default.String("P400D")
  String getLogRetention();

  void setLogRetention(String value);

  @Description(
      "How long after its end an hour stays open for late events before it is sealed, ISO-8601"
          + " duration of record time. Default: PT10M")
  @Default.String("PT10M")
  String getAllowedLateness();

  void setAllowedLateness(String value);

  @Description(
      "Deleted records to continue without, comma separated TOPIC-PARTITION:FROM-TO (TO is the offset"
          + " after the last). They stay visible as lost. Default: none")
  @Default.String("")
  String getAcceptLoss();

  void setAcceptLoss(String value);

  @Description(
      "Offsets of commit log records to read over, comma separated: records that the pipeline did not"
          + " write. A launch that meets one says its offset. Default: none. Example: 17,18")
  @Default.String("")
  String getSkipLogRecords();

  void setSkipLogRecords(String value);

  @Description(
      "Take over a lake that has files although the commit log is empty (a new Kafka cluster), or that"
          + " lacks files of its newest commit (an old backup). Default: false")
  @Default.Boolean(false)
  boolean getAdopt();

  void setAdopt(boolean value);
}
