package dev.tributary.it.support;

import dev.tributary.runners.processes.home.FreePorts;
import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A NameNode and its one DataNode as processes, about 15 CPU-seconds. */
public final class Hdfs implements AutoCloseable {
  private final StartedPart nameNode;
  private final StartedPart dataNode;

  private Hdfs(StartedPart nameNode, StartedPart dataNode) {
    this.nameNode = nameNode;
    this.dataNode = dataNode;
  }

  /** Starts it with its data in the home. */
  public static Hdfs start(TempHome temp) throws InterruptedException {
    StartedPart nameNode = StartedPart.of(HdfsPart.nameNode(temp.home(), FreePorts.any()), temp);
    try {
      return new Hdfs(
          nameNode, StartedPart.of(HdfsPart.dataNode(temp.home(), nameNode.port()), temp));
    } catch (RuntimeException | InterruptedException e) {
      nameNode.close();
      throw e;
    }
  }

  /** Its root, {@code hdfs://host:port}. */
  public String uri() {
    return "hdfs://" + nameNode.address();
  }

  /** Copies what is in a folder of it into one that is there. */
  public void copyOut(String folder, java.nio.file.Path to) throws IOException {
    try (FileSystem files = FileSystem.newInstance(URI.create(uri()), new Configuration())) {
      for (FileStatus each : files.listStatus(new Path(folder))) {
        files.copyToLocalFile(false, each.getPath(), new Path(to.toUri()), true);
      }
    }
  }

  @Override
  public void close() {
    dataNode.close();
    nameNode.close();
  }
}
