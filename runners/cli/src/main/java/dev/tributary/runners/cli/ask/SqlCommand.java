package dev.tributary.runners.cli.ask;

import dev.tributary.runners.cli.output.OutputOptions;
import dev.tributary.runners.cli.output.Screen;
import dev.tributary.runners.processes.command.HelpOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks Presto one question. */
@Command(
    name = "sql",
    description = {
      "Asks Presto one question, and prints the rows.",
      "On a terminal it prints a table. Into a pipe it prints a row a line, with a tab between",
      "values and \\N for NULL."
    },
    customSynopsis = "mvn -q -Ptool -Dtool=\"sql [OPTIONS] [STATEMENT]\"",
    optionListHeading = "%n",
    footer = {
      "%nExample:",
      "  mvn -q -Ptool -Dtool=\"sql --json 'SELECT COUNT(*) FROM requestors'\""
    })
public final class SqlCommand implements Callable<Integer> {
  @Mixin private HelpOption help;
  @Mixin private PrestoOptions presto;

  @Parameters(
      arity = "0..1",
      paramLabel = "STATEMENT",
      description = "The statement; without it, standard input has it")
  private String statement;

  @Option(names = "--header", description = "Print the columns' names first, into a pipe too")
  private boolean header;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException, SQLException {
    String sql = sql();
    try (Connection connection = presto.connect();
        Statement question = connection.createStatement()) {
      if (question.execute(sql)) {
        print(question.getResultSet());
      } else if (output.isJson()) {
        System.out.println("{\"columns\":[],\"rows\":[]}");
      }
      return 0;
    } catch (SQLException e) {
      throw new IllegalStateException(why(e)); // the message says all, and the cause says it again
    }
  }

  /** Presto's message, without what names the query in its log. */
  static String why(SQLException e) {
    String message = String.valueOf(e.getMessage());
    int at = message.indexOf("): ");
    return message.startsWith("Query failed (#") && at > 0 ? message.substring(at + 3) : message;
  }

  private String sql() throws IOException {
    String sql =
        statement == null
            ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
            : statement;
    String bare = sql.strip();
    while (bare.endsWith(";")) {
      bare = bare.substring(0, bare.length() - 1).strip();
    }
    if (bare.isEmpty()) {
      throw new IllegalArgumentException("STATEMENT must not be empty");
    }
    return bare;
  }

  private void print(ResultSet rows) throws IOException, SQLException {
    var printed = new PrintedRows(rows);
    if (output.isJson()) {
      printed.json(System.out);
    } else if (Screen.isTerminal()) {
      printed.table(System.out);
    } else {
      printed.tabs(System.out, header);
    }
  }
}
