package dev.tributary.runners.local.parts;

import dev.tributary.runners.processes.JavaCommand;
import dev.tributary.runners.processes.Part;
import dev.tributary.runners.processes.home.Checkout;
import dev.tributary.runners.processes.home.Home;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One Presto server over the lake: coordinator and worker at once, with the Hive plugin alone. */
public final class PrestoPart implements Part {
  private static final int ANSWER_WITHIN_MILLIS = 5_000;

  /** What its reflection needs on JDK 17, all of them to all unnamed modules. */
  private static final List<String> OPENED =
      List.of(
          "java.base/java.io",
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.lang.ref",
          "java.base/java.lang.reflect",
          "java.base/java.net",
          "java.base/java.nio",
          "java.base/java.security",
          "java.base/java.text",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/java.util.regex",
          "java.base/javax.security.auth",
          "java.base/javax.security.auth.login",
          "java.base/jdk.internal.loader",
          "java.base/sun.nio.ch",
          "java.base/sun.security.action",
          "java.security.jgss/sun.security.krb5");

  private static final String ACTIVE_NODES =
      "SELECT node_id FROM system.runtime.nodes WHERE state = 'active'";

  private final Checkout checkout;
  private final Home home;
  private final int port;
  private final int metastorePort;

  /** A server on 127.0.0.1:port that asks the metastore on 127.0.0.1:metastorePort. */
  public PrestoPart(Checkout checkout, Home home, int port, int metastorePort) {
    this.checkout = checkout;
    this.home = home;
    this.port = port;
    this.metastorePort = metastorePort;
  }

  @Override
  public String name() {
    return "presto";
  }

  @Override
  public String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public JavaCommand command() throws IOException {
    Path folder = home.run().resolve(name());
    Path catalogs = Files.createDirectories(folder.resolve("catalog"));
    Files.write(folder.resolve("config.properties"), config(folder));
    Files.write(catalogs.resolve("hive.properties"), catalog(folder));
    Files.write(
        folder.resolve("core-site.xml"),
        HadoopXml.lines(Map.of("fs.file.impl", "dev.tributary.presto.FastLocalFileSystem")));
    linkPlugin(folder.resolve("plugin/hive-hadoop2"));
    return JavaCommand.watched(
        checkout,
        options(folder),
        checkout.jarsOf(name()),
        List.of("com.facebook.presto.server.PrestoServer"));
  }

  private List<String> config(Path folder) {
    return List.of(
        "coordinator=true",
        "node-scheduler.include-coordinator=true",
        "http-server.http.port=" + port,
        "http-server.log.enabled=false",
        "discovery-server.enabled=true",
        "discovery.uri=http://" + address(),
        // A page a task instead of a page a file on its way: half the time of a count over many.
        "optimizer.enable-intermediate-aggregations=true",
        // Shorter than the grace of compaction: no query meets a file that was deleted.
        "query.max-run-time=30m",
        "query.max-memory=512MB",
        "query.max-memory-per-node=256MB",
        "query.max-total-memory-per-node=512MB",
        "memory.heap-headroom-per-node=128MB",
        "plugin.dir=" + folder.resolve("plugin"),
        "catalog.config-dir=" + folder.resolve("catalog"));
  }

  private List<String> catalog(Path folder) {
    return List.of(
        "connector.name=hive-hadoop2",
        "hive.metastore=thrift",
        "hive.metastore.uri=thrift://127.0.0.1:" + metastorePort,
        "hive.metastore-timeout=60s",
        "hive.parquet.use-column-names=true",
        // Questions only: who may ask could else read and write any file of ours as a table.
        "hive.security=read-only",
        "hive.non-managed-table-creates-enabled=false",
        "hive.config.resources=" + folder.resolve("core-site.xml"));
  }

  /** A folder of links: the jars stay in the local Maven repository. */
  private void linkPlugin(Path plugin) throws IOException {
    Files.createDirectories(plugin);
    try (Stream<Path> old = Files.list(plugin)) {
      for (Path link : old.toList()) {
        Files.delete(link);
      }
    }
    List<Path> jars = new ArrayList<>(checkout.jarsOf("presto-hive"));
    jars.add(checkout.prestoFileSystem());
    for (Path jar : jars) {
      Files.createSymbolicLink(plugin.resolve(jar.getFileName()), jar);
    }
  }

  private List<String> options(Path folder) {
    var options = new ArrayList<String>();
    OPENED.forEach(name -> options.add("--add-opens=" + name + "=ALL-UNNAMED"));
    options.addAll(
        List.of(
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            // Presto starts a JMX server for everybody, unless it believes that the JVM has one.
            // The port makes it believe so; the JVM starts none, by the option after it.
            "-Dcom.sun.management.jmxremote.port=1",
            "-XX:-ManagementServer",
            "-Duser.timezone=UTC",
            "-Dconfig=" + folder.resolve("config.properties"),
            "-Dnode.environment=tributary",
            "-Dnode.id=tributary",
            "-Dnode.internal-address=127.0.0.1",
            "-Dnode.bind-ip=127.0.0.1",
            "-Dnode.data-dir=" + home.data(name())));
    return options;
  }

  /**
   * The server says that it is up before its catalog answers, so a question goes through it; and
   * that needs no node, while a query over files has none until the server has discovered itself.
   */
  @Override
  public boolean ready() throws Exception {
    var presto = new PrestoClient(address());
    return isStarted() && presto.answers("SHOW TABLES") && presto.finds(ACTIVE_NODES);
  }

  private boolean isStarted() throws IOException {
    URL info = URI.create("http://" + address() + "/v1/info").toURL();
    var connection = (HttpURLConnection) info.openConnection();
    connection.setConnectTimeout(ANSWER_WITHIN_MILLIS);
    connection.setReadTimeout(ANSWER_WITHIN_MILLIS);
    try (InputStream body = connection.getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8).contains("\"starting\":false");
    }
  }

  @Override
  public Duration stopWithin() {
    return Duration.ofSeconds(4);
  }
}
