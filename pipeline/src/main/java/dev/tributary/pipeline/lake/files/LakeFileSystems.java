package dev.tributary.pipeline.lake.files;

import java.net.URI;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.hdfs.HadoopFileSystemOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.hadoop.conf.Configuration;

/** Tells Beam of the lake's file system, here and, by the options, on every worker. */
public final class LakeFileSystems {
  private LakeFileSystems() {}

  /** For a tool, which has no workers. A folder needs none of Beam's file systems. */
  public static void register(String lake) {
    if (lake.contains("://")) {
      register(PipelineOptionsFactory.create(), lake);
    }
  }

  /**
   * To be called before the lake is used. For {@code hdfs://host:port/…} nothing needs to be
   * configured; a Hadoop configuration that the options or {@code HADOOP_CONF_DIR} name goes first.
   */
  public static void register(PipelineOptions options, String lake) {
    HadoopFileSystemOptions hadoop = options.as(HadoopFileSystemOptions.class);
    List<Configuration> found = hadoop.getHdfsConfiguration();
    if (lake.startsWith("hdfs://") && (found == null || found.isEmpty())) {
      var configuration = new Configuration();
      configuration.set("fs.defaultFS", "hdfs://" + URI.create(lake).getAuthority());
      hadoop.setHdfsConfiguration(List.of(configuration));
    }
    FileSystems.setDefaultPipelineOptions(options);
  }
}
