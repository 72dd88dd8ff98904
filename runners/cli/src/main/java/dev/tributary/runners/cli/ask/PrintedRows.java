package dev.tributary.runners.cli.ask;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.runners.cli.output.TextTable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows of an answer, printed as they come: none is kept. */
final class PrintedRows {
  private static final String NULL = "\\N";

  private final ResultSet rows;
  private final ResultSetMetaData columns;

  PrintedRows(ResultSet rows) throws SQLException {
    this.rows = rows;
    this.columns = rows.getMetaData();
  }

  /** One object: {@code columns} with name and type, {@code rows} with a value each. */
  void json(PrintStream out) throws IOException, SQLException {
    var buffered = new BufferedOutputStream(out);
    JsonGenerator json =
        new ObjectMapper()
            .getFactory()
            .createGenerator(buffered)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.writeStartObject();
    json.writeArrayFieldStart("columns");
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      json.writeStartObject();
      json.writeStringField("name", columns.getColumnLabel(i));
      json.writeStringField("type", columns.getColumnTypeName(i).toLowerCase(Locale.ROOT));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("rows");
    while (rows.next()) {
      json.writeStartArray();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        json.writeObject(value(i));
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.close();
    buffered.write('\n');
    end(buffered, out);
  }

  /** A row a line, with tabs between the values. */
  void tabs(PrintStream out, boolean hasHeader) throws IOException, SQLException {
    var buffered = new BufferedOutputStream(out);
    if (hasHeader) {
      line(buffered, names());
    }
    while (rows.next()) {
      line(buffered, texts().stream().map(PrintedRows::escaped).toList());
    }
    end(buffered, out);
  }

  /** A table. */
  void table(PrintStream out) throws SQLException {
    var table = new TextTable(names(), out);
    long count = 0;
    while (rows.next()) {
      table.add(texts().stream().map(text -> text == null ? "NULL" : text).toList());
      count++;
    }
    table.flush();
    out.printf("(%,d %s)%n", count, count == 1 ? "row" : "rows");
  }

  private static void line(OutputStream out, List<String> values) throws IOException {
    out.write((String.join("\t", values) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void end(OutputStream buffered, PrintStream out) throws IOException {
    buffered.flush();
    if (out.checkError()) {
      throw new IOException("Nobody reads the answer any more");
    }
  }

  private static String escaped(String text) {
    return text == null
        ? NULL
        : text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
  }

  private List<String> names() throws SQLException {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      names.add(columns.getColumnLabel(i));
    }
    return names;
  }

  private List<String> texts() throws SQLException {
    List<String> texts = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      texts.add(rows.getString(i));
    }
    return texts;
  }

  /** A number, a boolean, a list or an object as what it is; all else as text. */
  private Object value(int column) throws SQLException {
    Object value = rows.getObject(column);
    if (value instanceof Array array) {
      return array.getArray();
    }
    boolean isJson = value instanceof Number || value instanceof Boolean || value instanceof Map;
    return value == null || isJson ? value : rows.getString(column);
  }
}
