package dev.tributary.pipeline.rewrite;

import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFileInput;
import dev.tributary.pipeline.lake.files.LakeFiles;
import dev.tributary.pipeline.parquet.Compression;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * A file that is rewritten, as its footer describes it.
 *
 * @param input where it is
 * @param schema its columns
 * @param topicIds the IDs of the topics that its rows come from
 * @param rows how many rows it has
 * @param compression of its pages
 */
record SourceFile(
    LakeFileInput input,
    MessageType schema,
    Map<String, String> topicIds,
    long rows,
    Compression compression) {
  /** What the footers of files have under this key: the rows' schema as Avro's. */
  static final String AVRO_SCHEMA = "parquet.avro.schema";

  /** Reads the footer. */
  static SourceFile open(LakeFiles files, String path) throws IOException {
    var input = new LakeFileInput(files, path);
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    try (ParquetFileReader reader = ParquetFileReader.open(input, options)) {
      FileMetaData footer = reader.getFileMetaData();
      return new SourceFile(
          input,
          footer.getSchema(),
          topicIds(footer.getKeyValueMetaData()),
          reader.getRecordCount(),
          compression(reader.getFooter()));
    }
  }

  private static Compression compression(ParquetMetadata footer) {
    return footer.getBlocks().isEmpty()
        ? Compression.ZSTD
        : Compression.of(footer.getBlocks().get(0).getColumns().get(0).getCodec());
  }

  private static Map<String, String> topicIds(Map<String, String> footer) {
    Map<String, String> ids = new TreeMap<>();
    if (footer.containsKey(AVRO_SCHEMA)) {
      Object found =
          new Schema.Parser().parse(footer.get(AVRO_SCHEMA)).getObjectProp(Lake.TOPIC_IDS);
      if (found instanceof Map<?, ?> byTopic) {
        byTopic.forEach((topic, id) -> ids.put(String.valueOf(topic), String.valueOf(id)));
      }
    }
    return ids;
  }

  /**
   * Files whose rows may share a file: a topic that was recreated begins at offset 0 again, and the
   * footer's ID tells the positions apart.
   *
   * @return groups of files, in the order of the files
   */
  static List<List<SourceFile>> byTopicIds(List<SourceFile> files) {
    List<List<SourceFile>> groups = new ArrayList<>();
    List<Map<String, String>> ids = new ArrayList<>();
    for (SourceFile file : files) {
      int group = 0;
      while (group < groups.size() && !agree(ids.get(group), file.topicIds)) {
        group++;
      }
      if (group == groups.size()) {
        groups.add(new ArrayList<>());
        ids.add(new TreeMap<>());
      }
      groups.get(group).add(file);
      ids.get(group).putAll(file.topicIds);
    }
    return groups;
  }

  private static boolean agree(Map<String, String> some, Map<String, String> others) {
    return others.entrySet().stream()
        .allMatch(id -> some.getOrDefault(id.getKey(), id.getValue()).equals(id.getValue()));
  }

  /** The topics' IDs of files of one group. */
  static Map<String, String> topicIds(List<SourceFile> files) {
    Map<String, String> ids = new TreeMap<>();
    files.forEach(file -> ids.putAll(file.topicIds));
    return ids;
  }
}
