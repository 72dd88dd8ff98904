package dev.tributary.runners.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import picocli.CommandLine.Option;

/** How a command prints its result. */
final class OutputOptions {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(names = "--json", description = "Print the result as one JSON object")
  private boolean json;

  /** Prints to standard output. */
  void print(Result result) throws JsonProcessingException {
    if (json) {
      System.out.println(JSON.writeValueAsString(result));
    } else {
      result.print(System.out);
    }
  }
}
