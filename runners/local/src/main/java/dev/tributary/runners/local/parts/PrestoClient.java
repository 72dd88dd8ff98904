package dev.tributary.runners.local.parts;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** SQL over Presto's JDBC driver, with times in UTC. */
public final class PrestoClient {
  private final String url;

  /** Asks the server at {@code host:port}, in the catalog and schema of the local system. */
  public PrestoClient(String address) {
    this(address, "hive", "default");
  }

  /** Asks the server at {@code host:port}. */
  public PrestoClient(String address, String catalog, String schema) {
    this.url = "jdbc:presto://" + address + "/" + catalog + "/" + schema + "?timeZoneId=UTC";
  }

  /** Runs the statement to its end and says whether it had a result. */
  public boolean answers(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return true;
      }
      while (statement.getResultSet().next()) {
        // to the end: an error may come with any row
      }
      return true;
    }
  }

  /** Runs the query and says whether it has a row. */
  boolean finds(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next();
    }
  }

  private Connection connect() throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", "tributary");
    return DriverManager.getConnection(url, properties);
  }
}
