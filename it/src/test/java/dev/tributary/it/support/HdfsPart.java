package dev.tributary.it.support;

import dev.tributary.runners.local.parts.HadoopXml;
import dev.tributary.runners.processes.JavaCommand;
import dev.tributary.runners.processes.Part;
import dev.tributary.runners.processes.home.Checkout;
import dev.tributary.runners.processes.home.FreePorts;
import dev.tributary.runners.processes.home.Home;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/** One of the two programs of a small HDFS. */
final class HdfsPart implements Part {
  private static final String NAME_NODE = "org.apache.hadoop.hdfs.server.namenode.NameNode";
  private static final String DATA_NODE = "org.apache.hadoop.hdfs.server.datanode.DataNode";

  private final Home home;
  private final String name;
  private final String main;
  private final int nameNodePort;

  private HdfsPart(Home home, String name, String main, int nameNodePort) {
    this.home = home;
    this.name = name;
    this.main = main;
    this.nameNodePort = nameNodePort;
  }

  static HdfsPart nameNode(Home home, int port) {
    return new HdfsPart(home, "namenode", NAME_NODE, port);
  }

  static HdfsPart dataNode(Home home, int nameNodePort) {
    return new HdfsPart(home, "datanode", DATA_NODE, nameNodePort);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String address() {
    return "127.0.0.1:" + nameNodePort;
  }

  @Override
  public JavaCommand command() throws IOException {
    Path folder = home.run().resolve(name);
    // the jars carry no web pages; the programs do not start without the folders
    Files.createDirectories(folder.resolve("webapps/hdfs"));
    Files.createDirectories(folder.resolve("webapps/datanode"));
    Files.write(folder.resolve("core-site.xml"), HadoopXml.lines(coreSettings()));
    Files.write(folder.resolve("hdfs-site.xml"), HadoopXml.lines(hdfsSettings()));
    if (main.equals(NAME_NODE) && !Files.exists(home.data("hdfs").resolve("name/current"))) {
      format(folder);
    }
    return java(folder, List.of(main));
  }

  private Map<String, String> coreSettings() {
    return Map.of(
        "fs.defaultFS",
        "hdfs://" + address(),
        "hadoop.tmp.dir",
        home.data("hdfs").resolve("tmp").toString());
  }

  private Map<String, String> hdfsSettings() {
    return Map.of(
        "dfs.replication",
        "1",
        "dfs.namenode.name.dir",
        home.data("hdfs").resolve("name").toUri().toString(),
        "dfs.datanode.data.dir",
        home.data("hdfs").resolve("data").toUri().toString(),
        "dfs.namenode.http-address",
        "127.0.0.1:" + FreePorts.any(),
        "dfs.datanode.address",
        "127.0.0.1:" + FreePorts.any(),
        "dfs.datanode.http.address",
        "127.0.0.1:" + FreePorts.any(),
        "dfs.datanode.ipc.address",
        "127.0.0.1:" + FreePorts.any(),
        "dfs.namenode.datanode.registration.ip-hostname-check",
        "false",
        "dfs.datanode.synconclose",
        "true");
  }

  private void format(Path folder) throws IOException {
    JavaCommand format = java(folder, List.of(NAME_NODE, "-format", "-nonInteractive"));
    int exit =
        new ProcessBuilder(format.words(home.run().resolve("hdfs-format.args")))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log(name).toFile()))
            .start()
            .onExit()
            .join()
            .exitValue();
    if (exit != 0) {
      throw new IOException("The NameNode's -format ended with exit code " + exit);
    }
  }

  private static JavaCommand java(Path folder, List<String> main) {
    Checkout checkout = StartedPart.checkout();
    List<Path> classpath = new ArrayList<>(List.of(folder));
    classpath.addAll(Checkout.jarsIn(checkout.root().resolve("it/hdfs")));
    return JavaCommand.watched(
        checkout,
        List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        classpath,
        main);
  }

  /** The NameNode takes calls, and knows the DataNode. */
  @Override
  public boolean ready() throws Exception {
    var once = new Configuration();
    once.set("ipc.client.connect.max.retries", "0");
    try (var hdfs =
        (DistributedFileSystem) FileSystem.newInstance(URI.create("hdfs://" + address()), once)) {
      int dataNodes = hdfs.getDataNodeStats().length;
      return main.equals(NAME_NODE) || dataNodes == 1 && !hdfs.isInSafeMode();
    }
  }

  @Override
  public Duration stopWithin() {
    return Duration.ofSeconds(3);
  }
}
