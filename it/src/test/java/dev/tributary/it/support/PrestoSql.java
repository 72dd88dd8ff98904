package dev.tributary.it.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Questions to a Presto server over JDBC, as a user's program asks them.
 *
 * @param address host:port
 * @param schema where names without one are looked up
 */
public record PrestoSql(String address, String schema) {
  /** Asks in the schema of the local system. */
  public PrestoSql(String address) {
    this(address, "default");
  }

  /** The rows, each value as text. */
  public List<List<String>> rows(String sql) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      var rows = new ArrayList<List<String>>();
      while (result.next()) {
        var row = new ArrayList<String>();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
          row.add(result.getString(column));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /** The one number of the one row. */
  public long number(String sql) throws SQLException {
    return Long.parseLong(rows(sql).get(0).get(0));
  }

  /** Runs a statement that has no rows. */
  public void run(String sql) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A connection, for what the other methods don't do. */
  public Connection connect() throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", "it");
    String url = "jdbc:presto://" + address + "/hive/" + schema + "?timeZoneId=UTC";
    return DriverManager.getConnection(url, properties);
  }
}
