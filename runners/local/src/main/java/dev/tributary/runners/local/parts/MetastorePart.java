package dev.tributary.runners.local.parts;

import dev.tributary.runners.processes.JavaCommand;
import dev.tributary.runners.processes.Part;
import dev.tributary.runners.processes.home.Checkout;
import dev.tributary.runners.processes.home.Home;
import dev.tributary.runners.processes.home.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.hive.metastore.api.ThriftHiveMetastore;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSocket;

/** The Hive metastore on an embedded Derby database. */
public final class MetastorePart implements Part {
  private static final int ANSWER_WITHIN_MILLIS = 20_000;

  private final Checkout checkout;
  private final Home home;
  private final int port;

  /** A metastore on 127.0.0.1:port with its database in {@code metastore} under the home. */
  public MetastorePart(Checkout checkout, Home home, int port) {
    this.checkout = checkout;
    this.home = home;
    this.port = port;
  }

  @Override
  public String name() {
    return "metastore";
  }

  @Override
  public String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public JavaCommand command() throws IOException {
    Path folder = Files.createDirectories(home.run().resolve(name()));
    // Hadoop gives the tables' folders its own permissions, whatever the umask.
    Files.write(
        folder.resolve("core-site.xml"),
        HadoopXml.lines(Map.of("fs.permissions.umask-mode", "077")));
    return JavaCommand.watched(
        checkout,
        options(),
        Stream.concat(Stream.of(folder), checkout.jarsOf(name()).stream()).toList(),
        List.of("org.apache.hadoop.hive.metastore.HiveMetaStore", "-p", Integer.toString(port)));
  }

  /** MetastoreConf takes each of its settings from a system property of that name, too. */
  private List<String> options() {
    var options =
        new ArrayList<>(
            List.of(
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dorg.apache.logging.log4j.level=WARN",
                "-Dderby.stream.error.file=" + home.log("derby")));
    settings().forEach((name, value) -> options.add("-D" + name + "=" + value));
    return options;
  }

  private Map<String, String> settings() {
    return Map.of(
        "metastore.thrift.uris", "thrift://" + address(),
        "metastore.warehouse.dir", home.data("warehouse").toUri().toString(),
        "javax.jdo.option.ConnectionURL",
            "jdbc:derby:;databaseName=" + home.data(name()) + ";create=true",
        "javax.jdo.option.ConnectionDriverName", "org.apache.derby.jdbc.EmbeddedDriver",
        "datanucleus.schema.autoCreateAll", "true",
        "metastore.schema.verification", "false",
        "metastore.expression.proxy",
            "org.apache.hadoop.hive.metastore.DefaultPartitionExpressionProxy",
        "metastore.task.threads.always",
            "org.apache.hadoop.hive.metastore.events.EventCleanerTask");
  }

  @Override
  public boolean ready() throws Exception {
    if (!Ports.answers(port)) {
      return false;
    }
    try (var socket = new TSocket("127.0.0.1", port, ANSWER_WITHIN_MILLIS)) {
      socket.open();
      var client = new ThriftHiveMetastore.Client(new TBinaryProtocol(socket));
      return client.get_all_databases().contains("default");
    }
  }

  @Override
  public Duration stopWithin() {
    return Duration.ofSeconds(3);
  }
}
