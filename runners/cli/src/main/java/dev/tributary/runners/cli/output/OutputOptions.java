package dev.tributary.runners.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import picocli.CommandLine.Option;

/** How a command prints its result. */
public final class OutputOptions {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(names = "--json", description = "Print the result as one JSON object")
  private boolean json;

  /** Prints to standard output. */
  public void print(Result result) throws JsonProcessingException {
    if (json) {
      System.out.println(JSON.writeValueAsString(result.forPrograms()));
    } else {
      result.print(System.out);
    }
  }

  /** Whether the result is to be one JSON object. */
  public boolean isJson() {
    return json;
  }
}
