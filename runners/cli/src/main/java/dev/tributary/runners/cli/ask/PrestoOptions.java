package dev.tributary.runners.cli.ask;

import com.facebook.presto.jdbc.PrestoDriver;
import dev.tributary.runners.processes.home.RunningSystem;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import picocli.CommandLine.Option;

/** Which Presto a command asks. Times are in UTC. */
final class PrestoOptions {
  @Option(
      names = "--presto",
      paramLabel = "HOST:PORT",
      description = "The Presto server. Default: the running system's")
  private String presto;

  @Option(
      names = "--catalog",
      paramLabel = "NAME",
      defaultValue = "hive",
      description = "The catalog. Default: hive")
  private String catalog;

  @Option(
      names = "--schema",
      paramLabel = "NAME",
      defaultValue = "default",
      description = "The schema. Default: default")
  private String schema;

  /**
   * Opens a connection. The driver is named here: looking for drivers reads all jars of the class
   * path.
   *
   * @throws IllegalArgumentException when the options make no address
   */
  Connection connect() throws IOException, SQLException {
    String address =
        presto == null
            ? RunningSystem.findOr("name another server with --presto").presto()
            : presto;
    var properties = new Properties();
    properties.setProperty("user", "tributary");
    String url = "jdbc:presto://" + address + "/" + catalog + "/" + schema + "?timeZoneId=UTC";
    try {
      return new PrestoDriver().connect(url, properties);
    } catch (SQLException e) {
      throw new IllegalArgumentException(
          "--presto must be HOST:PORT, --catalog and --schema names: " + e.getMessage(), e);
    }
  }
}
